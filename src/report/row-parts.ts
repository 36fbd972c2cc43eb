import type { Item, Pair } from '../data.ts';

/** The last turn of the user. */
export function lastUser({ messages }: Pair): string {
  return messages.findLast(({ role }) => role === 'user')?.content ?? '';
}

/** What an item asks, in its own words: the first text of its instruction; of a row without one its last user turn. */
export function questionOf(pair: Pair): string {
  return (pair.lineage.item && askedOf(pair.lineage.item)) ?? lastUser(pair);
}

const ASKS = ['question', 'instruction', 'request', 'task', 'prompt', 'query', 'opening'];

/** The text of an instruction that asks; null where its shape has none of the usual names. */
export function askedOf({ instruction }: Item): string | null {
  const found = ASKS.map((name) => instruction[name]).find((value) => typeof value === 'string');
  return found ?? null;
}

/** A value of a content or an instruction as people read it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value, null, 1);
}
