import { readFile } from 'node:fs/promises';
import { chooseReader } from '../../src/seed/choose-reader.ts';
import { bytesFile } from '../../src/seed/source-file.ts';

/** The text that the reader chosen for a file gives, its documents one after the other. */
export async function extracted(path: string): Promise<string> {
  const file = bytesFile(path, await readFile(path));
  const texts: string[] = [];
  for await (const { text } of await (await chooseReader(file)).read(file, { reject: () => {} })) texts.push(text);
  return texts.join('\n\n');
}
