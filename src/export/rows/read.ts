import { countRows, type DataFile, readRows } from '../../dataset/read-rows.ts';
import { READ, type RowGroup } from './source.ts';

/** All rows of files of one split and kind, in the dataset's order, read straight from Parquet. */
export function readGroup(files: readonly DataFile[], split: 'train' | 'test', tools: boolean): RowGroup {
  return {
    split,
    tools,
    async count() {
      const counts = await Promise.all(files.map(countRows));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    async *rows(columns) {
      for (const file of files) yield* readRows(file, [...new Set([...READ, ...columns])]);
    },
  };
}
