/** Reads a folder with the built program, and prints as JSON what memory and time it took. Needs `--expose-gc`. */
import type { CorpusReading } from './readers.ts';

const TENTHS = 10;

const { dir, workers }: { dir: string; workers: number } = JSON.parse(process.argv[2] ?? '');
const built: string = new URL('../dist/src/seed/read-seeds.js', import.meta.url).href;
const { readSeeds }: typeof import('../src/seed/read-seeds.ts') = await import(built);
globalThis.gc?.();
const idle = process.memoryUsage.rss();
const samples: { at: number; rss: number }[] = [];
let seeds = 0;
const timer = setInterval(() => samples.push({ at: seeds, rss: process.memoryUsage.rss() }), 50);
const [began, used] = [performance.now(), process.cpuUsage()];
for await (const event of readSeeds([dir], { workers })) if ('seed' in event) seeds++;
const [ms, { user, system }] = [performance.now() - began, process.cpuUsage(used)];
clearInterval(timer);
const tenth = ({ at }: { at: number }) => Math.min(TENTHS - 1, Math.floor((at * TENTHS) / seeds));
const peaks = Array.from({ length: TENTHS }, (_, number) =>
  samples.filter((each) => tenth(each) === number).reduce((most, { rss }) => Math.max(most, rss), 0),
);
const found: CorpusReading = { idle, peaks, ms, cpu: (user + system) / 1000, seeds };
process.stdout.write(JSON.stringify(found));
