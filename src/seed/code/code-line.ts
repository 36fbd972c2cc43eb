/** A line of code and the state in which it begins. */
export interface CodeLine {
  start: number;
  /** Without its line break. */
  end: number;
  /** Open braces before the line, those in strings and comments not counted. */
  depth: number;
  /** It begins inside a string, parentheses or square brackets (of languages without blocks in braces: any bracket). */
  within: boolean;
  /** It begins inside a string or a here-document. */
  string: boolean;
  /** It holds nothing but a comment, or part of one. */
  comment: boolean;
  /** A line for the preprocessor, or one that goes on with such a line. */
  directive: boolean;
  /** Where its first brace opens, outside of strings and comments; -1 for none. */
  brace: number;
  /** Where its code ends, white space and comments left out; `start` where it has none. */
  codeEnd: number;
}

/** A line of which nothing is known but how it begins. */
export function lineAt(start: number, depth: number, within: boolean, comment: boolean): CodeLine {
  return { start, end: start, depth, within, string: false, comment, directive: false, brace: -1, codeEnd: start };
}

/** Whether there is neither code nor comment on a line. */
export function isBlank({ comment, codeEnd, start }: CodeLine): boolean {
  return !comment && codeEnd === start;
}
