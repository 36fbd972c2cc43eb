const FOOTER = /^\S.*\[Page [\divxlc]+\]$/;
const HEADER = /^(?:RFC \d+|Internet[- ]Draft)\s.*\d{4}$/;

/** What the first page of an RFC or an Internet-Draft says that has no pages. */
const FIRST_PAGE = /^(?:Request for Comments: ?\d|Internet[- ]Draft\b)/im;
/** Sections that say the same in every RFC. */
const NOTICE =
  /^(?:\d+\. +)?(?:Status of This Memo|(?:Full )?Copyright (?:Notice|Statement)|Intellectual Property(?: Rights)?(?: Statement)?|Disclaimer of Validity)$/i;

/**
 * Removes the page footers, page headers and form feeds of RFCs and Internet-Drafts, closes the gaps that pages tore into
 * paragraphs, and leaves out the sections on their status and copyright. In any other text a form feed becomes a blank line.
 */
export function stripPages(text: string): string {
  const lines = text.replaceAll('\f', '\n').split('\n');
  const paged = lines.filter((line) => FOOTER.test(line)).length >= 2;
  if (!paged && !FIRST_PAGE.test(text.slice(0, 3000))) return text.replaceAll('\f', '\n\n');
  return withoutNotices(paged ? withoutPages(lines) : lines).join('\n');
}

/** Without sections that say the same in every RFC: from a heading at the margin to the next. */
function withoutNotices(lines: readonly string[]): string[] {
  let skips = false;
  return lines.filter((line, at) => {
    if (NOTICE.test(line)) skips = /^(?: {2,}\S|$)/.test(lines[at + 1] ?? '');
    else if (/^\S/.test(line)) skips = false;
    return !skips;
  });
}

function withoutPages(lines: readonly string[]): string[] {
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
  return kept;
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
