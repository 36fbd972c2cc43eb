import type { Seed } from '../data.ts';
import { messageOf } from '../errors.ts';
import { type Signature, sign } from '../text/minhash.ts';
import { chooseReader } from './choose-reader.ts';
import { CHUNK_SIZES } from './chunk.ts';
import { leavesOf } from './containers/leaves.ts';
import { Counting, type Counts } from './counts.ts';
import { type FoundFile, reasonOf } from './find-files.ts';
import { type Found, type GuardOptions, guarded } from './guard.ts';
import { openFound } from './open-found.ts';
import { type Document, type Reject, type SourceFile, Unreadable } from './reader.ts';
import { type ScreenOptions, screenOf } from './screen.ts';
import { type CutOptions, isWhole, seedsOf } from './seeds-of.ts';
import { textHash } from './seen-texts.ts';
import { shortTables } from './short-tables.ts';
import type { SidecarFacts } from './sidecar.ts';

/** How files are read into seeds: what is the same for all files of a reading. */
export interface FileOptions extends CutOptions, GuardOptions, ScreenOptions {
  /** The field of JSON lines that holds the text. */
  textField?: string;
  /** Whether seeds come with signatures, by which near duplicates are told. */
  sign?: boolean;
}

/** A file to be read, with what its folder says of it. It can be sent to another thread. */
export interface FileJob {
  file: FoundFile;
  facts: SidecarFacts;
  options: FileOptions;
}

/**
 * What a file gives, one at a time; `hash` is that of the seed's text (see `textHash`), `signature` what near duplicates are
 * told by. The counts come last, where there is something to count.
 */
export type FileEvent = { seed: Seed; hash: string; signature?: Signature } | { reject: Reject } | { counts: Counts };

/** Parts of one file, and chunks, that are named when they are not used; of more it is told how many there are. */
const MOST_REJECTS = 100;

/**
 * Reads a file into seeds; what cannot be used is told after them. Depends on nothing but the job and the file. Calls
 * `alive` whenever a piece of the file has been read.
 */
export async function* readFile({ file, facts, options }: FileJob, alive?: () => void): AsyncGenerator<FileEvent> {
  const rejects: Reject[] = [];
  let [parts, chunks, more] = [0, 0, 0];
  const reject = (each: Reject) => {
    const isNamed = (each.rule === undefined ? parts++ : chunks++) < MOST_REJECTS;
    if (isNamed) rejects.push(each);
    else if (each.rule === undefined) more++;
  };
  const counting = new Counting(screenOf(options), reject);
  const documents = documentsOf(file, options, reject, alive, (found) => counting.add(found));
  try {
    for await (const seed of seedsOf(documents, facts, options, (each) => counting.refuses(each))) {
      const signature = options.sign ? sign(seed.text) : null;
      yield { seed, hash: textHash(seed.text), ...(signature && { signature }) };
    }
  } catch (error) {
    reject({ source: file.source, reason: `cannot be cut into seeds: ${messageOf(error)}` });
  }
  for (const each of rejects) yield { reject: each };
  if (more > 0) yield { reject: { source: file.source, reason: `${more} more of its parts cannot be used` } };
  if (counting.counts) yield { counts: counting.counts };
}

/**
 * The documents of a file, and of an archive of the files in it, as they come, each with text in it, secrets masked (see
 * `guarded`), long tables in parts with their head (see `shortTables`). What cannot be used is told by `reject`, never
 * thrown; what was masked or counted by `note`.
 */
export async function* documentsOf(
  found: FoundFile,
  options: FileOptions,
  reject: (reject: Reject) => void,
  alive?: () => void,
  note: (found: Found) => void = () => {},
): AsyncGenerator<Document> {
  const told = (source: string, error: unknown) =>
    reject({ source, reason: error instanceof Unreadable ? error.message : `cannot be read: ${reasonOf(error)}` });
  try {
    const file = watched(await openFound(found), alive);
    for await (const leaf of leavesOf(file, reject)) {
      try {
        yield* documentsIn(leaf, options, reject, note);
      } catch (error) {
        told(leaf.source, error);
      }
    }
  } catch (error) {
    told(found.source, error);
  }
}

async function* documentsIn(
  file: SourceFile,
  options: FileOptions,
  reject: (reject: Reject) => void,
  note: (found: Found) => void,
): AsyncGenerator<Document> {
  const { textField, chunk } = options;
  const reader = await chooseReader(file);
  let told = false;
  const tell = (each: Reject) => {
    told = true;
    reject(each);
  };
  const read = await reader.read(file, { ...(textField === undefined ? {} : { textField }), reject: tell });
  for await (const raw of read) {
    told = true;
    const { document, found } = guarded(raw, options);
    note(found);
    if (document.text.trim() === '' && !document.continues)
      reject({ source: document.source, reason: 'no text in it' });
    else
      yield isWhole(document) || document.kind === 'code'
        ? document
        : shortTables(document, chunk?.target ?? CHUNK_SIZES.target);
  }
  if (!told) reject({ source: file.source, reason: 'no text in it' });
}

function watched(file: SourceFile, alive: (() => void) | undefined): SourceFile {
  if (!alive) return file;
  return {
    ...file,
    async *stream() {
      for await (const piece of file.stream()) {
        alive();
        yield piece;
      }
    },
    async slice(start, end) {
      alive();
      return file.slice(start, end);
    },
  };
}
