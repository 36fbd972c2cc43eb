/** Reads the files of a folder one by one in this process, and prints as JSON what it took. */
import { extname } from 'node:path';
import { type FoundFile, findFiles } from '../src/seed/find-files.ts';
import { readFile } from '../src/seed/read-file.ts';
import type { Speed } from './readers.ts';

const TIMES = 5;

const folder: string = JSON.parse(process.argv[2] ?? '');
const { files } = await findFiles([folder]);
const found: Speed[] = [];
for (const [ending, own] of Map.groupBy(files, ({ source }) => extname(source).toLowerCase())) {
  const bytes = own.reduce((sum, { size }) => sum + size, 0);
  let [ms, seeds] = [Number.POSITIVE_INFINITY, 0];
  await readAll(own);
  for (let time = 0; time < TIMES; time++) {
    const began = process.cpuUsage();
    seeds = await readAll(own);
    const { user, system } = process.cpuUsage(began);
    ms = Math.min(ms, (user + system) / 1000);
  }
  found.push({ ending, files: own.length, bytes, ms, seeds });
}
process.stdout.write(JSON.stringify(found.sort((a, b) => b.bytes - a.bytes)));

async function readAll(own: readonly FoundFile[]): Promise<number> {
  let seeds = 0;
  for (const file of own) {
    for await (const event of readFile({ file, facts: {}, options: {} })) if ('seed' in event) seeds++;
  }
  return seeds;
}
