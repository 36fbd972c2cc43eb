import { STAGES } from '../data.ts';
import type { Request } from './teacher.ts';

/** Gives back the place that a call held. Call it once. */
export type Release = () => void;

/**
 * Lets `capacity` calls through at once; who waits goes later stage first, then lower unit, then first come, so that
 * what was begun is finished before more is begun.
 */
export interface Limiter {
  acquire(request: Pick<Request, 'stage' | 'order'>, signal?: AbortSignal): Promise<Release>;
  readonly inFlight: number;
  readonly waiting: number;
  capacity: number;
}

interface Waiter {
  rank: number;
  turn: number;
  go: () => void;
  gone: boolean;
}

/** A limiter with a set capacity; changing `capacity` takes effect at once. */
export function createLimiter(capacity: number): Limiter {
  const heap: Waiter[] = [];
  let [inFlight, waiting, turns, limit] = [0, 0, 0, capacity];
  const admit = () => {
    while (inFlight + 1 <= limit) {
      const next = pop(heap);
      if (!next) return;
      if (next.gone) continue;
      waiting--;
      inFlight++;
      next.go();
    }
  };
  const release = (): Release => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      inFlight--;
      admit();
    };
  };
  return {
    get inFlight() {
      return inFlight;
    },
    get waiting() {
      return waiting;
    },
    get capacity() {
      return limit;
    },
    set capacity(value) {
      limit = value;
      admit();
    },
    acquire(request, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (inFlight + 1 <= limit && waiting === 0) {
        inFlight++;
        return Promise.resolve(release());
      }
      return new Promise((resolve, reject) => {
        const rank = (STAGES.length - STAGES.indexOf(request.stage)) * 2 ** 40 + request.order;
        const leave = () => {
          waiter.gone = true;
          waiting--;
          reject(signal?.reason);
        };
        const go = () => {
          signal?.removeEventListener('abort', leave);
          resolve(release());
        };
        const waiter: Waiter = { rank, turn: turns++, go, gone: false };
        signal?.addEventListener('abort', leave, { once: true });
        waiting++;
        push(heap, waiter);
      });
    },
  };
}

function before(a: Waiter, b: Waiter): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.turn < b.turn);
}

function push(heap: Waiter[], waiter: Waiter): void {
  let at = heap.push(waiter) - 1;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (!parent || before(parent, waiter)) break;
    [heap[at], heap[up]] = [parent, waiter];
    at = up;
  }
}

function pop(heap: Waiter[]): Waiter | undefined {
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
