import type { Block } from './paragraphs.ts';
import { type Line, median } from './run.ts';

/** Lines of a typewriter's letters next to each other that are code. */
const LEAST_LINES = 2;
/** Items of lists, and entries that lead to page numbers. */
const NO_CODE = /^[•▪●○■◦‣·◆➢✓]|(?:\s?\.){5}/;

/** The code that begins with a line, if some does: its lines with their indentation, and how many of the page they take. */
export function codeAt(
  page: number,
  lines: readonly Line[],
  start: number,
): { block: Block; lines: number } | undefined {
  let end = start;
  for (let line = lines[end]; line?.mono && !NO_CODE.test(line.text); line = lines[++end]) {
    const last = lines[end - 1];
    if (end > start && last && line.y - last.y > 3 * line.size) break;
  }
  const members = lines.slice(start, end);
  const [first] = members;
  if (!first || members.length < LEAST_LINES) return undefined;
  const widths = members.flatMap(({ pieces }) => pieces.map(({ text, x0, x1 }) => (x1 - x0) / text.length));
  const left = Math.min(...members.map(({ x0 }) => x0));
  const step = Math.min(...members.slice(1).map(({ y }, i) => y - (members[i]?.y ?? 0)));
  const texts = members.flatMap((line, i) => {
    const apart = line.y - (members[i - 1]?.y ?? line.y) > 1.6 * step;
    return [...(apart ? [''] : []), placed(line, left, median(widths))];
  });
  const facts = { page, region: first.region, size: first.size, bold: false, full: false, indented: false };
  return {
    block: { ...facts, lines: texts.map((text) => ({ text, breaks: true })), code: true },
    lines: members.length,
  };
}

/** The pieces of a line in the columns in which they stand. */
function placed({ pieces }: Line, left: number, width: number): string {
  return pieces.reduce((text, { text: said, x0 }) => {
    const column = Math.round((x0 - left) / width);
    return text.padEnd(Math.max(column, text === '' ? 0 : text.length + 1)) + said;
  }, '');
}
