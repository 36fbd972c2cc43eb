import type { Pair } from '../../data.ts';
import { type Collector, type Counts, createTally, type Tally, under } from './collector.ts';

/** What became of the items of each type. */
export interface Checks {
  /** Drops by stage and reason. */
  drops: Record<string, Counts>;
  /** Of types with 20 items and more: the check that dropped the largest share of them, with its reasons, most first. */
  hardest: Record<string, { by: string; share: number; items: number }>;
}

const LEAST_ITEMS = 20;

/** Gathers drops, and what each check takes of each type. */
export function createChecks(): Collector<Checks> {
  const stages = new Map<string, Tally>();
  const types = new Map<string, { items: number; by: Map<string, Tally> }>();
  const typeOf = (skill: string, type: string) =>
    under(types, `${skill}/${type}`, () => ({ items: 0, by: new Map<string, Tally>() }));
  const passed = ({ lineage: { skill, item } }: Pair) => {
    if (item) typeOf(skill, item.type).items++;
  };
  return {
    row: passed,
    left: passed,
    drop({ stage, reason, agent, lineage: { skill, item } }) {
      under(stages, stage, createTally).add(reason);
      if (!item) return;
      const type = typeOf(skill, item.type);
      type.items++;
      if (stage === 'check' || stage === 'verify') under(type.by, agent, createTally).add(reason);
    },
    result: () => ({
      drops: Object.fromEntries([...stages].map(([stage, tally]) => [stage, tally.counts()])),
      hardest: Object.fromEntries(
        [...types]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([type, { items, by }]) => {
            const worst = worstOf(by);
            return worst === undefined || items < LEAST_ITEMS
              ? []
              : [[type, { by: worst.by, share: worst.drops / items, items }]];
          }),
      ),
    }),
  };
}

function worstOf(by: ReadonlyMap<string, Tally>): { by: string; drops: number } | undefined {
  const checks = [...by].map(([agent, tally]) => {
    const reasons = tally.counts();
    const drops = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    return { by: `${agent}: ${Object.keys(reasons).join(', ')}`, drops };
  });
  return checks.sort((a, b) => b.drops - a.drops || (a.by < b.by ? -1 : 1))[0];
}
