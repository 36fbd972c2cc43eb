import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** All rows of a run folder's dataset, in file order. */
export async function rowsOf(dir: string): Promise<Record<string, unknown>[]> {
  const data = join(dir, 'data');
  const files = readdirSync(data)
    .filter((name) => name.endsWith('.parquet'))
    .sort();
  const read = files.map((name) => {
    const bytes = readFileSync(join(data, name));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    return parquetReadObjects({ file, compressors });
  });
  return (await Promise.all(read)).flat();
}
