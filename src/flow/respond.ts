import { type Fault, joinTrails, type Prompt, type Trail } from '../ask/complete.ts';
import type { Subject } from '../check/check.ts';
import type { Answer, Message, Seed, Tool } from '../data.ts';
import type { Draw } from '../text/draw.ts';
import { shortHash } from '../text/hash.ts';
import { type Answers, answersFor } from './answers.ts';
import type { FlowContext } from './context.ts';
import { converse, openingOf } from './converse.ts';
import { type LaidOutRow, layOut } from './lay-out.ts';
import { outputRuleOf } from './output-rule.ts';
import { pairOf } from './pair.ts';
import { posedOf } from './posed.ts';
import type { Draft, Ledger } from './result.ts';
import { brokenCheck, openChecking } from './verify.ts';

/** A row before its answer: what the student sees, and how the answer is to be judged. */
export interface Posed {
  draft: Draft;
  subject: Subject;
  row: LaidOutRow;
  /** What the student may call; null in rows without tools. */
  tools: Tool[] | null;
  /** Whether the row is a conversation. */
  several: boolean;
}

/** How often an answer is asked for that fails a constraint, before the item is given up (design, verifiable constraints). */
const MOST_TRIES = 4;

/** Sample indices that each try has for itself: more than the answers that any type asks for. */
const SAMPLES = 16;

/** Lays an item out for the student by seeded draws, or opens its conversation. */
export function pose(context: FlowContext, draft: Draft, subject: Subject, draw: Draw): Posed {
  const opening = openingOf(context, draft.item);
  if (opening) {
    const systemKind = opening.messages[0]?.role === 'system' ? 'skill' : 'none';
    const row = { messages: opening.messages, layout: 'conversation', answerForm: 'own', systemKind, labels: [] };
    return { draft, subject, row, tools: opening.tools ?? null, several: true };
  }
  const given = {
    item: draft.item,
    posed: posedOf(context, draft.item),
    undecided: subject.outcome === 'undecided',
    ownForm: context.skill.answerForms === 'own' || Array.isArray(draft.item.instruction.constraints),
  };
  const rule = outputRuleOf(draft.item);
  const posed = rule === null ? given.posed : { ...given.posed, system: rule };
  const row = layOut({ ...given, posed }, context.layouts, context.wordings, draw);
  const systemKind = rule === null ? row.systemKind : 'output-rule';
  return { draft, subject, row: { ...row, systemKind }, tools: null, several: false };
}

/**
 * Asks for the answer, or holds the conversation, checks it and writes the row. The teacher sees exactly the row's
 * messages and, before them, the skill's unkept system message (prompt erasure: Orca 2, section 4).
 */
export async function respond(context: FlowContext, seed: Seed, posed: Posed, ledger: Ledger): Promise<void> {
  const { draft, subject } = posed;
  let { trail } = draft;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const said = await say(context, posed, attempt);
    trail = joinTrails(trail, said.trail);
    if ('fault' in said) return ledger.drop(said.stage, said.agent, said.fault, draft.item, trail);
    const { messages, kept } = said;
    const found = await findingOn(context, { ...subject, messages, response: kept.text });
    trail = joinTrails(trail, found.trail);
    if (found.fault === null) {
      ledger.result.pairs.push(pairOf(context, seed, posed, said, ledger.lineage(draft.item, trail), trail.usage));
      return;
    }
    const again = found.fault.reason === 'constraint-not-met' && attempt + 1 < MOST_TRIES;
    if (!again) return ledger.drop('check', found.check, found.fault, draft.item, trail);
  }
}

/** A whole row with its answers, or why there is none. */
export type Said = { messages: Message[]; kept: Answer; all: Answer[]; agreement: number | null; trail: Trail };

type Unsaid = Extract<Answers, { fault: Fault }>;

async function say(context: FlowContext, posed: Posed, attempt: number): Promise<Said | Unsaid> {
  const prompt = promptOf(context, posed);
  const sample = attempt * SAMPLES;
  if (posed.several) return converse(context, posed, prompt, sample);
  const answers = await answersFor(context, prompt, posed.subject, posed.row.labels, sample);
  if ('fault' in answers) return answers;
  const { text, reasoning } = answers.kept;
  const thought = reasoning === undefined ? '' : `<think>\n${reasoning.trim()}\n</think>\n\n`;
  const reply: Message = { role: 'assistant', content: thought + text.trim() };
  return { ...answers, messages: [...posed.row.messages, reply] };
}

/** The call for the row's next turn: the row as it stands behind the unkept words. A system turn of the row joins them. */
function promptOf({ skill }: FlowContext, { row }: Posed): Prompt {
  const words = shortHash(skill.respond, row.layout, row.answerForm);
  const [first, ...rest] = row.messages;
  const unkept = skill.respond === '' ? [] : [{ role: 'system' as const, content: skill.respond }];
  if (first?.role !== 'system' || skill.respond === '')
    return { stage: 'respond', agent: 'respond', words, messages: [...unkept, ...row.messages] };
  const joined: Message = { role: 'system', content: `${skill.respond}\n\n${first.content}` };
  return { stage: 'respond', agent: 'respond', words, messages: [joined, ...rest] };
}

async function findingOn(
  context: FlowContext,
  subject: Subject,
): Promise<{ fault: Fault; check: string; trail: Trail } | { fault: null; trail: Trail }> {
  const checking = openChecking(context, 'check');
  for (const check of context.skill.checks.filter((each) => each.at === 'response')) {
    const checked = await checking.guard(() => check.check(subject, checking.verify));
    const finding = 'broken' in checked ? brokenCheck(checked.broken) : checked.value;
    if (finding) return { fault: { reply: subject.response, ...finding }, check: check.id, trail: checking.trail() };
  }
  return { fault: null, trail: checking.trail() };
}
