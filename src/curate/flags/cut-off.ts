import { type FlagRule, lastTurn, shown } from './flag.ts';

/** Words behind the last full stop from which a line of prose was cut off, and from which one that ends in an open word was. */
const LEAST_WORDS = 8;
const LEAST_OPEN = 4;
const LONGEST_END = 4000;
const STOP = /[.!?:;。！？：；…।؟]["'”’»)\]*_`]*(?=\s|$)/g;
/** Lines that need no full stop: lists, tables, headings, quotations, formulas, code, `Name: value`. */
const NO_PROSE = /^\s*(?:[-*+•#>|`~$\\{}<]|\d+[.)]|\(?[a-z]\)|[\p{L} ]{1,30}:)/iu;
/** Ends that need none either: marks, figures, signs that are pictures. */
const CLOSED = /[\p{N}\p{Pe}\p{Pf}\p{S}\p{Extended_Pictographic}"'*_`|%]$/u;
/** Words that no sentence ends with; single letters may be names of options and quantities, and `die` is a verb too. */
const OPEN_END =
  /\s(?:the|an|and|or|but|of|because|which|than|der|das|und|oder|le|la|les|et|ou|de|el|los|que)$|[,(–—]$/;
/** Addresses need no full stop, which would be read as part of them. */
const ADDRESS = /\b(?:https?:\/\/|www\.)\S+$/;
/** A line that opens or closes a fence of code, and what stands behind its marks; code in a line of text is none. */
const FENCE = /^\s*(`{3,}(?=[^`\n]*$)|~{3,})(.*)$/gm;

/**
 * A last turn that stops in the middle: a fence of code that is not closed, or prose that ends without a full stop where
 * its other sentences have one. Answers without full stops, such as names, lists and verses, are none.
 */
export const cutOff: FlagRule = {
  name: 'cut-off',
  says: 'the answer stops in the middle',
  find(row) {
    const text = lastTurn(row).trimEnd();
    if (row.messages.at(-1)?.tool_calls?.length) return null;
    if (isFenceOpen(text)) return 'A fence of code is not closed';
    const end = text.slice(-LONGEST_END);
    const line = end.slice(end.lastIndexOf('\n') + 1);
    const rest = afterLastStop(line);
    const words = rest === '' ? 0 : rest.split(/\s+/).length;
    if (NO_PROSE.test(line) || words < LEAST_OPEN || (text.match(STOP)?.length ?? 0) < 2) return null;
    const isOpen =
      OPEN_END.test(rest) ||
      (words >= LEAST_WORDS && rest !== line.trim() && !CLOSED.test(rest) && !ADDRESS.test(rest));
    return isOpen ? `It ends in ${shown(rest.slice(-90))}` : null;
  },
};

/** Whether a fence is open at the end: one is closed by the same marks, as many or more, with nothing behind them. */
function isFenceOpen(text: string): boolean {
  let open = '';
  for (const [, marks = '', behind = ''] of text.matchAll(FENCE)) {
    if (open === '') open = marks;
    else if (marks.startsWith(open) && behind.trim() === '') open = '';
  }
  return open !== '';
}

/** What of a line stands behind its last full stop. */
function afterLastStop(line: string): string {
  let from = 0;
  for (const { index, 0: stop } of line.matchAll(STOP)) from = index + stop.length;
  return line.slice(from).trim();
}
