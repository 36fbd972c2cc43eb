import { stat } from 'node:fs/promises';
import type { Seed } from '../data.ts';
import { sha256, shortHash } from '../text/hash.ts';
import { estimateTokens } from '../text/tokens.ts';
import { chooseReader } from './choose-reader.ts';
import { CHUNK_SIZES, type Chunk, type ChunkSizes, chunk } from './chunk.ts';
import { cleanText } from './decode.ts';
import { type FoundFile, findFiles, reasonOf } from './find-files.ts';
import { detectLanguage, languageCode } from './language.ts';
import { type Document, type Reject, Unreadable } from './reader.ts';
import { type SidecarFacts, Sidecars } from './sidecar.ts';
import { diskFile } from './source-file.ts';

/** How seeds are read. */
export interface SeedOptions {
  /** The field of JSON lines that holds the text. */
  textField?: string;
  /** License of what does not state its own. */
  license?: string;
  /** At most so many chunks, taken in turn from each file. */
  maxSeeds?: number;
  chunk?: Partial<ChunkSizes>;
  /** Folders that are not read, wherever they lie. */
  skip?: readonly string[];
  /** Seeds of earlier readings by `textHash` of their text. A chunk equal to one of another id is a duplicate of it. */
  known?: ReadonlyMap<string, Duplicate['of']>;
}

/** A chunk whose text was read before: where it stands, and the seed that it equals. */
export interface Duplicate {
  source: string;
  span: [number, number];
  of: { id: string; source: string };
}

/** What reading gives, one at a time. */
export type SeedEvent = { seed: Seed } | { reject: Reject } | { duplicate: Duplicate };

/**
 * Reads files and folders into seeds, file by file in path order; one file is in memory at a time. What cannot be used
 * is a `reject`, never an exception; a chunk equal to an earlier one (NFC, white space folded, case kept) a
 * `duplicate`. License: the document's, else that of a `seeds.yaml`, else `options.license`, else null. Title and
 * language of a `seeds.yaml` go before the document's.
 *
 * With `maxSeeds` all files are read first, and of each at most that many chunks are kept; then the first chunk of each
 * file in path order is taken, then the second of each, until there are enough. They come in path order.
 *
 * Throws `E_SEEDS` for an argument that does not exist and for a `seeds.yaml` that is malformed.
 */
export async function* readSeeds(args: readonly string[], options: SeedOptions = {}): AsyncGenerator<SeedEvent> {
  const { files, rejects } = await findFiles(args, options.skip);
  for (const reject of rejects) yield { reject };
  const sidecars = new Sidecars();
  const known = new Map(options.known);
  const kept: Seed[][] = [];
  for (const file of files) {
    const facts = await sidecars.of(file);
    const own: Seed[] = [];
    for await (const event of readFileSeeds(file, facts, options)) {
      const told = 'seed' in event ? withoutDuplicate(event.seed, known) : event;
      if (!('seed' in told) || options.maxSeeds === undefined) yield told;
      else if (own.length < options.maxSeeds) own.push(told.seed);
    }
    if (own.length > 0) kept.push(own);
  }
  if (options.maxSeeds !== undefined) for (const seed of inTurn(kept, options.maxSeeds)) yield { seed };
}

/** The seeds of one file, and what of it was left out. */
async function* readFileSeeds(file: FoundFile, facts: SidecarFacts, options: SeedOptions): AsyncGenerator<SeedEvent> {
  const rejects: Reject[] = [];
  const documents: Document[] = [];
  try {
    const { size } = await stat(file.path);
    const { textField } = options;
    const opened = diskFile(file.path, file.source, size);
    const reader = await chooseReader(opened);
    const read = await reader.read(opened, {
      ...(textField === undefined ? {} : { textField }),
      reject: (reject) => rejects.push(reject),
    });
    for await (const document of read) documents.push(document);
  } catch (error) {
    rejects.push({
      source: file.source,
      reason: error instanceof Unreadable ? error.message : `cannot be read: ${reasonOf(error)}`,
    });
  }
  for (const document of documents) {
    if (document.text.trim() === '') rejects.push({ source: document.source, reason: 'no text in it' });
    else for (const seed of await seedsOf(document, facts, options)) yield { seed };
  }
  for (const reject of rejects) yield { reject };
}

/** Characters of a title or a licence. */
const LONGEST_FACT = 300;

async function seedsOf(document: Document, facts: SidecarFacts, options: SeedOptions): Promise<Seed[]> {
  const titled: Document = { ...document, title: facts.title ?? document.title };
  const stated = languageCode(facts.language) ?? document.language;
  const natural = document.kind !== 'code' && document.kind !== 'html';
  const whole = stated ?? (natural ? await detectLanguage(document.text) : null);
  const chunks =
    document.kind === 'html'
      ? [wholePage(titled)]
      : chunk({ ...titled, language: whole }, { ...CHUNK_SIZES, ...options.chunk });
  const license = document.license ?? facts.license ?? options.license ?? null;
  const seeds: Seed[] = [];
  for (const piece of chunks) {
    const language = stated ?? (natural ? ((await detectLanguage(piece.text)) ?? whole) : null);
    seeds.push(seedOf(document, piece, language, license));
  }
  return seeds;
}

/** A web page is acted on as a whole: cut up it would lose its forms. */
function wholePage({ text, title }: Document): Chunk {
  return { text, title, span: [0, text.length], tokens: estimateTokens(text) };
}

function seedOf({ source, kind }: Document, piece: Chunk, language: string | null, license: string | null): Seed {
  const { text, span, tokens } = piece;
  const facts = { title: oneLine(piece.title), language, license: oneLine(license) };
  return { id: shortHash(source, ...span, text), kind, text, source, span, ...facts, tokens };
}

/** What is said of a seed, cleaned, on one line and of bounded length; null where nothing is left. */
function oneLine(said: string | null): string | null {
  const folded = cleanText(said ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return cleanText(folded.slice(0, LONGEST_FACT)) || null;
}

/** Hash of a text by which duplicates are told: in NFC, white space folded, case kept. */
export function textHash(text: string): string {
  return sha256(text.normalize('NFC').replaceAll(/\s+/g, ' ').trim());
}

function withoutDuplicate(seed: Seed, known: Map<string, Duplicate['of']>): { seed: Seed } | { duplicate: Duplicate } {
  const hash = textHash(seed.text);
  const of = known.get(hash);
  if (of && of.id !== seed.id) return { duplicate: { source: seed.source, span: seed.span, of } };
  known.set(hash, { id: seed.id, source: seed.source });
  return { seed };
}

/** Up to `most` seeds, one of each file in turn; in the order of the files. */
function inTurn(files: Seed[][], most: number): Seed[] {
  const counts = files.map(() => 0);
  let left = most;
  for (let round = 0, taken = true; taken && left > 0; round++) {
    taken = false;
    for (const [i, seeds] of files.entries()) {
      if (left === 0 || round >= seeds.length) continue;
      counts[i] = round + 1;
      left--;
      taken = true;
    }
  }
  return files.flatMap((seeds, i) => seeds.slice(0, counts[i]));
}
