import { defusings } from '../text/control-strings.ts';
import { edited } from './privacy/edited.ts';
import { type Finding, type Kind, MARKS, SECRETS } from './privacy/finding.ts';
import { personalIn } from './privacy/personal.ts';
import { secretsIn } from './privacy/secrets.ts';
import type { Document } from './reader.ts';

/** What is done about secrets and personal data. */
export interface GuardOptions {
  /** Secrets: `mask` (what is done where nothing is said) or `keep`. */
  secrets?: 'mask' | 'keep';
  /** Personal data: `count` (as before), `mask`, or `drop` the chunks that hold it. */
  pii?: 'count' | 'mask' | 'drop';
}

/** How often secrets, personal data and control strings were found, by kind. */
export type Found = Partial<Record<Kind | 'control-string', number>>;

/** A document as it is used. */
export interface Guarded {
  document: Document;
  found: Found;
}

/**
 * A document as it may go into prompts and rows: secrets, and where it is wished personal data, stand as marks such as
 * `[API key]`, and control strings of chat templates are broken up (see `defuse`), in the text and in titles. Sections and
 * pages are moved with the text, so that spans are those of the text that is given back.
 */
export function guarded(document: Document, options: GuardOptions = {}): Guarded {
  const found: Found = {};
  const { text, at } = guardedText(document.text, options, found);
  const said = (title: string) => guardedText(title, options).text;
  const title = document.title === null ? null : said(document.title);
  const sections = document.sections.map((section) => ({
    ...section,
    start: section.start < 0 ? section.start : at(section.start),
    title: said(section.title),
  }));
  const pages = document.pages?.map((page) => ({ ...page, start: at(page.start) }));
  return { document: { ...document, text, title, sections, ...(pages && { pages }) }, found };
}

function guardedText(text: string, { secrets = 'mask', pii = 'count' }: GuardOptions, found: Found = {}) {
  const masks = (kind: Kind) => (SECRETS.includes(kind) ? secrets === 'mask' : pii === 'mask');
  const findings = [...secretsIn(text), ...personalIn(text)];
  for (const { kind } of findings) found[kind] = (found[kind] ?? 0) + 1;
  const edits = findings
    .filter(({ kind }) => masks(kind))
    .map(({ start, end, kind }) => ({ start, end, text: MARKS[kind] as string }));
  for (const edit of defusings(text)) {
    edits.push(edit);
    found['control-string'] = (found['control-string'] ?? 0) + 1;
  }
  return edits.length === 0 ? { text, at: (place: number) => place } : edited(text, edits);
}

const NAMES: Record<Kind, [one: string, more: string]> = {
  'private-key': ['private key', 'private keys'],
  'api-key': ['API key', 'API keys'],
  token: ['token', 'tokens'],
  password: ['password', 'passwords'],
  'e-mail': ['e-mail address', 'e-mail addresses'],
  phone: ['phone number', 'phone numbers'],
  card: ['card number', 'card numbers'],
  iban: ['bank account', 'bank accounts'],
};

/** What personal data a text holds, for people: `2 e-mail addresses, 1 phone number`; null where it holds none. */
export function personalDataIn(text: string): string | null {
  const kinds = Map.groupBy(personalIn(text), ({ kind }: Finding) => kind);
  if (kinds.size === 0) return null;
  return [...kinds].map(([kind, all]) => `${all.length} ${NAMES[kind][all.length === 1 ? 0 : 1]}`).join(', ');
}
