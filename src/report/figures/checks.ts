import { type Collector, type Counts, createTally, type Tally, under } from './collector.ts';

/** What became of the items of each type. */
export interface Checks {
  /** Drops by stage and reason. */
  drops: Record<string, Counts>;
  /** Of types with 20 items and more: the check or agent that dropped the largest share of them. */
  hardest: Record<string, { by: string; share: number; items: number }>;
}

const LEAST_ITEMS = 20;

/** Gathers drops, and what each check takes of each type. */
export function createChecks(): Collector<Checks> {
  const stages = new Map<string, Tally>();
  const types = new Map<string, { items: number; by: Tally }>();
  const typeOf = (skill: string, type: string) =>
    under(types, `${skill}/${type}`, () => ({ items: 0, by: createTally() }));
  return {
    row({ lineage: { skill, item } }) {
      if (item) typeOf(skill, item.type).items++;
    },
    drop({ stage, reason, agent, lineage: { skill, item } }) {
      under(stages, stage, createTally).add(reason);
      if (!item) return;
      const type = typeOf(skill, item.type);
      type.items++;
      if (stage === 'check' || stage === 'verify') type.by.add(`${agent}: ${reason}`);
    },
    result: () => ({
      drops: Object.fromEntries([...stages].map(([stage, tally]) => [stage, tally.counts()])),
      hardest: Object.fromEntries(
        [...types]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([type, { items, by }]) => {
            const [name, count] = Object.entries(by.counts())[0] ?? [];
            if (name === undefined || count === undefined || items < LEAST_ITEMS) return [];
            return [[type, { by: name, share: count / items, items }]];
          }),
      ),
    }),
  };
}
