/** A comment, a string, or anything else in which brackets and words mean nothing. */
export interface Mark {
  kind: 'comment' | 'string';
  /** The character at which it is looked for. */
  at: string;
  /** What opens it: sticky, at that character; it may look behind. With no `close` it matches the whole. */
  open: RegExp;
  /** What closes it, or what the opening says closes it; undefined for a mark that `open` matches as a whole. */
  close?: string | ((opening: RegExpExecArray) => string);
  /** The character that takes the meaning of the next one. */
  escape?: string;
  /** Whether it may go on over line breaks; one that may not and is not closed on its line is none. */
  lines?: boolean;
  /** What opens code inside a string, ending in its bracket: `${`. */
  hole?: string;
  /** Comments that hold comments: what opens one inside. */
  nests?: string;
  /** How often `close` has to come: 2 for Perl's `s/a/b/`. */
  parts?: number;
  /** What is not closed goes to the end of the file. */
  toEnd?: boolean;
}

/** How a declaration is told by its header: what stands before its block, or on its line, in one line. */
export interface Rule {
  /**
   * `class`: holds members; titled by its header from `what` on. `space`: holds what counts as its neighbours
   * (namespaces). `function`: titled as function, or method inside a class. `item`: titled by `what` and `name`.
   * `none`: declares nothing, whatever other rules say.
   */
  role: 'class' | 'space' | 'function' | 'item' | 'none';
  /** With groups `name` and, for a class and an item, `what`. */
  pattern: RegExp;
  /** Only where a block follows (true), or where none does (false). */
  block?: boolean;
  /** Only inside a class (true), or only outside of any (false). */
  inside?: boolean;
  /** The word for it, where the header has none. */
  word?: string;
  /** The line that ends it, where neither braces nor indentation do. */
  until?: RegExp;
}

/** How a programming language is written, as far as finding its declarations needs it. */
export interface CodeLanguage {
  /** As people write it: `C++`. */
  name: string;
  /** Endings of file names, without the dot, lower case. */
  extensions: readonly string[];
  /** Names of files without such an ending, in lower case. */
  names?: readonly string[];
  /** Programs that run it, in the first line of scripts. */
  runners?: readonly string[];
  /** What holds blocks: braces, indentation (also of languages with `end`), or nothing that is looked at. */
  blocks: 'brace' | 'indent' | 'none';
  /** How statements end: by `;` or a block, or with their line. */
  ends: 'semicolon' | 'line';
  /** In order: the first that opens at a place is taken. */
  marks: readonly Mark[];
  /** Lines that begin with `#` are for the preprocessor; of `#if` and `#else` the first counts. */
  preprocessor?: boolean;
  /** What opens a here-document; its last group is the word that ends it. */
  heredoc?: RegExp;
  rules: readonly Rule[];
  /** Functions are told by their signature alone, as in C. */
  signatures?: boolean;
  /** Attributes or annotations begin statements. */
  attributes?: boolean;
  /** A line above a declaration that belongs to it: a decorator, an attribute, a type signature. */
  attached?: RegExp;
  /** A line that is a statement of its own in a language whose statements end otherwise. */
  alone?: RegExp;
}

/** A string between two like quotes on one line, with backslashes. */
export function quoted(quote: string, more: Partial<Mark> = {}): Mark {
  return { kind: 'string', at: quote, open: sticky(literally(quote)), close: quote, escape: '\\', ...more };
}

/** A string between two like marks that may hold line breaks. */
export function long(mark: string, more: Partial<Mark> = {}): Mark {
  return quoted(mark, { at: mark.slice(0, 1), lines: true, ...more });
}

/** A comment to the end of its line; `open` is a literal or a pattern. */
export function toLineEnd(at: string, open: string | RegExp): Mark {
  return { kind: 'comment', at, open: typeof open === 'string' ? sticky(literally(open)) : open, close: '\n' };
}

/** A comment from one mark to another; `nests` where it may hold others. */
export function between(open: string, close: string, nests = false): Mark {
  const mark: Mark = { kind: 'comment', at: open.slice(0, 1), open: sticky(literally(open)), close, lines: true };
  return nests ? { ...mark, nests: open } : mark;
}

/** What a pattern matches as a whole: a character, a regular expression. */
export function whole(at: string, open: RegExp, kind: Mark['kind'] = 'string'): Mark {
  return { kind, at, open };
}

/** The bracket that closes one, or the mark itself. */
export function mirrored(mark: string): string {
  return { '(': ')', '[': ']', '{': '}', '<': '>' }[mark] ?? mark;
}

function literally(mark: string): string {
  return mark.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function sticky(source: string): RegExp {
  return new RegExp(source, 'y');
}

/** What is said of code whose language is not known: blocks by indentation, no strings and no comments. */
export const GENERIC: CodeLanguage = { name: '', extensions: [], blocks: 'none', ends: 'line', marks: [], rules: [] };
