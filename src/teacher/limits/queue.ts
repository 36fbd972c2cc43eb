import { STAGES, type Stage } from '../../data.ts';

/** Those who wait: later stage first, then lower `order`, then first come, so that what was begun is finished first. */
export interface Queue<T> {
  push(at: { stage: Stage; order: number }, item: T): Entry<T>;
  /** The first, taken out; undefined where nobody waits. */
  shift(): T | undefined;
  /** The first, left where it is. */
  peek(): T | undefined;
  /** Takes one out who no longer wants to wait. */
  leave(entry: Entry<T>): void;
  readonly length: number;
}

/** A place in a {@link Queue}. */
export interface Entry<T> {
  readonly rank: number;
  readonly turn: number;
  readonly item: T;
  gone: boolean;
}

/** An empty queue: a binary heap; who leaves is passed over when their turn comes. */
export function createQueue<T>(): Queue<T> {
  const heap: Entry<T>[] = [];
  let [turns, length] = [0, 0];
  const settle = () => {
    while (heap[0]?.gone) pop(heap);
  };
  return {
    push({ stage, order }, item) {
      const rank = (STAGES.length - STAGES.indexOf(stage)) * 2 ** 40 + order;
      const entry = { rank, turn: turns++, item, gone: false };
      push(heap, entry);
      length++;
      return entry;
    },
    shift() {
      settle();
      if (heap.length > 0) length--;
      return pop(heap)?.item;
    },
    peek() {
      settle();
      return heap[0]?.item;
    },
    leave(entry) {
      if (!entry.gone) length--;
      entry.gone = true;
    },
    get length() {
      return length;
    },
  };
}

function before<T>(a: Entry<T>, b: Entry<T>): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.turn < b.turn);
}

function push<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (!parent || before(parent, entry)) break;
    [heap[at], heap[up]] = [parent, entry];
    at = up;
  }
}

function pop<T>(heap: Entry<T>[]): Entry<T> | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!top || !last || top === last) return top;
  heap[0] = last;
  for (let at = 0; ; ) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    const child = left && right && before(right, left) ? right : left;
    if (!child || before(last, child)) return top;
    const down = child === right ? 2 * at + 2 : 2 * at + 1;
    [heap[at], heap[down]] = [child, last];
    at = down;
  }
}
