import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Known } from '../seed/duplicates.ts';
import { findFiles } from '../seed/find-files.ts';
import { readSeeds, type SeedOptions } from '../seed/read-seeds.ts';
import { isRemote } from '../seed/remote/find-remote.ts';
import type { HubOptions } from '../seed/remote/hub.ts';
import { shownAddress } from '../seed/remote/web-file.ts';
import { textHash } from '../seed/seen-texts.ts';
import { openSeedShards, type SeedShards, SHARD_SEEDS } from '../store/seed-shards.ts';
import type { Store } from '../store/store.ts';
import { shortHash } from '../text/hash.ts';
import { sign } from '../text/minhash.ts';
import { enter, noBooks, SeedBooks } from './seed-books.ts';
import { type SeedScreen, screened } from './seed-screen.ts';
import type { RunSettings } from './settings.ts';

/** How many shards and seeds a run has. */
export const ShardBooks = z.strictObject({ shards: z.int(), seeds: z.int() });

/** The run's seeds while they are read. */
export interface Gathering {
  /** All seeds so far; they grow in path order, and what is there stays. */
  shards: SeedShards;
  /** What reading came to so far. */
  readonly books: SeedBooks;
  /** Whether all files are read. */
  readonly sealed: boolean;
  /** Resolves with what reading came to; rejects as {@link gatherSeeds} does. */
  readonly done: Promise<SeedBooks>;
  /** Resolves when there are seeds to work on; rejects as `done` does where it comes to none. */
  begun(): Promise<void>;
  /** Resolves when there may be more seeds; null where no more come. */
  more(): Promise<void> | null;
  /** Ends reading where it is; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * The run's seeds: what its shards hold, and behind it, in shards of their own, what the given files have that they do
 * not. Files that are as they were at the last start are not read again. Rejects with the reason of `signal` when that
 * is aborted; what is in shards by then stays. Errors: E_SEEDS.
 */
export async function gatherSeeds(
  runDir: string,
  store: Store,
  settings: RunSettings,
  note: (event: { files: number; seeds: number }) => void = () => {},
  signal?: AbortSignal,
  hub?: HubOptions,
): Promise<{ shards: SeedShards; books: SeedBooks }> {
  const { shards, done } = await startGathering(runDir, store, settings, note, signal, hub);
  return { shards, books: await done };
}

/**
 * Begins what {@link gatherSeeds} does, so that work on the first seeds need not wait for the last. A reading that was
 * killed begins anew: it finds the seeds again that are in shards, and those behind them are the same as if it had not been.
 */
export async function startGathering(
  runDir: string,
  store: Store,
  settings: RunSettings,
  note: (event: { files: number; seeds: number }) => void = () => {},
  signal?: AbortSignal,
  hub?: HubOptions,
  screen?: SeedScreen | null,
): Promise<Gathering> {
  const shards = openSeedShards(runDir, await readShardLists(store));
  const before = SeedBooks.safeParse(await store.get('seed-books'));
  const fingerprint = await fingerprintOf(settings, hub);
  const isRead = before.success && before.data.fingerprint === fingerprint;
  const books: SeedBooks = isRead ? before.data : noBooks(fingerprint);
  let [sealed, over] = [isRead, isRead];
  let next = Promise.withResolvers<void>();
  const grown = () => {
    next.resolve();
    next = Promise.withResolvers();
  };
  const ending = new AbortController();
  const until = signal ? AbortSignal.any([signal, ending.signal]) : ending.signal;
  const read = async (): Promise<SeedBooks> => {
    if (isRead) return books;
    try {
      await readInto(shards, books, store, settings, { note, grown, signal: until, hub, screen });
      if (shards.ids.length === 0) throw nothingToRead(settings.seeds, [...books.rejected, ...books.refusals]);
      await store.set('seed-books', books);
      sealed = true;
      return books;
    } finally {
      over = true;
      grown();
    }
  };
  const done = read();
  done.catch(() => {});
  return {
    shards,
    books,
    done,
    get sealed() {
      return sealed;
    },
    async begun() {
      while (shards.ids.length === 0 && !over) await next.promise;
      if (shards.ids.length === 0) await done;
    },
    more: () => (over ? null : next.promise),
    async stop() {
      if (!over) ending.abort();
      await done.catch(() => {});
    },
  };
}

async function readInto(
  shards: SeedShards,
  books: SeedBooks,
  store: Store,
  settings: RunSettings,
  { note, grown, signal, hub, screen }: Watching,
): Promise<void> {
  const kinds = new Set(books.kinds);
  let waiting = new Map<string, Seed>();
  const flush = async () => {
    if (waiting.size > 0) await appendShard(store, shards, [...waiting.values()]);
    waiting = new Map();
    books.kinds = [...kinds].sort();
    grown();
  };
  const known = textsOf(shards, settings.nearDuplicates !== 'off');
  const options = { ...optionsOf(settings), known, signal, ...(hub && { hub }) };
  for await (const event of screened(readSeeds(settings.seeds, options), screen)) {
    signal.throwIfAborted();
    if (!('seed' in event)) enter(books, event);
    else {
      const { seed } = event;
      kinds.add(seed.kind);
      if (shards.has(seed.id)) continue;
      waiting.set(seed.id, seed);
      note({ files: books.files + 1, seeds: shards.ids.length + waiting.size });
      if (waiting.size >= SHARD_SEEDS) await flush();
    }
  }
  await flush();
}

/** Who is told how reading goes on, and what ends it. */
interface Watching {
  note: (event: { files: number; seeds: number }) => void;
  grown: () => void;
  signal: AbortSignal;
  hub: HubOptions | undefined;
  screen: SeedScreen | null | undefined;
}

/** What the shards hold, so that a text that was read at an earlier start is known again, and near ones where `like`. */
async function* textsOf(shards: SeedShards, like: boolean): AsyncGenerator<Known> {
  for await (const { id, source, text } of shards.all())
    yield [textHash(text), { id, source }, like ? sign(text) : null];
}

/** Seed ids of each shard, as the store keeps them: an entry a shard, so that adding one rewrites no other. */
export async function readShardLists(store: Store): Promise<string[][]> {
  const { shards } = ShardBooks.parse((await store.get('seed-shards')) ?? { shards: 0, seeds: 0 });
  const lists: string[][] = [];
  for (let at = 0; at < shards; at++) lists.push(z.array(z.string()).parse(await store.get(`seed-shard-${at}`)));
  return lists;
}

/** The entry of the shard goes first: what the number of shards does not cover does not exist. */
async function appendShard(store: Store, shards: SeedShards, seeds: readonly Seed[]): Promise<void> {
  const at = shards.count;
  await shards.append(seeds);
  await store.set(
    `seed-shard-${at}`,
    seeds.map((seed) => seed.id),
  );
  await store.set('seed-shards', { shards: shards.count, seeds: shards.ids.length });
}

/** That there is something to read, before anything is made for it. Errors: E_SEEDS. */
export async function checkSeeds(
  settings: Pick<RunSettings, 'seeds' | 'out' | 'state'>,
  hub?: HubOptions,
): Promise<void> {
  const { files, rejects } = await findFiles(settings.seeds, skipped(settings), hub);
  const rejected = rejects.map(({ source, reason }) => ({ file: source, reason }));
  if (files.length === 0) throw nothingToRead(settings.seeds, rejected);
}

/** The folders of the run itself: what it writes is no seed. A state folder that is given as seeds is read. */
function skipped({ seeds, out, state }: Pick<RunSettings, 'seeds' | 'out' | 'state'>): string[] {
  const own = state === null || seeds.some((seed) => resolve(seed) === resolve(state)) ? [] : [state];
  return [out, ...own].map((folder) => resolve(folder));
}

/** How the settings say that seeds are read. */
export function optionsOf(settings: RunSettings): SeedOptions {
  const { textField, license, maxSeeds, chunk, reading, quality, secrets, pii, allowLicenses, nearDuplicates } =
    settings;
  const { workers, ...limits } = reading;
  return {
    ...(textField !== null && { textField }),
    ...(license !== null && { license }),
    ...(maxSeeds !== null && { maxSeeds }),
    ...(workers !== null && { workers }),
    ...(allowLicenses !== null && { allowLicenses }),
    ...(nearDuplicates !== 'off' && { nearDuplicates }),
    ...{ chunk, quality, secrets, pii },
    limits,
    skip: skipped(settings),
  };
}

/** That files gave nothing to work on, with the first reasons. */
export function nothingToRead(
  seeds: readonly string[],
  rejected: readonly { file: string; reason: string }[],
): UserError {
  const reasons = rejected.slice(0, 3).map(({ file, reason }) => `${file}: ${reason}`);
  const found =
    rejected.length === 0 ? 'there is no file in it' : `none of its files can be used (${reasons.join('; ')})`;
  const shown = seeds.map((seed) => (isRemote(seed) ? shownAddress(seed) : seed));
  return new UserError('E_SEEDS', `Cannot read seeds from "${shown.join('", "')}": ${found}`, {
    hint: 'Give files, folders or addresses of documents, tables or source code; docs/seeds.md says what is read.',
  });
}

async function fingerprintOf(settings: RunSettings, hub: HubOptions | undefined): Promise<string> {
  const { skip, workers, ...how } = optionsOf(settings);
  const { files } = await findFiles(settings.seeds, skip, hub);
  const facts = await Promise.all(
    files.map(async ({ path, source, remote }) => {
      if (remote) return `${source} ${remote.identity}`;
      const found = await stat(path).catch(() => null);
      return `${source} ${found ? `${found.size} ${found.mtimeMs}` : 'gone'}`;
    }),
  );
  return shortHash(JSON.stringify(how), ...facts);
}
