import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import { findFiles } from '../seed/find-files.ts';
import { readSeeds, type SeedOptions } from '../seed/read-seeds.ts';
import { textHash } from '../seed/seen-texts.ts';
import { openSeedShards, type SeedShards, SHARD_SEEDS } from '../store/seed-shards.ts';
import type { Store } from '../store/store.ts';
import { shortHash } from '../text/hash.ts';
import type { RunSettings } from './settings.ts';

/** What reading the seeds came to. */
export const SeedBooks = z.strictObject({
  /** Hash of the files' names, sizes and times and of what decides how they are read. */
  fingerprint: z.string(),
  files: z.int(),
  rejected: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
  duplicates: z.int(),
});
export type SeedBooks = z.infer<typeof SeedBooks>;

/** How many shards and seeds a run has. */
export const ShardBooks = z.strictObject({ shards: z.int(), seeds: z.int() });

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
): Promise<{ shards: SeedShards; books: SeedBooks }> {
  const shards = openSeedShards(runDir, await readShardLists(store));
  const before = SeedBooks.safeParse(await store.get('seed-books'));
  const fingerprint = await fingerprintOf(settings);
  if (before.success && before.data.fingerprint === fingerprint) return { shards, books: before.data };
  const books = await readInto(shards, store, settings, note, signal);
  if (shards.ids.length === 0) throw nothingToRead(settings.seeds, books.rejected);
  await store.set('seed-books', { fingerprint, ...books });
  return { shards, books: { fingerprint, ...books } };
}

async function readInto(
  shards: SeedShards,
  store: Store,
  settings: RunSettings,
  note: (event: { files: number; seeds: number }) => void,
  signal: AbortSignal | undefined,
): Promise<Omit<SeedBooks, 'fingerprint'>> {
  const books: Omit<SeedBooks, 'fingerprint'> = { files: 0, rejected: [], duplicates: 0 };
  const known = new Set(shards.ids);
  let waiting: Seed[] = [];
  const flush = async () => {
    if (waiting.length > 0) await appendShard(store, shards, waiting);
    waiting = [];
  };
  for await (const event of readSeeds(settings.seeds, { ...optionsOf(settings), known: await textsOf(shards) })) {
    signal?.throwIfAborted();
    if ('reject' in event) books.rejected.push({ file: event.reject.source, reason: event.reject.reason });
    else if ('duplicate' in event) books.duplicates++;
    else if ('file' in event) books.files += event.file.seeds > 0 ? 1 : 0;
    else {
      if (known.has(event.seed.id)) continue;
      known.add(event.seed.id);
      waiting.push(event.seed);
      note({ files: books.files + 1, seeds: known.size });
      if (waiting.length >= SHARD_SEEDS) await flush();
    }
  }
  await flush();
  return books;
}

/** What the shards hold, so that a text that was read at an earlier start is known again. */
async function textsOf(shards: SeedShards): Promise<NonNullable<SeedOptions['known']>> {
  const texts = new Map<string, { id: string; source: string }>();
  for await (const { id, source, text } of shards.all()) {
    const hash = textHash(text);
    if (!texts.has(hash)) texts.set(hash, { id, source });
  }
  return texts;
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
export async function checkSeeds(settings: Pick<RunSettings, 'seeds' | 'out' | 'state'>): Promise<void> {
  const { files, rejects } = await findFiles(settings.seeds, skipped(settings));
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
  const { textField, license, maxSeeds, chunk } = settings;
  return {
    ...(textField !== null && { textField }),
    ...(license !== null && { license }),
    ...(maxSeeds !== null && { maxSeeds }),
    chunk,
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
  return new UserError('E_SEEDS', `Cannot read seeds from "${seeds.join('", "')}": ${found}`, {
    hint: 'Give files or folders with text, Markdown, HTML, source code or JSONL.',
  });
}

async function fingerprintOf(settings: RunSettings): Promise<string> {
  const { skip, ...how } = optionsOf(settings);
  const { files } = await findFiles(settings.seeds, skip);
  const facts = await Promise.all(
    files.map(async ({ path, source }) => {
      const found = await stat(path).catch(() => null);
      return `${source} ${found ? `${found.size} ${found.mtimeMs}` : 'gone'}`;
    }),
  );
  return shortHash(JSON.stringify(how), ...facts);
}
