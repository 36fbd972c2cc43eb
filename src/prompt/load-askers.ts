import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type { Draw } from '../text/draw.ts';
import { shortHash } from '../text/hash.ts';
import { PROMPTS_DIR } from './load-frames.ts';
import { parseWords } from './words.ts';

/** A line that can be drawn, with its weight. */
interface Line {
  words: string;
  weight: number;
}

/** Who asks closed-book questions, in which register, at what level: `prompts/askers.md`. */
export interface Askers {
  lists: Line[][];
  hash: string;
}

const SECTIONS = ['Asker', 'Register', 'Level'];

/** Reads the three lists; `[20]` before a line is its weight. Errors: E_FRAME for a list that is missing or empty. */
export async function loadAskers(path: string = join(PROMPTS_DIR, 'askers.md')): Promise<Askers> {
  const source = await readFile(path, 'utf8').catch((cause) => {
    throw new UserError('E_FRAME', `Cannot read "${path}": it cannot be opened`, { cause });
  });
  const { sections } = parseWords('prompts/askers.md', source);
  const lists = SECTIONS.map((title) => {
    const angles = sections.find((section) => section.title === title)?.angles ?? [];
    if (angles.length > 0) return angles.map(lineOf);
    throw new UserError('E_FRAME', `Cannot read "prompts/askers.md": it has no list under "## ${title}"`);
  });
  return { lists, hash: shortHash(source) };
}

/** One of each list. */
export function drawAsker({ lists }: Askers, draw: Draw): string[] {
  return lists.flatMap((lines, at) => draw.at(at).pick(lines, (line) => line.weight)?.words ?? []);
}

function lineOf(angle: string): Line {
  const [, weight, words] = /^\[(\d+)\]\s*([\s\S]*)$/.exec(angle) ?? [];
  return { words: words ?? angle, weight: Number(weight ?? 1) };
}
