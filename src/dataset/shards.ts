import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of `data/` by its path in the dataset. */
export interface Shard {
  path: string;
  bytes: number;
}

const SHARD = /^data\/(?:tools-)?(?:train|test)-\d+-of-\d+\.parquet$/;

/** Whether a path in a dataset is that of a file of rows. */
export function isShard(path: string): boolean {
  return SHARD.test(path);
}

/** The files of rows of a dataset folder, in order of their names; none where there is no dataset. */
export async function shardsOf(dir: string): Promise<Shard[]> {
  const names: string[] = await readdir(join(dir, 'data')).catch(() => []);
  const paths = names.sort().map((name) => `data/${name}`);
  return Promise.all(paths.filter(isShard).map(async (path) => ({ path, bytes: (await stat(join(dir, path))).size })));
}
