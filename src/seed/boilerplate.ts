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
  const { text: body, ended } = stripGutenbergEnd(rest.replace(CREDITS, ''));
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

const FOOTER = /^\S.*\[Page [\divxlc]+\]$/;
const HEADER = /^(?:RFC \d+|Internet[- ]Draft)\s.*\d{4}$/;

/**
 * Removes the page footers, page headers and form feeds of RFCs and Internet-Drafts, and closes the gaps that pages
 * tore into paragraphs. In any other text a form feed becomes a blank line.
 */
export function stripPages(text: string): string {
  const lines = text.replaceAll('\f', '\n').split('\n');
  if (lines.filter((line) => FOOTER.test(line)).length < 2) return text.replaceAll('\f', '\n\n');
  const kept: string[] = [];
  let torn = false;
  for (const line of lines) {
    if (FOOTER.test(line)) torn = true;
    if (FOOTER.test(line) || HEADER.test(line)) continue;
    if (torn && line === '') continue;
    if (torn) closeGap(kept, line);
    torn = false;
    kept.push(line);
  }
  return kept.join('\n');
}

/** Drops the blank lines at the end of a page; one stays unless the next line goes on with the last paragraph. */
function closeGap(kept: string[], next: string): void {
  while (kept.at(-1) === '') kept.pop();
  const last = kept.at(-1) ?? '';
  const sameIndent = /^\s*/.exec(last)?.[0] === /^\s*/.exec(next)?.[0];
  const open = last.length > 55 || /^\s*\p{Ll}/u.test(next);
  const goesOn = sameIndent && open && !/[.:!?]["')\]]*$/.test(last) && /^\s*[\p{L}\d"'([<]/u.test(next);
  if (!goesOn) kept.push('');
}
