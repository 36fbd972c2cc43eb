import { Pair } from '../data.ts';
import { createSelection } from '../dataset/select.ts';
import type { PlacedPair } from '../dataset/write-dataset.ts';
import { readObject } from '../store/objects.ts';
import type { ManifestEntry, Store } from '../store/store.ts';

/** The pairs of committed units, in plan order. Errors: E_RUN_FOLDER for a damaged object. */
export async function* pairsOf(dir: string, manifest: readonly ManifestEntry[]): AsyncIterable<PlacedPair> {
  for (const { unit, object } of manifest) {
    for await (const line of readObject(dir, object)) {
      if (isPair(line)) yield { pair: Pair.parse(line), unit: unit.id };
    }
  }
}

/** How many rows of each skill the dataset would take of the committed units of rounds below `round`: without duplicates. */
export async function takenBelow(
  dir: string,
  store: Store,
  round: number,
  quotas: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const taken = new Map<string, number>();
  const selection = createSelection(quotas);
  const manifest = (await store.manifest()).filter(({ unit }) => unit.round < round);
  for await (const { pair } of pairsOf(dir, manifest)) {
    if (selection.consider(pair) !== null) continue;
    taken.set(pair.lineage.skill, (taken.get(pair.lineage.skill) ?? 0) + 1);
  }
  return taken;
}

function isPair(line: unknown): boolean {
  return typeof line === 'object' && line !== null && 'record' in line && line.record === 'pair';
}
