import { Pair } from '../../data.ts';
import { readObject } from '../../store/objects.ts';
import type { ManifestEntry } from '../../store/store.ts';

/** These rows of a unit of the run; none of a unit that there is not. Errors: E_RUN_FOLDER for a damaged object. */
export async function pairsFor(dir: string, entry: ManifestEntry | undefined, ids: readonly string[]): Promise<Pair[]> {
  const wanted = new Set(ids);
  const pairs: Pair[] = [];
  if (!entry || wanted.size === 0) return pairs;
  for await (const line of readObject(dir, entry.object)) {
    const isPair = typeof line === 'object' && line !== null && 'record' in line && line.record === 'pair';
    if (isPair && 'id' in line && typeof line.id === 'string' && wanted.has(line.id)) pairs.push(Pair.parse(line));
  }
  return pairs;
}
