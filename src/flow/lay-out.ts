import { FORMS } from '../check/forms/index.ts';
import type { Item, Message } from '../data.ts';
import { closesEarly, type Layout, labelsOf, renderLayout } from '../prompt/layout.ts';
import type { RowWords, Wordings } from '../prompt/row-words.ts';
import type { PosedItem } from '../skill/skill.ts';
import type { Draw } from '../text/draw.ts';

/** What a row shows of an item, and how: drawn by layout, form of answer asked for, and system turn. */
export interface LaidOutRow {
  messages: Message[];
  layout: string;
  answerForm: string;
  systemKind: string;
  /** The marks before the choices, for holding an answer against them. */
  labels: string[];
}

/**
 * Lays an item out for the student. A system message of the skill's own stands in place of a drawn one; an item whose
 * material no longer decides it (`undecided`) is never asked for the bare mark of a choice. With `ownForm` no wording is
 * drawn that asks for a form of answer. Material that holds the mark which closes it in a layout is not laid out in that one.
 */
export function layOut(
  given: { item: Item; posed: PosedItem; undecided: boolean; ownForm: boolean },
  layouts: readonly Layout[],
  wordings: Wordings,
  draw: Draw,
): LaidOutRow {
  const { item, posed, undecided, ownForm } = given;
  const { choices } = FORMS[item.form].shown(item.instruction);
  const turn = drawTurn({ posed, ownForm }, wordings.systemTurns, draw.at('system'));
  const suiting = layouts.filter(
    (layout) =>
      suits(layout.system, posed, turn.id) &&
      (posed.material !== '' || !asksTwice(layout.user)) &&
      (posed.earlier === undefined || isBare(layout.user)) &&
      !closesEarly(layout, posed.material),
  );
  const layout = draw.at('layout').pick(suiting, ({ weight }) => weight);
  if (!layout) throw new Error('there is no layout that suits');
  const mark = draw.at('mark').pick(layout.marks) ?? '';
  const labels = labelsOf(mark, choices.length);
  const has = { labels: labels.length > 0 && !undecided, material: posed.material !== '' };
  const form = ownForm ? { id: 'own', line: null } : drawForm(item, wordings.answerForms, has, draw.at('answer-form'));
  const text = renderLayout(layout, { material: posed.material, question: posed.question, choices, mark });
  const system = posed.system ?? turn.line ?? text.system;
  const user = [text.user, form.line].filter(Boolean).join('\n\n');
  return {
    messages: [
      ...(system === null ? [] : [{ role: 'system' as const, content: system }]),
      ...(posed.earlier ?? []),
      { role: 'user', content: user },
    ],
    layout: layout.id,
    answerForm: form.id,
    systemKind:
      posed.system !== undefined ? 'skill' : text.system === null ? turn.id : turn.id === 'task' ? 'task' : 'material',
    labels,
  };
}

/** Layouts with a system turn of their own go with none drawn, and those with the task in it with the kind `task`. */
function suits(system: string | null, posed: PosedItem, kind: string): boolean {
  const task = system?.includes('{{question}}') ?? false;
  if (kind === 'task') return task;
  return !task && (system === null || (kind === 'none' && posed.system === undefined && posed.material !== ''));
}

/** Whether a layout has the question at both ends, which without material between is once too often. */
function asksTwice(user: string): boolean {
  return user.split('{{question}}').length > 2;
}

/** Whether a layout adds no words of its own. A question behind earlier turns looks as they do. */
function isBare(user: string): boolean {
  return user.replaceAll(/\{\{\w+\}\}|\s/g, '') === '';
}

/** A turn that asks for a tone or a reader is none for items that say themselves what they want. */
function drawTurn(
  { posed, ownForm }: { posed: PosedItem; ownForm: boolean },
  kinds: readonly RowWords[],
  draw: Draw,
): { id: string; line: string | null } {
  if (posed.system !== undefined) return { id: 'skill', line: null };
  const bare = posed.material === '' || posed.earlier !== undefined;
  const suits = (id: string) => !(bare && id === 'task') && !(ownForm && id === 'audience-or-register');
  const suiting = kinds.filter(({ id }) => suits(id));
  return lineOf(
    draw.pick(suiting, ({ weight }) => weight),
    draw,
  );
}

function drawForm(
  item: Item,
  kinds: readonly RowWords[],
  has: { labels: boolean; material: boolean },
  draw: Draw,
): { id: string; line: string | null } {
  const suiting = kinds.filter(({ forms, needs }) => forms.includes(item.form) && (needs === null || has[needs]));
  return lineOf(
    draw.pick(suiting, ({ weight }) => weight),
    draw,
  );
}

function lineOf(kind: RowWords | undefined, draw: Draw): { id: string; line: string | null } {
  return { id: kind?.id ?? 'none', line: (kind && draw.at('line').pick(kind.lines)) ?? null };
}
