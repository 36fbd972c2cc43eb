import { setImmediate } from 'node:timers/promises';
import type { Seed } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { createIndexBuilder, type Index } from '../retrieve/build-index.ts';
import type { Store } from '../store/store.ts';

/** Finds the seeds nearest to a query. */
export type Search = FlowContext['search'];

/** Seeds that can be searched: their ids in order, how to get one, and all of them in the ids' order. */
export interface Searchable {
  ids: readonly string[];
  get(id: string): Promise<Seed>;
  all(): AsyncIterable<Seed> | Iterable<Seed>;
}

/**
 * A search over the first seeds, as many as `count` says when it is first asked for. Only then the index is made: runs
 * whose skills never search do not pay for it.
 */
export function createSearch(seeds: Searchable, count: () => Promise<number> | number): Search {
  let index: Promise<Index> | undefined;
  return async (query, most, not) => {
    index ??= Promise.resolve(count()).then((first) => indexOf(seeds, first));
    const hits = (await index).search(query, most, { not: [not] });
    return Promise.all(
      hits.map(async ({ id, score }) => {
        const { text, title, source, kind } = await seeds.get(id);
        return { id, text, title, source, kind, score };
      }),
    );
  };
}

/**
 * How many of a run's seeds are searched: those that it had when all its files had first been read. Seeds that are
 * added later find and are not found, so that what was found stays as it was. `read` is waited for where that is not known.
 */
export async function searchedOf(store: Store, ids: readonly string[], read?: Promise<unknown>): Promise<number> {
  const known = await store.get('searched');
  if (typeof known === 'number') return known;
  await read;
  await store.set('searched', ids.length);
  return ids.length;
}

/** Seeds that are added before calls under way get their turn. */
const ADDED_AT_ONCE = 64;

async function indexOf(seeds: Searchable, count: number): Promise<Index> {
  const builder = createIndexBuilder();
  let added = 0;
  for await (const seed of seeds.all()) {
    if (added >= count) break;
    builder.add(seed);
    if (++added % ADDED_AT_ONCE === 0) await setImmediate();
  }
  return builder.done();
}
