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
  /** The mark before a choice, with "A", "a" or "1" where its letter or number goes. */
  mark: string;
  body: string;
  hash: string;
}

/** The place of a choice's letter or number in a layout's mark: it stands alone. */
const LETTER = /(?<![\p{L}\p{N}])[Aa1](?![\p{L}\p{N}])/u;

const Head = z.strictObject({
  title: z.string(),
  weight: z.number().positive(),
  options: z.string().regex(LETTER, 'must hold A, a or 1 where the letter goes'),
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

/** Reads a layout. Every hole must stand in it, each once, and no other. */
export function parseLayout(path: string, source: string): Layout {
  const words = parseWords(path, source);
  const head = Head.safeParse(words.head);
  if (!head.success) throw new UserError('E_FRAME', `Cannot read layout "${path}": ${z.prettifyError(head.error)}`);
  const holes = [...words.lead.prose.matchAll(HOLE)].map((match) => match[1] ?? '');
  const wrong =
    holes.find((hole) => !HOLES.includes(hole)) ??
    HOLES.find((hole) => holes.filter((each) => each === hole).length !== 1);
  if (wrong !== undefined) {
    throw new UserError(
      'E_FRAME',
      `Cannot read layout "${path}": {{${wrong}}} must stand in it exactly once, or not at all`,
      {
        hint: `A layout holds ${HOLES.map((hole) => `{{${hole}}}`).join(', ')}, each once.`,
      },
    );
  }
  const { weight, options } = head.data;
  return { id: basename(path, '.md'), weight, mark: options, body: words.lead.prose, hash: shortHash(source) };
}

/** The labels of `count` choices under a layout: "A", "B" or "a", "b" or "1", "2". */
export function labelsOf(layout: Layout, count: number): string[] {
  const first = LETTER.exec(layout.mark)?.[0] ?? 'A';
  return Array.from({ length: count }, (_, index) =>
    first === '1' ? String(index + 1) : String.fromCharCode(first.charCodeAt(0) + index),
  );
}

/** The student's text: one pass, empty parts taken out with their paragraph. */
export function renderLayout(
  layout: Layout,
  parts: { material: string; question: string; choices: readonly string[] },
): string {
  const labels = labelsOf(layout, parts.choices.length);
  const options = parts.choices
    .map((choice, index) => layout.mark.replace(LETTER, labels[index] ?? '') + choice)
    .join('\n');
  const given: Record<string, string> = { material: parts.material, question: parts.question, options };
  return layout.body
    .split(/\n{2,}/)
    .filter((paragraph) => [...paragraph.matchAll(HOLE)].every((match) => given[match[1] ?? ''] !== ''))
    .map((paragraph) => paragraph.replaceAll(HOLE, (_, hole: string) => given[hole] ?? ''))
    .join('\n\n');
}
