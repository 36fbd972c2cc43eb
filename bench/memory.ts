/** Memory of calls in flight on the whole path, each measurement in a fresh process (memory-child.ts). */
import { LARGE, replyOf, type Size, SMALL } from './sizes.ts';
import { inFolder, measureIn, startServer } from './start.ts';
import type { Bench } from './table.ts';

const LATENCY = 2000;
const TAIL = 0.25;
const ROUNDS = 3;
export const WARM_UP = 64;
const CASES: { size: Size; inFlight: number; budget?: number }[] = [
  { size: SMALL, inFlight: 64 },
  { size: SMALL, inFlight: 512 },
  { size: SMALL, inFlight: 4096, budget: 64 },
  { size: LARGE, inFlight: 4096, budget: 128 },
];

/** What the child is told: which path, and that each caller makes `rounds` calls. */
export interface MemoryCase {
  kind: 'whole' | 'bare';
  url: string;
  size: Size;
  inFlight: number;
  rounds: number;
  dir: string;
}

/** What the child measures, in bytes. */
export interface Memory {
  /** RSS after opening everything, a warm-up and a collection. */
  idle: number;
  /** Most RSS while calls were in flight and while their replies were stored. */
  peak: number;
  /** Heap and external memory, after a collection, idle and with all calls in flight. */
  idleHeap: number;
  heap: number;
  /** Most calls in flight at once. */
  inFlight: number;
}

export const bench: Bench = async () => {
  const rows: string[][] = [];
  for (const each of CASES) rows.push(await measure(each));
  return {
    said:
      `RSS of the client beyond the idle process (all open, ${WARM_UP} calls made, heap collected): the most of samples ` +
      `taken every 20 ms while ${ROUNDS} calls for each in flight are made, with replies after ${LATENCY / 1000} s ` +
      `(median; log-normal, sigma ${TAIL}). Heap: used and external beyond idle, in a further round, after a collection ` +
      'with all calls in flight.',
    columns: [
      'prompt / reply',
      'in flight',
      'idle RSS',
      'peak RSS',
      'RSS a call',
      'heap a call',
      'RSS a call, bare undici.request',
      'budget',
      'ratio',
    ],
    rows,
  };
};

async function measure({ size, inFlight, budget }: (typeof CASES)[number]): Promise<string[]> {
  const whole = await measurePath('whole', size, inFlight);
  const bare = budget === undefined ? undefined : await measurePath('bare', size, inFlight);
  const each = ({ peak, idle }: Memory) => (peak - idle) / inFlight / 1024;
  const heap = (whole.heap - whole.idleHeap) / inFlight / 1024;
  const [idleMb, peakMb] = [whole.idle, whole.peak].map((bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`);
  const kb = (value: number) => `${value.toFixed(0)} KB`;
  const shown = [kb(each(whole)), kb(heap), bare ? kb(each(bare)) : ''];
  const limit = budget === undefined ? ['', ''] : [`${budget} KB`, (each(whole) / budget).toFixed(2)];
  return [size.name, `${inFlight}`, idleMb ?? '', peakMb ?? '', ...shown, ...limit];
}

async function measurePath(kind: 'whole' | 'bare', size: Size, inFlight: number): Promise<Memory> {
  const server = await startServer({ canned: replyOf(size), latency: LATENCY, tail: TAIL });
  try {
    const given = (dir: string): MemoryCase => ({ kind, url: server.url, size, inFlight, rounds: ROUNDS, dir });
    const found = await inFolder((dir) => measureIn<Memory>('memory-child.ts', given(dir)));
    if (found.inFlight < inFlight) throw new Error(`Only ${found.inFlight} of ${inFlight} calls were in flight`);
    return found;
  } finally {
    await server.stop();
  }
}
