import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import { diskError } from './disk.ts';

/** Seeds of one shard; small enough to hold a few of them, large enough to compress well. */
export const SHARD_SEEDS = 256;

/**
 * The seeds of a run, in path order, in immutable shards `seeds/<six digits>.jsonl.zst`. Of each seed its id is in memory
 * and where it lies, about 100 bytes; of the seeds themselves a few shards.
 */
export interface SeedShards {
  /** Ids of all seeds, in order; grows with each shard. */
  readonly ids: readonly string[];
  /** How many shards there are. */
  readonly count: number;
  /** Writes one more shard; resolves when it is on disk. */
  append(seeds: readonly Seed[]): Promise<void>;
  /** Whether there is a seed of this id. */
  has(id: string): boolean;
  /** The seed of this id. Holds the last few shards read. Errors: E_RUN_FOLDER. */
  get(id: string): Promise<Seed>;
  /** All seeds, shard by shard. */
  all(): AsyncIterable<Seed>;
}

const HELD = 8;

/** Opens the shards that a run has; `ids` lists what each holds, as kept by the run's store. */
export function openSeedShards(runDir: string, shards: readonly (readonly string[])[]): SeedShards {
  const place = new Map<string, number>();
  const ids: string[] = [];
  let count = 0;
  const note = (list: readonly string[]) => {
    for (const id of list) {
      place.set(id, count);
      ids.push(id);
    }
    count++;
  };
  for (const list of shards) note(list);
  const shard = lastFew((index) => readShard(runDir, index));
  return {
    ids,
    get count() {
      return count;
    },
    async append(seeds) {
      await writeShard(runDir, count, seeds);
      note(seeds.map((seed) => seed.id));
    },
    has: (id) => place.has(id),
    async get(id) {
      const index = place.get(id);
      const seed = index === undefined ? undefined : (await shard(index)).get(id);
      if (seed) return seed;
      throw new UserError(
        'E_RUN_FOLDER',
        `Cannot find seed "${id}": the shards in "${join(runDir, 'seeds')}" do not hold it`,
        { hint: 'Restore state.db and the folder seeds/ as they were together, or begin in another folder.' },
      );
    },
    async *all() {
      for (let index = 0; index < count; index++) yield* (await shard(index)).values();
    },
  };
}

/** Keeps what was used last; what failed is tried again. */
function lastFew<T>(read: (index: number) => Promise<T>): (index: number) => Promise<T> {
  const held = new Map<number, Promise<T>>();
  return (index) => {
    const value = held.get(index) ?? read(index);
    held.delete(index);
    held.set(index, value);
    if (held.size > HELD) held.delete(held.keys().next().value ?? -1);
    value.catch(() => held.delete(index));
    return value;
  };
}

function pathOf(runDir: string, index: number): string {
  return join(runDir, 'seeds', `${String(index).padStart(6, '0')}.jsonl.zst`);
}

async function readShard(runDir: string, index: number): Promise<Map<string, Seed>> {
  const path = pathOf(runDir, index);
  try {
    const lines = zstdDecompressSync(await readFile(path))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    return new Map(lines.map((line) => Seed.parse(JSON.parse(line))).map((seed) => [seed.id, seed]));
  } catch (cause) {
    throw new UserError('E_RUN_FOLDER', `Cannot read seed shard "${path}": it is missing or damaged`, {
      hint: 'Seed shards are written once and must stay as they are; restore the file or begin another run folder.',
      cause,
    });
  }
}

async function writeShard(runDir: string, index: number, seeds: readonly Seed[]): Promise<void> {
  const path = pathOf(runDir, index);
  try {
    await mkdir(dirname(path), { recursive: true });
    const bytes = zstdCompressSync(seeds.map((seed) => `${JSON.stringify(seed)}\n`).join(''));
    await withFile(`${path}.part`, 'w', async (file) => {
      await file.writeFile(bytes);
      await file.sync();
    });
    await rename(`${path}.part`, path);
    await withFile(dirname(path), 'r', (folder) => folder.sync());
  } catch (cause) {
    throw diskError('write', path, cause);
  }
}

async function withFile(path: string, flags: 'r' | 'w', work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
