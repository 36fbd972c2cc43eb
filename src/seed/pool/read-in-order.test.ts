import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { all } from '../../../test/all.ts';
import { scratch } from '../../../test/scratch.ts';
import type { FoundFile } from '../find-files.ts';
import { readInOrder } from './read-in-order.ts';

const PROGRAM = join(import.meta.dirname, '../../../test/hostile-worker.ts');

/** Files that the hostile thread reads as their names say; it writes a point for each event into its file. */
function filesNamed(names: readonly string[]): FoundFile[] {
  const dir = scratch();
  return names.map((source) => ({ path: join(dir, source), source, root: dir, size: 1 }));
}

function inOrder(files: readonly FoundFile[], workers: number) {
  const limits = { seconds: 60, megabytes: 100 };
  const jobOf = async (file: FoundFile) => ({ file, facts: {}, options: {} });
  return readInOrder(files, jobOf, { workers, limits, program: PROGRAM });
}

const read = ({ path }: FoundFile) => {
  try {
    return readFileSync(path, 'utf8').length;
  } catch {
    return 0;
  }
};

it('gives files in their order, whatever the order in which they are through', async () => {
  const names = ['fine-5000', ...Array.from({ length: 30 }, (_, at) => `fine-${at}`), 'throw', 'fine-7'];
  for (const workers of [1, 3]) {
    const given: [string, number][] = [];
    for await (const { file, events } of inOrder(filesNamed(names), workers)) {
      given.push([file.source, (await all(events())).length]);
    }
    const lengths = [5000, ...Array.from({ length: 30 }, (_, at) => at), 4, 7];
    expect(given).toEqual(names.map((name, at) => [name, lengths[at]]));
  }
});

it('stops the threads while nobody takes what they give', async () => {
  const files = filesNamed(['fine-1', ...Array.from({ length: 400 }, (_, at) => `large-100${at}`)]);
  const turns = inOrder(files, 2);
  const first = await turns.next();
  const sum = () => files.reduce((total, file) => total + read(file), 0);
  let before = -1;
  for (let same = 0; same < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    same = sum() === before && before > 0 ? same + 1 : 0;
    before = sum();
  }
  // A batch has 4 texts of 64 KB; two batches a thread may wait, and one be under way.
  expect(before).toBeLessThanOrEqual(1 + 2 * 3 * 4);
  expect(first.done).toBe(false);
  await turns.return(undefined);
});

it('leaves the rest of a file that nobody takes', async () => {
  const files = filesNamed(['large-5000', 'large-6000', 'fine-3']);
  const counts: number[] = [];
  for await (const { events } of inOrder(files, 1)) {
    let count = 0;
    for await (const _ of events()) if (++count === 3) break;
    counts.push(count);
  }
  expect(counts).toEqual([3, 3, 3]);
  expect(files.map(read).every((count) => count < 100)).toBe(true);
});

it('rejects with what stops the jobs from being made', async () => {
  const jobOf = () => Promise.reject(new Error('no facts'));
  const turns = readInOrder(filesNamed(['fine']), jobOf, { workers: 1, limits: { seconds: 60, megabytes: 100 } });
  await expect(turns.next()).rejects.toThrow('no facts');
});
