import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { codeOf, UserError } from '../errors.ts';
import { shortHash } from '../text/hash.ts';
import { PROMPTS_DIR } from './load-frames.ts';
import { parseWords } from './words.ts';

/** How a row is laid out for the student: where material, question and choices stand, and how choices are marked. */
export interface Layout {
  id: string;
  weight: number;
  /** Marks before a choice, one of which is drawn, with "A", "a" or "1" where its letter or number goes; none in an unlabelled one. */
  marks: string[];
  /** What parts choices. */
  join: string;
  /** Whether the material is set as a block quote. */
  quote: boolean;
  /** The text of the system turn; null in layouts without. */
  system: string | null;
  user: string;
  /** The line that closes the material, as it stands in the layout (`</text>`, `---`); null where nothing does. */
  closing: string | null;
  hash: string;
}

const Head = z.strictObject({
  title: z.string(),
  weight: z.number().positive(),
  options: z.array(z.string()).min(1),
  join: z.string().default('\n'),
  quote: z.boolean().default(false),
});

const HOLE = /\{\{(.*?)\}\}/g;
const HOLES = ['material', 'question', 'options'];

/** All layouts of a folder, by name. Errors: E_FRAME with the path. */
export async function loadLayouts(dir: string = join(PROMPTS_DIR, 'layouts')): Promise<Layout[]> {
  const files = await readdir(dir).catch((cause) => {
    throw new UserError('E_FRAME', `Cannot read layouts "${dir}": ${codeOf(cause) ?? 'unreadable'}`, { cause });
  });
  const names = files.filter((name) => name.endsWith('.md')).sort();
  return Promise.all(
    names.map(async (name) => parseLayout(`prompts/layouts/${name}`, await readFile(join(dir, name), 'utf8'))),
  );
}

/**
 * Reads a layout: the student's text, or one for each turn under "## System" and "## User". Every hole must stand in it,
 * material and options once; a question may stand at both ends.
 */
export function parseLayout(path: string, source: string): Layout {
  const words = parseWords(path, source);
  const head = Head.safeParse(words.head);
  if (!head.success) throw new UserError('E_FRAME', `Cannot read layout "${path}": ${z.prettifyError(head.error)}`);
  const turn = (title: string) => words.sections.find((section) => section.title === title)?.prose;
  const [system, user] = [turn('System') ?? null, turn('User') ?? words.lead.prose];
  const holes = [...`${system ?? ''}\n${user}`.matchAll(HOLE)].map((match) => match[1] ?? '');
  const count = (hole: string) => holes.filter((each) => each === hole).length;
  const wrong =
    holes.find((hole) => !HOLES.includes(hole)) ??
    HOLES.find((hole) => count(hole) === 0 || (hole !== 'question' && count(hole) > 1));
  if (wrong !== undefined) {
    throw new UserError(
      'E_FRAME',
      `Cannot read layout "${path}": {{${wrong}}} must stand in it exactly once, or not at all`,
      {
        hint: `A layout holds ${HOLES.map((hole) => `{{${hole}}}`).join(', ')}, each once; the question may stand twice.`,
      },
    );
  }
  const { weight, options: marks, join: parting, quote } = head.data;
  const closing = closingOf(`${system ?? ''}\n\n${user}`);
  return {
    id: basename(path, '.md'),
    weight,
    marks,
    join: parting,
    quote,
    system,
    user,
    closing,
    hash: shortHash(source),
  };
}

/** What stands between the material and the next hole, on a line of its own or in front of that hole. */
function closingOf(body: string): string | null {
  const [, after = ''] = body.split('{{material}}');
  return after.split('{{')[0]?.trim().split('\n')[0] || null;
}

/** Whether a text could close the material of a layout before its end: it holds the closing mark, however it is written. */
export function closesEarly({ closing }: Pick<Layout, 'closing'>, text: string): boolean {
  if (closing === null) return false;
  const plain = (said: string) =>
    said
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s\p{Cf}\p{Mn}]/gu, '');
  const mark = plain(closing).replace(/>$/, '');
  if (/^[<"]/.test(mark)) return plain(text).includes(mark);
  return text.split('\n').some((line) => plain(line).startsWith(mark));
}

/** The place of a choice's letter or number in a mark: it stands alone. */
const LETTER = /(?<![\p{L}\p{N}])[Aa1](?![\p{L}\p{N}])/u;

/** The labels of `count` choices under a mark: "A", "B" or "a", "b" or "1", "2"; none where the mark holds none. */
export function labelsOf(mark: string, count: number): string[] {
  const first = LETTER.exec(mark)?.[0];
  if (first === undefined) return [];
  return Array.from({ length: count }, (_, index) =>
    first === '1' ? String(index + 1) : String.fromCharCode(first.charCodeAt(0) + index),
  );
}

/** What a layout is filled with. */
export interface LaidOut {
  material: string;
  question: string;
  choices: readonly string[];
  /** One of the layout's marks. */
  mark: string;
}

/** The turns' texts: one pass, paragraphs whose holes are all empty left out. `system` is null where it would say nothing. */
export function renderLayout(layout: Layout, parts: LaidOut): { system: string | null; user: string } {
  const labels = labelsOf(parts.mark, parts.choices.length);
  const options = parts.choices
    .map((choice, index) => parts.mark.replace(LETTER, labels[index] ?? '') + choice)
    .join(layout.join);
  const material = layout.quote && parts.material !== '' ? parts.material.replaceAll(/^/gm, '> ') : parts.material;
  const given: Record<string, string> = { material, question: parts.question, options };
  const system = layout.system === null ? null : filled(layout.system, given);
  return { system: system === '' ? null : system, user: filled(layout.user, given) };
}

/** Takes out what an empty hole leaves alone: its paragraph, or the lines that hold nothing else; then fills. */
function filled(body: string, given: Readonly<Record<string, string>>): string {
  const holesOf = (text: string) => [...text.matchAll(HOLE)].map((match) => match[1] ?? '');
  const empty = (text: string) => {
    const holes = holesOf(text);
    return holes.length > 0 && holes.every((hole) => given[hole] === '');
  };
  const paragraphs = body.split(/\n{2,}/);
  const kept = paragraphs.filter(
    (paragraph, at) => !empty(paragraph) && !leadsToNothing(paragraphs, at, empty, holesOf),
  );
  return kept
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => !empty(line))
        .join('\n'),
    )
    .map((paragraph) => paragraph.replaceAll(HOLE, (_, hole: string) => given[hole] ?? '').trimEnd())
    .join('\n\n');
}

/** Whether a paragraph without holes only leads to, or closes, one that is left out: a heading, a rule, "Here is the text:". */
function leadsToNothing(
  paragraphs: readonly string[],
  at: number,
  empty: (text: string) => boolean,
  holesOf: (text: string) => string[],
): boolean {
  const own = paragraphs[at] ?? '';
  if (holesOf(own).length > 0) return false;
  const beside = /^-{3}$/.test(own) ? [paragraphs[at - 1], paragraphs[at + 1]] : [paragraphs[at + 1]];
  return beside.some((paragraph) => paragraph !== undefined && empty(paragraph));
}
