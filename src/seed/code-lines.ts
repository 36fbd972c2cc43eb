import type { CodeLanguage } from './code-languages.ts';
import { linesOf } from './headings.ts';

/** A line of code and the state in which it begins. */
export interface CodeLine {
  line: string;
  start: number;
  /** Open braces before the line; without those in strings and comments. */
  depth: number;
  /** It holds nothing but a comment, or part of one. */
  comment: boolean;
  /** It begins inside a string that holds line breaks, or inside parentheses. */
  within: boolean;
}

/** The lines of a source file with the depth of braces at each, strings and comments left out of the count. */
export function codeLines(text: string, language: CodeLanguage): CodeLine[] {
  const lines: CodeLine[] = [];
  let depth = 0;
  let parens = 0;
  /** The mark that ends the block comment or long string that is open. */
  let open: { end: string; comment: boolean } | undefined;
  for (const { line, start } of linesOf(text)) {
    const before = open;
    const found = {
      line,
      start,
      depth,
      comment: open?.comment ?? false,
      within: parens > 0 || (open !== undefined && !open.comment),
    };
    let code = open === undefined ? '' : ' ';
    for (let at = 0; at < line.length; ) {
      if (open) {
        const end: number = line.indexOf(open.end, at);
        at = end === -1 ? line.length : end + open.end.length;
        if (end !== -1) open = undefined;
        continue;
      }
      const step = nextStep(line, at, language);
      code += step.code;
      at += step.length;
      open = step.open;
    }
    depth = Math.max(0, depth + balance(code, '{', '}'));
    parens = Math.max(0, parens + balance(code, '(', ')'));
    const onlyComment = code.trim() === '' && line.trim() !== '' && (before === undefined || before.comment);
    lines.push({ ...found, comment: found.comment || onlyComment });
  }
  return lines;
}

/** How far before a slash is looked for what tells division from a regular expression, and how long one may be. */
const LOOK_BACK = 64;
const LONGEST_EXPRESSION = 500;

interface Step {
  /** What of it is code, neither string nor comment. */
  code: string;
  length: number;
  open?: { end: string; comment: boolean } | undefined;
}

/** What stands at a place in a line: a comment, a string, a regular expression or one character of code. */
function nextStep(line: string, at: number, language: CodeLanguage): Step {
  const rest = line.length - at;
  for (const [begin, end] of language.blockComments) {
    if (line.startsWith(begin, at)) return { code: '', length: begin.length, open: { end, comment: true } };
  }
  if (language.lineComments.some((mark) => line.startsWith(mark, at))) return { code: '', length: rest };
  for (const quote of language.longQuotes) {
    if (line.startsWith(quote, at)) return { code: 's', length: quote.length, open: { end: quote, comment: false } };
  }
  const char = line[at] ?? '';
  const tail = line.slice(at);
  if (language.quotes.includes(char)) {
    const string = new RegExp(`^${char}(?:\\\\.|[^\\\\${char}])*${char}?`).exec(tail)?.[0] ?? char;
    return { code: 's', length: string.length };
  }
  if (char === "'") return { code: 's', length: /^'(?:\\[^']+|[^\\'])'/.exec(tail)?.[0].length ?? 1 };
  if (char === '/' && /(?:^|[(,=:[!&|?{};]|\breturn)\s*$/.test(line.slice(Math.max(0, at - LOOK_BACK), at))) {
    const expression = /^\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\//.exec(tail.slice(0, LONGEST_EXPRESSION))?.[0];
    if (expression) return { code: 's', length: expression.length };
  }
  return { code: char, length: 1 };
}

function balance(code: string, open: string, close: string): number {
  let sum = 0;
  for (const char of code) sum += char === open ? 1 : char === close ? -1 : 0;
  return sum;
}
