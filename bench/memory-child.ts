/** Measures the memory of calls in flight in this process, and prints it as JSON. Needs `--expose-gc`. */
import { setTimeout as wait } from 'node:timers/promises';
import { capYoungSpace } from '../src/cli/young-space.ts';
import { drive } from './load.ts';
import { type Memory, type MemoryCase, WARM_UP } from './memory.ts';
import { barePath, wholePath } from './paths.ts';

const { kind, url, size, inFlight, dir, rounds }: MemoryCase = JSON.parse(process.argv[2] ?? '');

if (kind === 'whole') capYoungSpace(inFlight);
const path = kind === 'whole' ? await wholePath(url, size, inFlight, dir) : barePath(url, size, inFlight);
await drive(path.call, 0, WARM_UP, WARM_UP);
const idleHeap = heapAfterCollection();
const idle = process.memoryUsage.rss();
const found: Memory = { idle, peak: idle, idleHeap, heap: 0, inFlight: 0 };
const sample = setInterval(() => {
  found.peak = Math.max(found.peak, process.memoryUsage.rss());
  found.inFlight = Math.max(found.inFlight, path.inFlight());
}, 20);
await drive(path.call, WARM_UP, WARM_UP + rounds * inFlight, inFlight);
clearInterval(sample);

const last = drive(path.call, WARM_UP + rounds * inFlight, WARM_UP + (rounds + 1) * inFlight, inFlight);
await wait(500);
found.heap = heapAfterCollection();
await last;
await path.close();
process.stdout.write(JSON.stringify(found));

function heapAfterCollection(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
