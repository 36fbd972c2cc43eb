import { z } from 'zod';
import type { Draw } from '../text/draw.ts';
import { estimateTokens } from '../text/tokens.ts';
import type { Collection, Document } from './collection.ts';
import { wholeSentences } from './whole-sentences.ts';

/** What a program that gathers documents may use: the run's draws, and a search over its other seeds. */
export interface Tools {
  draw: Draw;
  search(query: string, most: number): Promise<(Sought & { kind?: string })[]>;
}

/** What is gathered for: the document that is to be found among others. */
export interface Sought {
  text: string;
  title: string | null;
  source: string;
}

/** What an agent writes beside a document: another that disagrees with it, and where either comes from. */
export const Counterpart = z.strictObject({
  disputed: z.string().min(1).describe('What the two documents say differently, in half a sentence'),
  ours: z.string().min(1).describe('Where the material comes from and when, in half a line'),
  title: z.string().min(1).describe('The title of the other document'),
  theirs: z.string().min(1).describe('Where the other document comes from and when, in half a line'),
  text: z.string().min(120).describe('The other document, 80 to 300 words'),
});

/** Tokens of all documents together, with how often each bound is drawn; and the least of one that is worth showing. */
const ROOMS = [
  { tokens: 2000, weight: 3 },
  { tokens: 3500, weight: 3 },
  { tokens: 5000, weight: 2 },
  { tokens: 7000, weight: 1 },
];
const LEAST_TOKENS = 30;

/** What each of the others gets at least: less leaves of most documents a heading. */
const LEAST_SHARE = 90;

/** Fewer others than this, and nothing has to be found. */
const LEAST_OTHERS = 3;

/** How many documents there are: 3 to 10, every tenth time 11 to 32 (design, rag). */
export function drawCount(draw: Draw): number {
  return draw.next() < 0.9 ? 3 + draw.index(8) : 11 + draw.index(22);
}

/**
 * Sets a document among others that a search for its words finds, in a drawn order: half of them the nearest, half from
 * further down. Long ones are cut at the end of a sentence so that all are of a drawn size, 7,000 tokens at most. A string: why
 * it cannot be done. `written`, where an agent was asked, holds a {@link Counterpart}, which goes among them too.
 */
export async function gather(
  sought: Sought,
  written: Record<string, unknown> | null,
  { draw, search }: Tools,
): Promise<Collection | string> {
  const counterpart = written === null ? null : Counterpart.parse(written);
  const own: Document[] = [documentOf(sought, counterpart?.ours ?? null, sought.text)];
  if (counterpart) own.push(documentOf({ ...counterpart, source: '' }, counterpart.theirs, counterpart.text));
  const count = Math.max(drawCount(draw.at('count')), own.length + 1);
  const hits = await search(sought.text, 3 * count);
  const found = apart(
    hits.filter(({ kind }) => kind !== 'code' && kind !== 'api'),
    own,
  );
  if (found.length < LEAST_OTHERS) return `the run has ${found.length} other documents like it; 3 are needed`;
  const bound = draw.at('room').pick(ROOMS, ({ weight }) => weight)?.tokens ?? 0;
  const room = bound - own.reduce((sum, { text }) => sum + estimateTokens(text), 0);
  const most = Math.max(LEAST_OTHERS, Math.floor(room / LEAST_SHARE));
  const others = chosen(found, Math.min(count - own.length, most), draw.at('others'));
  const each = Math.max(LEAST_SHARE, Math.floor(room / others.length));
  const cut = others
    .map((other) => documentOf(other, null, wholeSentences(other.text, each)))
    .filter(({ text }) => estimateTokens(text) >= LEAST_TOKENS);
  const documents = draw.at('order').shuffle([...own, ...cut]);
  return {
    documents,
    core: own.map((document) => documents.indexOf(document) + 1),
    dispute: counterpart?.disputed ?? null,
    revised: [],
  };
}

/** Those that say something of their own: none that shares half of its clauses with a document or another, no scraps. */
function apart(found: readonly Sought[], own: readonly { text: string }[]): Sought[] {
  const taken = own.map(({ text }) => clausesOf(text));
  return found.filter(({ text }) => {
    const clauses = clausesOf(text);
    const alike = taken.some((other) => sharesHalf(clauses, other));
    if (alike || estimateTokens(text) < LEAST_TOKENS) return false;
    taken.push(clauses);
    return true;
  });
}

function sharesHalf(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0;
  for (const clause of a) if (b.has(clause)) shared++;
  return 2 * shared >= Math.max(1, Math.min(a.size, b.size));
}

/** The different clauses of a text, in lower case. */
function clausesOf(text: string): Set<string> {
  const parts = text.toLowerCase().split(/[.!?;:\n。！？]+/);
  return new Set(parts.map((part) => part.replaceAll(/\s+/g, ' ').trim()).filter((part) => part.length > 5));
}

function chosen<T>(found: readonly T[], count: number, draw: Draw): T[] {
  const near = found.slice(0, Math.ceil(count / 2));
  return [...near, ...draw.sample(found.slice(near.length), count - near.length)];
}

function documentOf({ title, source }: Pick<Sought, 'title' | 'source'>, about: string | null, text: string): Document {
  return { title: title?.trim() || named(source), about, text: text.trim() };
}

/** A file's name as a title: "folder/on-liberty.txt" is "On liberty". */
function named(source: string): string {
  const name = (source.split('/').at(-1) ?? '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_.\s]+/g, ' ')
    .trim();
  return name === '' ? 'Untitled' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
