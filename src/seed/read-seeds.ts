import type { Seed } from '../data.ts';
import { chooseReader } from './choose-reader.ts';
import { isArchive } from './containers/leaves.ts';
import type { Counts } from './counts.ts';
import { type Duplicate, Duplicates, type Known } from './duplicates.ts';
import { type FoundFile, findFiles, reasonOf } from './find-files.ts';
import { InTurn } from './in-turn.ts';
import { LicenseFiles } from './licenses/files.ts';
import { openFound } from './open-found.ts';
import type { ReadLimits } from './pool/attempt.ts';
import { READ_LIMITS } from './pool/lane.ts';
import { type FileInTurn, readInOrder } from './pool/read-in-order.ts';
import type { FileOptions } from './read-file.ts';
import type { Reject } from './reader.ts';
import type { HubOptions } from './remote/hub.ts';
import { Sidecars } from './sidecar.ts';

/** How seeds are read. */
export interface SeedOptions extends FileOptions {
  /** At most so many chunks, taken in turn from each file. */
  maxSeeds?: number;
  /** How data sets of the Hugging Face Hub are asked for. */
  hub?: HubOptions;
  /** Folders that are not read, wherever they lie. */
  skip?: readonly string[];
  /** Likeness (0-1) from which a chunk is a duplicate of an earlier one; without it only equal texts are. */
  nearDuplicates?: number;
  /** Seeds of earlier readings. A chunk equal to one of another id, or like it, is a duplicate of it. */
  known?: Iterable<Known> | AsyncIterable<Known>;
  /** How many threads read; without it one a processor but one, 8 at most, and none for little that is quickly read. */
  workers?: number;
  /** What a file may take before it is given up. */
  limits?: Partial<ReadLimits>;
  /** Ends the reading, which then throws the reason. */
  signal?: AbortSignal;
}

/** A file that is through, or was not to be read: its source, and how many seeds it gave. Of each file there is one. */
export interface FileThrough {
  source: string;
  seeds: number;
  /** What was refused, masked or counted in it. */
  counts?: Counts;
}

/** What reading gives, one at a time. */
export type SeedEvent = { seed: Seed } | { reject: Reject } | { duplicate: Duplicate } | { file: FileThrough };

/**
 * Reads files, folders and addresses into seeds, which come in path order whatever the number of threads that read, as
 * fast as they are taken: no file and no list of seeds is held as a whole. What cannot be used is a `reject`, never an
 * exception; a chunk equal to an earlier one (NFC, white space folded, case kept), or like it, a `duplicate`. License: the
 * document's, else that of a `seeds.yaml`, else of a LICENSE file in its folder or the nearest above, else
 * `options.license`, else null. Title and language of a `seeds.yaml` go before the document's.
 *
 * With `maxSeeds` the first chunk of each file in path order is taken, then the second of each, until there are enough;
 * they come in path order when all files are through. What can no longer be taken is not read; only a file that no reader
 * takes is still told.
 *
 * Throws `E_SEEDS` for an argument that does not exist or cannot be reached and, before anything is read, for a malformed
 * `seeds.yaml`.
 */
export async function* readSeeds(args: readonly string[], options: SeedOptions = {}): AsyncGenerator<SeedEvent> {
  const { files, rejects } = await findFiles(args, options.skip, options.hub);
  for (const reject of rejects) yield* unused(reject);
  const sidecars = new Sidecars();
  const licenses = new LicenseFiles();
  for (const file of files) await sidecars.of(file);
  const jobOf = async (file: FoundFile) => {
    const facts = await sidecars.of(file);
    const license = facts.license ?? (file.remote ? null : await licenses.of(file));
    return { file, facts: { ...facts, ...(license !== null && { license }) }, options: fileOptionsOf(options) };
  };
  const { workers, limits, signal } = options;
  const duplicates = await Duplicates.of(options.known ?? [], options.nearDuplicates);
  const turns = options.maxSeeds === undefined ? undefined : new InTurn<Kept>(options.maxSeeds);
  let through = 0;
  const countsOf = new Map<string, Counts>();
  for await (const inTurn of readInOrder(files, jobOf, { workers, limits: { ...READ_LIMITS, ...limits }, signal })) {
    const { source } = inTurn.file;
    const kept: Kept[] = [];
    let seeds = 0;
    let counts: Counts | undefined;
    for await (const event of withoutDuplicates(inTurn, duplicates)) {
      signal?.throwIfAborted();
      if ('counts' in event) counts = event.counts;
      else if (!('seed' in event) || !turns) yield event;
      else if (kept.push({ source, seed: event.seed }) === turns.room) break;
      if ('seed' in event) seeds++;
    }
    signal?.throwIfAborted();
    turns?.add(kept);
    if (counts) countsOf.set(source, counts);
    if (kept.length === 0) yield { file: throughOf(source, seeds, countsOf) };
    through++;
    if (turns?.room === 0) break;
  }
  if (!turns) return;
  for (const file of files.slice(through)) yield* unread(file);
  yield* byFile(turns.taken(), countsOf);
}

/** What is told of a file that is not read: whether it could be, if that can be seen without asking for it. */
async function* unread(file: FoundFile): AsyncGenerator<SeedEvent> {
  const { source } = file;
  try {
    const opened = file.remote ? null : await openFound(file);
    if (opened && !(await isArchive(opened))) await chooseReader(opened);
    yield { file: { source, seeds: 0 } };
  } catch (error) {
    yield* unused({ source, reason: reasonOf(error) });
  }
}

/** What is told of a file that cannot be read. */
function* unused(reject: Reject): Generator<SeedEvent> {
  yield { reject };
  yield { file: { source: reject.source, seeds: 0 } };
}

/** A seed with the file that it is of. */
interface Kept {
  source: string;
  seed: Seed;
}

function* byFile(taken: readonly Kept[], countsOf: Map<string, Counts>): Generator<SeedEvent> {
  for (const [source, own] of Map.groupBy(taken, (kept) => kept.source)) {
    for (const { seed } of own) yield { seed };
    yield { file: throughOf(source, own.length, countsOf) };
  }
}

/** A file that is through, with its counts, which are then forgotten. */
function throughOf(source: string, seeds: number, countsOf: Map<string, Counts>): FileThrough {
  const counts = countsOf.get(source);
  countsOf.delete(source);
  return { source, seeds, ...(counts && { counts }) };
}

async function* withoutDuplicates(
  { events }: FileInTurn,
  duplicates: Duplicates,
): AsyncGenerator<Exclude<SeedEvent, { file: FileThrough }> | { counts: Counts }> {
  for await (const event of events()) {
    if (!('seed' in event)) {
      yield event;
      continue;
    }
    const duplicate = duplicates.add(event);
    yield duplicate === null ? { seed: event.seed } : { duplicate };
  }
}

/** What of the options is the same for all files, and can be sent to a thread. */
function fileOptionsOf(options: SeedOptions): FileOptions {
  const { maxSeeds, hub, skip, known, workers, limits, signal, nearDuplicates, ...own } = options;
  return { ...own, ...(nearDuplicates !== undefined && { sign: true }) };
}
