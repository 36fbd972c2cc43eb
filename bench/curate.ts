/** Curation of a million pairs in a run folder, on one core, in a fresh process (curate-child.ts). */
import { join } from 'node:path';
import type { Planted } from './curate-folder.ts';
import { inFolder, measureIn } from './start.ts';
import type { Bench } from './table.ts';

const LONGEST = 60 * 60_000;
const PLANTED: Planted = { pairs: 1_000_000, asked: 5000, answered: 5000, contaminated: 2000 };

/** What the child is told: to make a folder, or to curate it. */
export type CurateCase =
  | { dir: string; planted: Planted }
  | { dir: string; steps: { step: string; [option: string]: unknown }[] };

/** What the child measures: RSS in bytes, seconds by phase, rows left out by reason. */
export interface CurateFound {
  idle: number;
  peak: number;
  reading: number;
  looking: number;
  writing: number;
  all: number;
  cpu: number;
  left: Record<string, number>;
}

export const bench: Bench = () =>
  inFolder(async (dir) => {
    const benchmark = await measureIn<string>(
      'curate-child.ts',
      { dir, planted: PLANTED } satisfies CurateCase,
      LONGEST,
    );
    const duplicates = { step: 'duplicates' };
    const cases = {
      duplicates: [duplicates],
      'duplicates, contamination, flags': [
        duplicates,
        { step: 'contamination', benchmarks: [benchmark] },
        { step: 'flags' },
      ],
      'the same, and a sample of 200,000': [
        duplicates,
        { step: 'contamination', benchmarks: [benchmark] },
        { step: 'flags' },
        { step: 'sample', rows: 200_000 },
      ],
    };
    const rows: string[][] = [];
    for (const [name, steps] of Object.entries(cases)) {
      const found = await measureIn<CurateFound>(
        'curate-child.ts',
        { dir: join(dir, 'run'), steps } satisfies CurateCase,
        LONGEST,
      );
      const { idle, peak, reading, looking, writing, all, cpu, left } = found;
      const seconds = (value: number) => `${value.toFixed(0)} s`;
      const memory = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
      const named = Object.entries(left).map(([reason, count]) => `${reason} ${count.toLocaleString('en')}`);
      rows.push([
        name,
        seconds(all),
        `${seconds(reading)} / ${seconds(looking)} / ${seconds(writing)}`,
        seconds(cpu),
        `${memory(idle)} / ${memory(peak)}`,
        named.join(', '),
      ]);
    }
    const n = (count: number) => count.toLocaleString('en');
    return {
      said:
        `${n(PLANTED.pairs)} synthetic pairs (a passage of 200 words, a question of 14, an answer of 40; eight of a passage), ` +
        `${n(PLANTED.asked)} questions asked again on nearly the same passage, ${n(PLANTED.answered)} answers given again, ` +
        `${n(PLANTED.contaminated)} items of a benchmark of 5,000. "Reading" chooses rows, "looking" decides, "writing" makes data/.`,
      columns: ['steps', 'time', 'reading / looking / writing', 'CPU', 'RSS before / at most', 'left out'],
      rows,
    };
  });
