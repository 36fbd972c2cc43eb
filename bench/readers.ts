/** How fast formats are read (readers-child.ts), and the memory of reading a gigabyte (corpus-child.ts), in fresh processes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeCorpus } from './corpus.ts';
import { inFolder, measureIn } from './start.ts';
import type { Bench } from './table.ts';

const SEEDS = join(import.meta.dirname, '../../shared/seeds');
const LONGEST = 45 * 60_000;
const MEGABYTES = 1024;

/** What was read of the files of one ending. */
export interface Speed {
  ending: string;
  files: number;
  bytes: number;
  /** CPU of one reading of all of them, in ms, the least of several. */
  ms: number;
  seeds: number;
}

/** What reading a corpus took, in bytes and ms. */
export interface CorpusReading {
  idle: number;
  /** Most RSS in each tenth of the seeds. */
  peaks: number[];
  ms: number;
  cpu: number;
  seeds: number;
}

/** Speed by format. */
export const bench: Bench = async () => {
  const folder = existsSync(SEEDS) ? SEEDS : join(import.meta.dirname, '../examples/seeds');
  const speeds = await measureIn<Speed[]>('readers-child.ts', folder, LONGEST);
  return {
    said:
      `Each file below ${folder === SEEDS ? '../shared/seeds' : 'examples/seeds'} from the disk to seeds (decoded, masked, cut, languages told, ` +
      'hashed), by CPU time; the least of five readings after one.',
    columns: ['ending', 'files', 'MB', 'MB/s', 'ms a file', 'seeds/s'],
    rows: speeds.map(({ ending, files, bytes, ms, seeds }) => [
      ending || '(none)',
      `${files}`,
      (bytes / 2 ** 20).toFixed(2),
      (bytes / 2 ** 20 / (ms / 1000)).toFixed(1),
      (ms / files).toFixed(1),
      (seeds / (ms / 1000)).toFixed(0),
    ]),
  };
};

/** Memory of reading a corpus that is generated, by the built program. */
export const corpusBench: Bench = async () => {
  const found = await inFolder(async (dir) => {
    await writeCorpus(dir, MEGABYTES * 2 ** 20);
    const read = (workers: number, folder = dir) =>
      measureIn<CorpusReading>('corpus-child.ts', { dir: folder, workers }, LONGEST);
    // The first thread on a machine fills the compile cache.
    await read(1, join(import.meta.dirname, '../examples/seeds'));
    return new Map([
      [1, await read(1)],
      [2, await read(2)],
    ]);
  });
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  return {
    said:
      `\`readSeeds\` of dist/ over ${MEGABYTES} MB: plain text (one file of 256 MB, 32 of 8 MB) and one file of JSON Lines of 512 MB, ` +
      'with a counter in every paragraph. RSS of the process with its threads, sampled every 50 ms: the most in the first, second, ' +
      'fifth and last tenth of the seeds. The budget is 400 MB.',
    columns: ['threads', 'idle', '1st', '2nd', '5th', '10th', 'peak', 'ratio', 'CPU s', 'wall s', 'MB/s', 'seeds'],
    rows: [...found].map(([workers, { idle, peaks, ms, cpu, seeds }]) => {
      const peak = Math.max(...peaks);
      const tenths = [0, 1, 4, 9].map((at) => megabytes(peaks[at] ?? 0));
      const times = [cpu / 1000, ms / 1000].map((seconds) => seconds.toFixed(0));
      const rates = [(peak / 2 ** 20 / 400).toFixed(2), ...times, (MEGABYTES / (ms / 1000)).toFixed(1)];
      return [`${workers}`, megabytes(idle), ...tenths, megabytes(peak), ...rates, seeds.toLocaleString('en')];
    }),
  };
};
