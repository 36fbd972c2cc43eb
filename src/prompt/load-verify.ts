import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { shortHash } from '../text/hash.ts';
import { PROMPTS_DIR } from './load-frames.ts';

/** The words of the agents that checks ask, by file name: `prompts/verify/*.md`. */
export async function loadVerifyWords(
  dir: string = join(PROMPTS_DIR, 'verify'),
): Promise<Map<string, { words: string; hash: string }>> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.md')).sort();
  const read = names.map(async (name) => {
    const words = (await readFile(join(dir, name), 'utf8')).trim();
    return [basename(name, '.md'), { words, hash: shortHash(words) }] as const;
  });
  return new Map(await Promise.all(read));
}
