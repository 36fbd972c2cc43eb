import type { Asker } from '../ask/complete.ts';
import type { Drop, Pair, Seed } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { FlowResult } from '../flow/result.ts';
import { addCounts, noCounts } from '../store/counts.ts';
import type { Counts, Lease } from '../store/store.ts';
import { type UnitParts, workThrough } from './leased-unit.ts';

/** What working on a unit of seeds needs beside the unit. */
export interface UnitTools extends UnitParts {
  seed(id: string): Promise<Seed>;
  /** The flow's context for a unit, but for how it asks. */
  context(lease: Lease): Promise<Omit<FlowContext, 'asker'>>;
  asker: Omit<Asker, 'caller' | 'order'>;
  /** Told of each seed that is through, for progress. */
  finished?(result: FlowResult): void;
}

/** Works the flows of a leased unit's seeds through, as {@link workThrough} does. */
export function workUnit(
  lease: Lease,
  tools: UnitTools,
  ending: AbortSignal,
  begun: () => void = () => {},
): Promise<Counts | null> {
  const { unit } = lease;
  return workThrough<FlowResult>(
    lease,
    tools,
    {
      async begin(caller) {
        const asker: Asker = { ...tools.asker, caller, order: unit.order };
        const context: FlowContext = { ...(await tools.context(lease)), asker };
        const seeds = await Promise.all(unit.seeds.map((id) => tools.seed(id)));
        return seeds.map(async (seed) => {
          const result = await flow(context, seed);
          tools.finished?.(result);
          return result;
        });
      },
      result: (results) => ({ lines: linesOf(results), counts: countsOf(results) }),
    },
    ending,
    begun,
  );
}

/** Pairs and drops in the order of the unit's seeds. */
function* linesOf(results: readonly FlowResult[]): Iterable<Pair | Drop> {
  for (const result of results) {
    yield* result.pairs;
    yield* result.drops;
  }
}

function countsOf(results: readonly FlowResult[]): Counts {
  const seeds = results.map(({ items, pairs, drops }): Counts => {
    const types = tally(pairs.map(({ lineage }) => lineage.item?.type ?? ''));
    const goals = tally(pairs.flatMap(({ lineage }) => lineage.item?.refinements.at(-1)?.goal ?? []));
    const [ended, dropped] = [drops.filter((drop) => !drop.lineage.item), drops.filter((drop) => drop.lineage.item)];
    const counts = { seeds: 1, items, pairs: pairs.length, types, goals };
    return { ...noCounts(), ...counts, drops: byReason(dropped), endings: byReason(ended) };
  });
  return seeds.reduce(addCounts, noCounts());
}

function byReason(drops: readonly Drop[]): Record<string, Record<string, number>> {
  const stages = Map.groupBy(drops, (drop) => drop.stage);
  return Object.fromEntries([...stages].map(([stage, list]) => [stage, tally(list.map((drop) => drop.reason))]));
}

function tally(names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));
}
