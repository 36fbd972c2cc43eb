import { withoutEditionNotes } from './book-notes.ts';

/** What a Project Gutenberg file says about itself; `text` is the book without header and footer. */
export interface Gutenberg {
  text: string;
  title: string | null;
  license: string | null;
  /** Whether the footer was there too. */
  ended: boolean;
}

const START = /^.*\\?\*\\?\*\\?\*\s*START OF TH(?:E|IS) PROJECT GUTENBERG EBOOK[^\n]*(?:\n[^\n]+)*$/im;
const END = /^.*\\?\*\\?\*\\?\*\s*END OF TH(?:E|IS) PROJECT GUTENBERG EBOOK.*$/im;
const LAST_LINE = /\n[^\n]*End of (?:the )?Project Gutenberg.{0,3} [^\n]*(?:\n[^\n]+)*\s*$/i;
/** The end of a book in which its last line is looked for. */
const ENDING = 5000;
const CREDITS = /^\s*(?:Produced by|E-text prepared by|This etext was (?:prepared|produced) by)[^\n]*(?:\n[^\n]+)*\n/i;

/** Strips the header and footer of Project Gutenberg; undefined for any other text. */
export function stripGutenberg(text: string): Gutenberg | undefined {
  const start = START.exec(text);
  if (!start) return undefined;
  const header = text.slice(0, start.index);
  const rest = text.slice(start.index + start[0].length);
  const { text: whole, ended } = stripGutenbergEnd(rest.replace(CREDITS, ''));
  const body = withoutEditionNotes(whole.replace(/^\s*\n/, ''));
  const title = /^Title:\s*(.+)$/m.exec(header)?.[1]?.trim() ?? null;
  const license = /COPYRIGHTED Project Gutenberg/i.test(text) ? null : 'Public domain in the USA (Project Gutenberg)';
  return { text: body.replace(/^\s*\n/, '').trimEnd() + '\n', title, license, ended };
}

/** Strips the footer of Project Gutenberg, and what follows it, off a part of a book; `ended` tells whether it was there. */
export function stripGutenbergEnd(part: string): { text: string; ended: boolean } {
  const end = END.exec(part);
  const whole = (end ? part.slice(0, end.index) : part).trimEnd();
  return { text: whole.slice(0, -ENDING) + whole.slice(-ENDING).replace(LAST_LINE, '\n'), ended: end !== null };
}
