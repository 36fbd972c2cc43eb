/** What is not of the book but of those who made the electronic edition; told by words that books do not use. */
const OF_THE_EDITION =
  /\bproject gutenberg\b|\be-?texts?\b|\be-?books?\b|\btranscriber\b|\bdistributed proofread|^\W*(?:produced|prepared|scanned) by\b|\bhtml version\b|livre électronique/iu;
/** Headings of notes on how the electronic edition was made. */
const NOTE_HEADING =
  /^[^\p{L}\n]{0,10}(?:transcriber[’']?s?[’']?(?:[’']s)? notes?|transcription notes?|notes? (?:de|du|sur la) transcri\p{L}+|anmerkungen zur transkription|notas? (?:del? )?(?:transcriptor|transcripci[oó]n)|(?:opmerkingen|aantekeningen) van de bewerker|note di trascrizione|nota de transcrição|au lecteur)\b[^\n]{0,80}$/gimu;
const ELECTRONIC =
  /électronique|transcri|typogra|e-?book|e-?text|punctuation|ponctuation|spelling|Druckfehler|zetfouten/i;
const SEPARATOR = /^[\s*_=~.·•-]+$/;
/** So far into a book and before its end notes are looked for, in characters. */
const OPENING = 8000;
const ENDING = 15_000;
const MOST_PARAGRAPHS = 12;

/**
 * A book without what the makers of its electronic edition say: their words before it and at its end, their notes in
 * brackets, marks of pages and of pictures that are left out.
 */
export function withoutEditionNotes(book: string): string {
  return withoutMarks(withoutOpening(withoutClosing(book)));
}

/** Without the paragraphs at the beginning that speak of the edition, and what stands between them. */
function withoutOpening(book: string): string {
  const head = book.slice(0, OPENING);
  const paragraphs = [...head.matchAll(/(?:[^\n]+(?:\n|$))+/g)].slice(0, MOST_PARAGRAPHS);
  const said = paragraphs.map(({ 0: paragraph, index }) => index <= book.length / 2 && OF_THE_EDITION.test(paragraph));
  const first = said.indexOf(true);
  if (first === -1) return book;
  let last = said.lastIndexOf(true);
  const asks = (at: number) => /\bcorrections?\b|\berrors?\b/i.test(paragraphs[at]?.[0] ?? '');
  const parts = (at: number) => SEPARATOR.test(paragraphs[at]?.[0] ?? ' x');
  while (parts(last + 1) || (asks(last + 1) && parts(last + 2))) last++;
  const from = paragraphs[first]?.index ?? 0;
  const to = (paragraphs[last]?.index ?? 0) + (paragraphs[last]?.[0].length ?? 0);
  return book.slice(0, from) + book.slice(to).replace(/^\n+/, '');
}

/** Without a note on the edition that goes to the end. */
function withoutClosing(book: string): string {
  const from = Math.max(Math.floor(book.length / 2), book.length - ENDING);
  const tail = book.slice(from);
  for (const heading of tail.matchAll(NOTE_HEADING)) {
    if (ELECTRONIC.test(tail.slice(heading.index))) return `${book.slice(0, from + heading.index).trimEnd()}\n`;
  }
  return book;
}

function withoutMarks(book: string): string {
  return book
    .replaceAll(/\[Transcriber[’']?s? Notes?\b[^[\]]{0,1000}\]\n?/gi, '')
    .replaceAll(
      /([^\S\n]?)\[(?:Pg|Page|p\.) ?[\divxlc]{1,6}\]([^\S\n]?)/gi,
      (_, before: string, after: string) => before || after,
    )
    .replaceAll(/^[^\S\n]{0,40}\[Illustrations?\.?\][^\S\n]{0,40}\n?/gim, '');
}

/** Parts of books of Standard Ebooks that are not of the book. */
const EDITION_PARTS = /^(#{1,6}) (?:imprint|colophon|uncopyright|copyright page)\s*$/im;

/** Markdown without the imprint, the colophon and the uncopyright of Standard Ebooks; null where it is none of their books. */
export function stripStandardEbooks(text: string): { text: string; license: string } | null {
  if (!/\bStandard Ebooks\b|standardebooks\.org/.test(text)) return null;
  let rest = text;
  let found = false;
  for (let at = EDITION_PARTS.exec(rest); at; at = EDITION_PARTS.exec(rest)) {
    const level = at[1]?.length ?? 1;
    const body = rest.slice(at.index + at[0].length);
    const next = new RegExp(`^#{1,${level}} `, 'm').exec(body)?.index ?? body.length;
    found ||= /Standard Ebooks|standardebooks\.org/.test(body.slice(0, next));
    rest = `${rest.slice(0, at.index).trimEnd()}\n\n${body.slice(next)}`;
  }
  return found ? { text: rest.trim(), license: 'CC0-1.0' } : null;
}
