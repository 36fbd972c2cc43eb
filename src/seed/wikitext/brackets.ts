/** Where templates, tables and links begin and end: the place after the end by the place of the beginning. */
export type Brackets = ReadonlyMap<number, number>;

const MARKS = /\{\{|\{\||\[\[|\}\}|\|\}(?!\}(?!\}))|\]\]|\n[^\S\n]*\n|\n=/g;
const CLOSED_BY: Record<string, string> = { '{{': '}}', '{|': '|}', '[[': ']]' };
/** How far in an unclosed bracket may lie that a later one passes over. */
const MOST_UNCLOSED = 40;

/** The brackets of a wikitext that are closed. What is not closed is text; a link ends with its paragraph at the latest. */
export function bracketsOf(text: string): Brackets {
  const closed = new Map<number, number>();
  const open: { mark: string; at: number }[] = [];
  MARKS.lastIndex = 0;
  for (let found = MARKS.exec(text); found; found = MARKS.exec(text)) {
    const [mark] = found;
    if (mark.startsWith('\n')) {
      while (open.at(-1)?.mark === '[[') open.pop();
      MARKS.lastIndex = found.index + 1;
    } else if (CLOSED_BY[mark] !== undefined && !(mark === '{|' && !startsLine(text, found.index))) {
      open.push({ mark, at: found.index });
    } else {
      const last = openerOf(open, mark);
      if (last === -1) continue;
      closed.set(open[last]?.at ?? 0, found.index + 2);
      open.length = last;
    }
  }
  return closed;
}

function openerOf(open: readonly { mark: string }[], close: string): number {
  for (let i = open.length - 1; i >= Math.max(0, open.length - MOST_UNCLOSED); i--) {
    const mark = open[i]?.mark ?? '';
    if (CLOSED_BY[mark] === close) return i;
    if (mark === '{|' || (mark === '{{' && close === ']]')) return -1;
  }
  return -1;
}

function startsLine(text: string, at: number): boolean {
  let from = at;
  while (from > 0 && /[ \t:]/.test(text[from - 1] ?? '')) from--;
  return from === 0 || text[from - 1] === '\n';
}

/** The parts of a stretch between marks that stand outside of all brackets in it. */
export function splitOutside(
  text: string,
  from: number,
  to: number,
  mark: string,
  brackets: Brackets,
): [number, number][] {
  const parts: [number, number][] = [];
  let start = from;
  for (let at = from; at < to; ) {
    const end = brackets.get(at);
    if (end !== undefined && end <= to) at = end;
    else if (text.startsWith(mark, at)) {
      parts.push([start, at]);
      at += mark.length;
      start = at;
    } else at++;
  }
  parts.push([start, to]);
  return parts;
}

/** Where the line that begins at a place ends: at a line feed outside of brackets. */
export function lineEnd(text: string, from: number, brackets: Brackets): number {
  for (let at = from; at < text.length; ) {
    if (text[at] === '\n') return at;
    at = brackets.get(at) ?? at + 1;
  }
  return text.length;
}
