import type { Drop, Item, Message, Pair } from '../../data.ts';
import { draw } from '../../text/draw.ts';
import { type Change, changes } from '../changes.ts';
import { shown } from '../row-parts.ts';
import { under } from './collector.ts';

/** One step of refinement as it changed an item: field by field. */
export interface SeenRefinement {
  goal: string;
  suggestion: string;
  fields: { name: string; changes: Change[] }[];
}

/** A row, or what was dropped, with where it came from. */
export interface Sample {
  id: string;
  kind: 'good' | 'borderline' | 'dropped';
  skill: string;
  type: string;
  transform: string;
  source: string;
  title: string | null;
  license: string | null;
  agreement: number | null;
  /** Why it was dropped or left out. */
  reason: string | null;
  messages: Message[];
  /** The item, where there is no row. */
  item: { name: string; value: string }[];
  refinements: SeenRefinement[];
}

/** Samples by skill. */
export type Samples = Record<string, Sample[]>;

const EACH = { good: 2, borderline: 2, dropped: 3 } as const;
const MOST_TEXT = 6000;

/**
 * Draws samples of each skill: rows whose answers all agree with the key (or that have none), rows where answers differ,
 * and drops of items of different reasons. `unit` is told all that a unit made, so that what was refined is at hand.
 */
export function createSamples(): {
  unit(made: readonly ({ pair: Pair; reason: string | null } | { drop: Drop })[]): void;
  result(): Samples;
} {
  const skills = new Map<string, Record<Sample['kind'], Sample[]>>();
  const seen = new Map<string, number>();
  const draws = draw('samples');

  /** Keeps a sample with the chance that all have (reservoir). */
  function offer(kind: Sample['kind'], skill: string, name: string, make: () => Sample): void {
    const kept = under(skills, skill, () => ({ good: [], borderline: [], dropped: [] }))[kind];
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (kept.length < EACH[kind]) {
      if (count === 1 || kind !== 'dropped') kept.push(make());
      return;
    }
    const at = draws.index(count);
    if (at < EACH[kind]) kept[at] = make();
  }

  return {
    unit(made) {
      const items = new Map<string, Item>();
      for (const each of made) {
        const item = 'pair' in each ? each.pair.lineage.item : each.drop.lineage.item;
        if (item) items.set(item.id, item);
      }
      for (const each of made) {
        if ('pair' in each) {
          const { pair, reason } = each;
          const { skill } = pair.lineage;
          const kind = reason !== null ? 'dropped' : (pair.agreement ?? 1) < 1 ? 'borderline' : 'good';
          offer(kind, skill, kind === 'dropped' ? `${skill} ${reason}` : `${skill} ${kind}`, () =>
            sampleOf(pair, kind, reason, items),
          );
        } else if (each.drop.lineage.item) {
          const { drop } = each;
          const { skill } = drop.lineage;
          offer('dropped', skill, `${skill} ${drop.reason}`, () => sampleOf(drop, 'dropped', reasonOf(drop), items));
        }
      }
    },
    result: () =>
      Object.fromEntries(
        [...skills]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([skill, { good, borderline, dropped }]) => [skill, [...good, ...borderline, ...dropped]]),
      ),
  };
}

function reasonOf({ stage, agent, reason, detail }: Drop): string {
  return `${stage}, ${agent}: ${reason}. ${detail}`.slice(0, 500);
}

function sampleOf(
  row: Pair | Drop,
  kind: Sample['kind'],
  reason: string | null,
  items: ReadonlyMap<string, Item>,
): Sample {
  const { seed, skill, item } = row.lineage;
  const isPair = row.record === 'pair';
  return {
    ...{ id: row.id, kind, skill, reason },
    type: item?.type ?? 'none',
    transform: item?.content.transform ?? 'none',
    source: seed.source,
    title: seed.title,
    license: seed.license,
    agreement: isPair ? row.agreement : null,
    messages: isPair ? row.messages.map(cut) : [],
    item: isPair || !item ? [] : fieldsOf(item).map(([name, value]) => ({ name, value: value.slice(0, MOST_TEXT) })),
    refinements: item ? refinementsOf(item, items) : [],
  };
}

function cut(message: Message): Message {
  return { ...message, content: message.content.slice(0, MOST_TEXT) };
}

function fieldsOf({ content, instruction }: Item): [string, string][] {
  const all = [...Object.entries(content.value), ...Object.entries(instruction)];
  return all.map(([name, value]) => [name, shown(value)]);
}

/** The last refinement against the item that it was made from, as far as that one is at hand. */
function refinementsOf(item: Item, items: ReadonlyMap<string, Item>): SeenRefinement[] {
  const found: SeenRefinement[] = [];
  let after: Item | undefined = item;
  while (after) {
    const step = after.refinements.at(-1);
    const before: Item | undefined = step && items.get(step.parent);
    if (!step || !before || found.length > 4) break;
    const old = new Map(fieldsOf(before));
    const fields = fieldsOf(after).flatMap(([name, value]) =>
      old.get(name) === value ? [] : [{ name, changes: changes(old.get(name) ?? '', value) }],
    );
    found.unshift({ goal: step.goal, suggestion: step.suggestion, fields });
    after = before;
  }
  return found;
}
