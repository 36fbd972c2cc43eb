/** Exports of a made dataset in every format, each in a fresh process (export-child.ts), against a bare loop. */
import { join } from 'node:path';
import { writeRows } from './export-rows.ts';
import { inFolder, measureIn } from './start.ts';
import { type Bench, median, spread } from './table.ts';

const ROWS = 100_000;
const FEW = 10_000;
const REPEATS = 3;
const FORMATS = [
  'messages',
  'prompt-completion',
  'openai',
  'axolotl',
  'llama-factory',
  'sharegpt',
  'alpaca',
  'chatml-text',
];

/** What the child is told: `bare` reads the rows and writes them as JSON with nothing between. */
export interface ExportCase {
  format: string;
  kind: 'jsonl' | 'json' | 'parquet';
  dir: string;
  out: string;
  where: string | null;
  tokenizer: string | null;
}

/** What the child measures: milliseconds of CPU, most RSS in bytes, and for tokens how many. */
export interface Exported {
  rows: number;
  cpu: number;
  peak: number;
  tokens: number;
}

export const bench: Bench = () =>
  inFolder(async (dir) => {
    const [many, few] = [join(dir, 'many'), join(dir, 'few')];
    const bytes = await writeRows(many, ROWS);
    await writeRows(few, FEW);
    const measure = async (name: string, changes: Partial<ExportCase>, source = many) => {
      const runs: Exported[] = [];
      for (let at = 0; at < REPEATS; at++) {
        const given: ExportCase = {
          format: name,
          kind: 'jsonl',
          dir: source,
          out: join(dir, 'out'),
          where: null,
          tokenizer: null,
        };
        runs.push(await measureIn<Exported>('export-child.ts', { ...given, ...changes }));
      }
      return runs;
    };
    const bare = median((await measure('bare', {})).map(perSecond));
    const rows: string[][] = [];
    const add = (name: string, runs: readonly Exported[]) => rows.push(line(name, runs, bare));
    for (const name of FORMATS)
      add(name, await measure(name, name === 'alpaca' || name === 'sharegpt' ? { kind: 'json' } : {}));
    add('messages, Parquet', await measure('messages', { kind: 'parquet' }));
    add('messages, --where', await measure('messages', { where: "skill <> 'x'" }));
    add(`messages, ${FEW.toLocaleString('en')} rows`, await measure('messages', {}, few));
    const tokens = await measure('tokenized', { kind: 'parquet', tokenizer: join(dir, 'tokenizer.json') }, few);
    const speed = median(tokens.map((run) => (run.tokens / run.cpu) * 1000));
    add(`tokenized, ${FEW.toLocaleString('en')} rows: ${Math.round(speed / 1000)} k tokens/s`, tokens);
    return {
      said:
        `${ROWS.toLocaleString('en')} rows of two or three turns, about ${Math.round(bytes / ROWS)} bytes of text each, in a fresh process each; ` +
        `median (least-most) of ${REPEATS}. CPU is user and system, with starting and loading the program. Bare: the same ` +
        'file read with hyparquet, each row through JSON.stringify into a file, nothing checked. The tokenizer is byte-level BPE with few merges.',
      columns: ['format', 'rows a second of CPU', 'most RSS', 'of bare'],
      rows: [['bare', bare.toFixed(0), '', '1.00'], ...rows],
    };
  });

const perSecond = ({ rows, cpu }: Exported) => (rows / cpu) * 1000;

function line(name: string, runs: readonly Exported[], bare: number): string[] {
  const speeds = runs.map(perSecond);
  const peak = Math.max(...runs.map((run) => run.peak));
  return [name, spread(speeds, 0), `${(peak / 2 ** 20).toFixed(0)} MB`, (median(speeds) / bare).toFixed(2)];
}
