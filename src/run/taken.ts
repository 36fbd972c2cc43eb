import { Pair } from '../data.ts';
import { createSelection, type Quota, type Quotas, type SplitOf } from '../dataset/select.ts';
import type { PlacedPair } from '../dataset/write-dataset.ts';
import { readObject } from '../store/objects.ts';
import type { ManifestEntry, Store } from '../store/store.ts';

/** The pairs of committed units, in plan order. Errors: E_RUN_FOLDER for a damaged object. */
export async function* pairsOf(dir: string, manifest: readonly ManifestEntry[]): AsyncIterable<PlacedPair> {
  for (const { unit, object } of manifest) {
    if (unit.kind !== 'generate') continue;
    for await (const line of readObject(dir, object)) {
      if (isPair(line)) yield { pair: Pair.parse(line), unit: unit.id };
    }
  }
}

/**
 * Tells how many rows of each skill the dataset would take of the committed units of rounds below one: without
 * duplicates, each type up to its share. A skill of which twice its rows have been seen counts as full: types that never
 * come up do not hold it open. Asked with growing rounds, as a planner does, it reads each object once.
 */
export function createTaken(
  dir: string,
  store: Store,
  quotas: Quotas,
  splitOf: SplitOf,
): (round: number) => Promise<Map<string, number>> {
  let [selection, from] = [createSelection(quotas, splitOf), 0];
  return async (round) => {
    if (round < from) [selection, from] = [createSelection(quotas, splitOf), 0];
    const done = (await store.manifest()).filter(({ reopened }) => !reopened);
    const manifest = done.filter(({ unit }) => unit.round >= from && unit.round < round);
    from = round;
    for await (const { pair } of pairsOf(dir, manifest)) selection.consider(pair);
    const rowsOf = ([skill, { rows, test }]: [string, Quota]): [string, number] => {
      const { taken, seen } = selection.countOf(skill, 'train');
      return [skill, (seen >= 2 * rows ? rows : taken) + (test === null ? 0 : selection.countOf(skill, 'test').taken)];
    };
    return new Map([...quotas].map(rowsOf));
  };
}

function isPair(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'record' in line && line.record === 'pair';
}
