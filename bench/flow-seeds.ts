/** Documents for the flow: one seed each. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { proseOf } from './chain-teacher.ts';

/** Writes so many different texts of about 2 KB to a new folder. */
export async function writeDocuments(dir: string, count: number): Promise<void> {
  await mkdir(dir);
  for (let index = 0; index < count; index++) {
    await writeFile(join(dir, `${String(index).padStart(4, '0')}.txt`), `${proseOf(`document ${index}`, 320)}\n`);
  }
}
