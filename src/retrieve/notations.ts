import type { Draw } from '../text/draw.ts';
import type { Document } from './collection.ts';

/** How documents are set before the student. */
export interface Notation {
  id: string;
  /** All documents as one text. */
  render(documents: readonly Document[]): string;
  /** How an answer refers to a document, in words that complete "refer to it by ...". */
  reference: string;
  /** Whether it can show these documents: letters run out, titles may be the same, texts may have the same marks. */
  suits(documents: readonly Document[]): boolean;
}

const note = (about: string | null, before = ' (', after = ')') => (about === null ? '' : `${before}${about}${after}`);
const letter = (at: number) => String.fromCharCode(65 + at);
const quoted = (text: string) => text.replaceAll('"', "'").replaceAll(/\s+/g, ' ');

function listed(
  id: string,
  reference: string,
  show: (document: Document, at: number) => string,
  suits: Notation['suits'] = () => true,
): Notation {
  return { id, reference, suits, render: (documents) => documents.map(show).join('\n\n') };
}

/** All notations; one is drawn for a row. */
export const NOTATIONS: readonly Notation[] = [
  listed(
    'brackets',
    'its number in square brackets, such as [2]',
    ({ title, about, text }, at) => `[${at + 1}] ${title}${note(about)}\n${text}`,
    (documents) => !documents.some(({ text }) => /^\[\d+\] /m.test(text)),
  ),
  listed(
    'headed',
    'its number in parentheses, such as (Document 2)',
    ({ title, about, text }, at) => `Document ${at + 1}: ${title}\n${note(about, '', '\n')}\n${text}`,
  ),
  listed(
    'tags',
    'its id in square brackets, such as [2]',
    ({ title, about, text }, at) =>
      `<document id="${at + 1}" title="${quoted(title)}"${about === null ? '' : ` origin="${quoted(about)}"`}>\n${text}\n</document>`,
  ),
  listed(
    'markdown',
    'its number in parentheses, such as (Source 2)',
    ({ title, about, text }, at) => `### Source ${at + 1}: ${title}\n${note(about, '*', '*\n')}\n${text}`,
  ),
  listed(
    'letters',
    'its letter in square brackets, such as [B]',
    ({ title, about, text }, at) => `Document ${letter(at)} – ${title}${note(about, ', ', '')}\n\n${text}`,
    (documents) => documents.length <= 26,
  ),
  listed(
    'results',
    'the number of the result in square brackets, such as [2]',
    ({ title, about, text }, at) => `Result ${at + 1} | ${title}${note(about, ' | ', '')}\n${'-'.repeat(20)}\n${text}`,
  ),
  listed(
    'titles',
    'its title in square brackets',
    ({ title, about, text }) => `## ${title}\n${note(about, '', '\n')}\n${text}`,
    (documents) =>
      new Set(documents.map(({ title }) => title.toLowerCase())).size === documents.length &&
      !documents.some(({ text }) => /^## /m.test(text)),
  ),
  {
    id: 'records',
    reference: 'its id in square brackets, such as [2]',
    suits: () => true,
    render: (documents) =>
      JSON.stringify(
        documents.map(({ title, about, text }, at) => ({
          id: at + 1,
          title,
          ...(about !== null && { origin: about }),
          text,
        })),
        null,
        1,
      ),
  },
];

/** One of the notations that suit the documents. */
export function drawNotation(documents: readonly Document[], draw: Draw): Notation {
  const [first, ...rest] = NOTATIONS.filter(({ suits }) => suits(documents));
  if (!first) throw new Error('there is no notation');
  return draw.pick([first, ...rest]) ?? first;
}
