import type { Seed } from '../data.ts';
import { shortHash } from '../text/hash.ts';
import { estimateTokens } from '../text/tokens.ts';
import { CHUNK_SIZES, type Chunk, type ChunkSizes, chunk } from './chunk.ts';
import { cleanText } from './clean-text.ts';
import { detectLanguage, languageCode } from './language.ts';
import { spdxOf } from './licenses/spdx.ts';
import type { Document } from './reader.ts';
import type { SidecarFacts } from './sidecar.ts';

/** How documents are cut into seeds. */
export interface CutOptions {
  /** License of what does not state its own. */
  license?: string;
  chunk?: Partial<ChunkSizes>;
}

/**
 * The seeds of a file's documents, in order. Title and language of a `seeds.yaml` go before the document's; its license
 * after the document's, and before that of the options, as SPDX names it where that is known. Neighbours are the seeds
 * before and after it in the same document. What `refuses` says yes to is left out.
 */
export async function* seedsOf(
  documents: AsyncIterable<Document>,
  facts: SidecarFacts,
  options: CutOptions,
  refuses: (seed: Seed) => boolean = () => false,
): AsyncGenerator<Seed> {
  let waiting: Seed | undefined;
  let offset = 0;
  for await (const document of documents) {
    if (!document.continues) {
      if (waiting) yield waiting;
      [waiting, offset] = [undefined, 0];
    }
    for (const seed of await cut(document, offset, facts, options)) {
      if (refuses(seed)) continue;
      if (waiting) yield { ...waiting, neighbours: [waiting.neighbours?.[0] ?? null, seed.id] };
      waiting = { ...seed, neighbours: [waiting?.id ?? null, null] };
    }
    offset += document.text.length;
  }
  if (waiting) yield waiting;
}

async function cut(document: Document, offset: number, facts: SidecarFacts, options: CutOptions): Promise<Seed[]> {
  const titled: Document = { ...document, title: facts.title ?? document.title };
  const stated = languageCode(facts.language) ?? document.language;
  const natural = document.kind !== 'code' && document.kind !== 'html';
  const whole = stated ?? (natural ? await detectLanguage(document.text) : null);
  const chunks = isWhole(document)
    ? [wholeOf(titled)]
    : chunk({ ...titled, language: whole }, { ...CHUNK_SIZES, ...options.chunk });
  const license = spdxOf(document.license ?? '') ?? spdxOf(facts.license ?? '') ?? spdxOf(options.license ?? '');
  const seeds: Seed[] = [];
  for (const piece of chunks) {
    const language = stated ?? (natural ? ((await detectLanguage(piece.text, whole)) ?? whole) : null);
    seeds.push(seedOf(document, piece, offset, language, license));
  }
  return seeds;
}

/** Tokens up to which a table or a description of an interface is not cut, as its reader gives it in pieces that can be used. */
const MOST_WHOLE_TOKENS = 8000;

/** A web page is acted on as a whole: cut up it would lose its forms. So would a table its head, a description its frame. */
export function isWhole({ kind, text }: Document): boolean {
  return kind === 'html' || ((kind === 'table' || kind === 'api') && estimateTokens(text) <= MOST_WHOLE_TOKENS);
}

function wholeOf({ text, title }: Document): Chunk {
  return { text, title, span: [0, text.length], tokens: estimateTokens(text) };
}

function seedOf(
  { source, kind, pages, codeLanguage }: Document,
  piece: Chunk,
  offset: number,
  language: string | null,
  license: string | null,
): Seed {
  const { text, tokens } = piece;
  const span: Seed['span'] = [piece.span[0] + offset, piece.span[1] + offset];
  const facts = { title: oneLine(piece.title), language, license: oneLine(license) };
  const found = pagesOf(piece.span, pages ?? []);
  const id = shortHash(source, ...span, text);
  const more = { ...(codeLanguage !== undefined && { codeLanguage }), ...(found && { pages: found }) };
  return { id, kind, text, source, span, ...facts, tokens, ...more };
}

/** First and last page of a span. */
function pagesOf([start, end]: Chunk['span'], pages: NonNullable<Document['pages']>): [number, number] | undefined {
  const first = pages.findLast((page) => page.start <= start) ?? pages[0];
  const last = pages.findLast((page) => page.start < end) ?? first;
  return first && last && [first.page, last.page];
}

/** Characters of a title or a licence. */
const LONGEST_FACT = 300;

/** What is said of a seed, cleaned, on one line and of bounded length; null where nothing is left. */
function oneLine(said: string | null): string | null {
  const folded = cleanText(said ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return cleanText(folded.slice(0, LONGEST_FACT)) || null;
}
