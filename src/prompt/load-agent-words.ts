import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { shortHash } from '../text/hash.ts';
import { PROMPTS_DIR } from './load-frames.ts';

/** The words of a folder of agents, by file name: those that checks ask, or those who speak in conversations. */
export async function loadAgentWords(
  folder: 'verify' | 'simulate',
): Promise<Map<string, { words: string; hash: string }>> {
  const dir = join(PROMPTS_DIR, folder);
  const names = (await readdir(dir)).filter((name) => name.endsWith('.md')).sort();
  const read = names.map(async (name) => {
    const words = (await readFile(join(dir, name), 'utf8')).trim();
    return [basename(name, '.md'), { words, hash: shortHash(words) }] as const;
  });
  return new Map(await Promise.all(read));
}
