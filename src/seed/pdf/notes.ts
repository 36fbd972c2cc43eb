import { RAISED } from './lines.ts';
import type { Block, BlockLine } from './paragraphs.ts';

const [OPEN, CLOSE] = RAISED;
const MARK = new RegExp(`${OPEN}(\\d{1,3})${CLOSE}`, 'g');
const BEGINS = new RegExp(`^${OPEN}(\\d{1,3})${CLOSE}\\s*`);
const ANY = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, 'g');

/** The blocks of a page with the marks of its footnotes as `[^1]`, the notes as `[^1]: ...`, other raised numbers as `^2`. */
export function withMarks(blocks: readonly Block[]): Block[] {
  const notes = new Set<string>();
  for (const { lines } of blocks) for (const { text } of lines) notes.add(BEGINS.exec(text)?.[1] ?? '');
  const marked = (text: string) =>
    text
      .replace(BEGINS, '[^$1]: ')
      .replaceAll(MARK, (whole, number: string) => (notes.has(number) ? `[^${number}]` : whole))
      .replaceAll(ANY, '^$1');
  return blocks.map((block) => ({
    ...block,
    lines: block.lines.map(({ text, breaks }): BlockLine => ({ text: marked(text), breaks })),
    ...(block.rows ? { rows: block.rows.map((row) => row.map(marked)) } : {}),
  }));
}

/**
 * The blocks of a page in an order that the next page can go on with: where the next goes on with a paragraph, the
 * footnotes below that stand before it, and before the heading over it.
 */
export function notesFirst(
  blocks: readonly Block[],
  body: number,
  isHeading: (block: Block) => boolean,
  goesOn: (torn: Block) => boolean,
): Block[] {
  const first = blocks.findLastIndex((block) => !isNote(block, body)) + 1;
  const last = blocks[first - 1];
  if (!last || first === blocks.length || !goesOn(last)) return [...blocks];
  let torn = first - 1;
  for (let before = blocks[torn - 1]; before && isHeading(before); before = blocks[torn - 1]) torn--;
  return [...blocks.slice(0, torn), ...blocks.slice(first), ...blocks.slice(torn, first)];
}

function isNote(block: Block, body: number): boolean {
  const begins = /^\[\^\d+\]: /.test(block.lines[0]?.text ?? '');
  return block.rows === undefined && block.code === undefined && block.size < (begins ? 0.93 : 0.85) * body;
}
