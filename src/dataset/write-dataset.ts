import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pair } from '../data.ts';
import { codeOf } from '../errors.ts';
import { diskError } from '../store/disk.ts';
import type { Curated, CurationBooks } from './curation.ts';
import { openRows, type RowWriter } from './parquet.ts';
import { type Row, toRow } from './row.ts';
import { chooseRows, type LeftOut, type Quotas, splitBySource } from './select.ts';

/** A pair with the unit that made it, in plan order. */
export interface PlacedPair {
  pair: Pair;
  unit: string;
}

/** What the dataset came to: true counts for the card. */
export interface DatasetSummary {
  splits: { name: 'train' | 'test'; rows: number; files: string[]; tools: boolean }[];
  leftOut: Record<LeftOut, number>;
  /** What curation made of them; null for a dataset that is not curated. */
  curation: CurationBooks | null;
  by: Record<'skill' | 'type' | 'transform' | 'goal' | 'language' | 'license' | 'source', Record<string, number>>;
  meanAgreement: number | null;
  /** Different seeds that the rows were made from, and documents that those are of. */
  seeds: number;
  documents: number;
}

/** Settings of the dataset. `testShare` (0-1) of the source documents go to the test split, whole. */
export interface DatasetOptions {
  runSeed: string;
  testShare: number;
  quotas: Quotas | null;
  rowsPerFile?: number;
  /** What becomes of each pair by `chooseRows`, where that is known. */
  chosen?: readonly (LeftOut | null)[];
  /** What curation decided of those that are taken. */
  curated?: Curated | null;
}

const ROWS_PER_FILE = 200_000;

/**
 * Makes `data/` below `dir` from pairs in plan order: files under temporary names, then the old ones away and the new
 * ones in place. All rows of a source document are in one split. `pairs` gives them anew each time. `leftOut` is told of every pair that is not taken.
 */
export async function writeDataset(
  dir: string,
  pairs: () => AsyncIterable<PlacedPair>,
  options: DatasetOptions,
  leftOut: (placed: PlacedPair, reason: LeftOut) => void | Promise<void> = () => {},
): Promise<DatasetSummary> {
  const data = join(dir, 'data');
  const splitOf = splitBySource(options.runSeed, options.testShare);
  const tally = createTally();
  const files: Files = new Map(KINDS.map((kind) => [kind, []]));
  try {
    await removeFrom(data, /^next-(tools-)?(train|test)-/);
    const reasons = options.chosen ?? (await chooseRows(pairs, options.quotas, splitOf));
    const { curated = null } = options;
    const add = async (row: Row, split: 'train' | 'test') => {
      const kind: Kind = `${row.tools === null ? '' : 'tools-'}${split}`;
      await (await fileFor(files, kind, data, options)).add(row);
      tally.count(row);
    };
    let [at, place] = [0, 0];
    for await (const placed of pairs()) {
      const reason = reasons[at++] ?? null;
      if (reason !== null) {
        tally.leftOut[reason]++;
        await leftOut(placed, reason);
        continue;
      }
      const curation = curated ? curated.at(place++) : undefined;
      if (curation !== null) await add(toRow(placed.pair, placed.unit, curation), splitOf(placed.pair));
    }
    for await (const row of curated?.more() ?? []) await add(row, 'train');
    for (const list of files.values()) await list.at(-1)?.finish();
    const splits = await putInPlace(data, files);
    return { splits, curation: curated?.books ?? null, ...tally.summary() };
  } catch (error) {
    for (const file of [...files.values()].flat()) file.abandon();
    throw diskError('write', data, error);
  }
}

/** What a file holds: rows of a split, with native tools or without; the two never share a schema. */
type Kind = `${'tools-' | ''}${'train' | 'test'}`;
const KINDS: readonly Kind[] = ['train', 'test', 'tools-train', 'tools-test'];
type Files = Map<Kind, RowWriter[]>;

/** The file that takes a pair's row: the last one of its split, or a new one behind it. */
async function fileFor(files: Files, kind: Kind, data: string, options: DatasetOptions): Promise<RowWriter> {
  const list = files.get(kind) ?? [];
  const last = list.at(-1);
  if (last && last.rows < (options.rowsPerFile ?? ROWS_PER_FILE)) return last;
  await last?.finish();
  const file = openRows(join(data, `next-${kind}-${list.length}`), { tools: kind.startsWith('tools-') });
  list.push(file);
  return file;
}

async function removeFrom(data: string, names: RegExp): Promise<void> {
  const found = await readdir(data).catch((error: unknown): string[] => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  await Promise.all(found.filter((name) => names.test(name)).map((name) => rm(join(data, name))));
}

async function putInPlace(data: string, files: Files): Promise<DatasetSummary['splits']> {
  await removeFrom(data, /^(tools-)?(train|test)-.*\.parquet$/);
  const splits: DatasetSummary['splits'] = [];
  for (const kind of KINDS) {
    const list = files.get(kind) ?? [];
    const count = list.length;
    const named: string[] = [];
    for (const [index] of list.entries()) {
      const file = `${kind}-${String(index).padStart(5, '0')}-of-${String(count).padStart(5, '0')}.parquet`;
      await rename(join(data, `next-${kind}-${index}`), join(data, file));
      named.push(`data/${file}`);
    }
    const name = kind.endsWith('test') ? 'test' : 'train';
    const rows = list.reduce((sum, file) => sum + file.rows, 0);
    if (count > 0) splits.push({ name, rows, files: named, tools: kind.startsWith('tools-') });
  }
  return splits;
}

const COUNTED = ['skill', 'type', 'transform', 'goal', 'language', 'license', 'source'] as const;

function createTally() {
  const by = new Map(COUNTED.map((name) => [name, new Map<string, number>()]));
  const leftOut: Record<LeftOut, number> = { duplicate: 0, surplus: 0 };
  const [seeds, documents] = [new Set<string>(), new Set<string>()];
  let [agreement, keyed] = [0, 0];
  return {
    leftOut,
    count(row: Row) {
      for (const [name, counts] of by) {
        const value = row[name] || 'none';
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (row.seed_id !== '') {
        seeds.add(row.seed_id);
        documents.add(row.source);
      }
      if (row.agreement !== null) [agreement, keyed] = [agreement + row.agreement, keyed + 1];
    },
    summary: () => ({
      by: plainly(by),
      leftOut,
      meanAgreement: keyed === 0 ? null : agreement / keyed,
      seeds: seeds.size,
      documents: documents.size,
    }),
  };
}

function plainly(by: ReadonlyMap<string, Map<string, number>>): DatasetSummary['by'] {
  const of = (name: string) => Object.fromEntries(by.get(name) ?? []);
  const [skill, type, transform, goal] = [of('skill'), of('type'), of('transform'), of('goal')];
  return { skill, type, transform, goal, language: of('language'), license: of('license'), source: of('source') };
}
