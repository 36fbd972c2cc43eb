import { hash } from 'node:crypto';

/** How much more than the mean a replica may be loaded before its keys go on to the next. */
const BOUND = 1.25;
const POINTS = 160;
const KEPT = 100_000;

/** How the replicas stand when a key is routed; by their place in the list of names. */
export interface Standing {
  /** Requests there, under way and waiting. */
  load(index: number): number;
  /** What it bears at once: the faster one gets the larger share. */
  room(index: number): number;
  alive(index: number): boolean;
}

/** Which replica a key goes to. */
export interface Ring {
  /** Null where none is alive. */
  route(key: string, standing: Standing): number | null;
}

/**
 * Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam, 2016): a key's replica is the first one
 * from its point on whose load for its room, with this request, stays within 1.25 times the mean. A replica that comes or goes
 * moves its own keys alone.
 */
export function createRing(names: readonly string[]): Ring {
  const points = names
    .flatMap((name, index) => Array.from({ length: POINTS }, (_, at) => ({ at: pointOf(`${name} ${at}`), index })))
    .sort((a, b) => a.at - b.at);
  const orders = new Map<string, number[]>();

  /** The replicas in the order in which a key asks them. */
  function orderOf(key: string): number[] {
    const known = orders.get(key);
    if (known) return known;
    const from = pointOf(key);
    const first = points.findIndex(({ at }) => at >= from);
    const start = Math.max(0, first);
    const order = [...new Set([...points.slice(start), ...points.slice(0, start)].map(({ index }) => index))];
    if (orders.size >= KEPT) orders.clear();
    orders.set(key, order);
    return order;
  }

  return {
    route(key, { load, room, alive }) {
      let [loads, rooms] = [1, 0];
      for (let index = 0; index < names.length; index++) {
        if (!alive(index)) continue;
        loads += load(index);
        rooms += room(index);
      }
      let any: number | null = null;
      for (const index of orderOf(key)) {
        if (!alive(index)) continue;
        any ??= index;
        if (load(index) + 1 <= Math.ceil((BOUND * loads * room(index)) / rooms)) return index;
      }
      return any;
    },
  };
}

function pointOf(text: string): number {
  return Number.parseInt(hash('sha1', text, 'hex').slice(0, 12), 16);
}
