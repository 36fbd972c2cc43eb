import { hash } from 'node:crypto';
import { strToU8, type Zippable } from 'fflate';
import type { SourceFile } from '../reader.ts';
import { bytesFile } from '../source-file.ts';
import { leavesOf } from './leaves.ts';
import type { TarEntry } from './tar.fixture.ts';

/** The files in an archive as `source: text`, and what is left out as `source! reason`. */
export async function opened(name: string, bytes: Uint8Array, read = true): Promise<string[]> {
  const found: string[] = [];
  for await (const leaf of leavesOf(bytesFile(name, bytes), ({ source, reason }) => found.push(`${source}! ${reason}`)))
    found.push(read ? `${leaf.source}: ${await textOf(leaf)}` : leaf.source);
  return found;
}

/** What a file says of itself, read in all three ways. */
async function textOf(file: SourceFile): Promise<string> {
  try {
    const head = await file.slice(0, 4);
    const pieces: Uint8Array[] = [];
    for await (const piece of file.stream()) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    const same = bytes.equals(await file.bytes()) && bytes.subarray(0, 4).equals(head);
    return same ? bytes.toString() : '! not the same in all ways of reading';
  } catch (error) {
    return `! ${error instanceof Error ? error.message : error}`;
  }
}

/** Bytes that cannot be packed. */
export const noise = Buffer.concat(Array.from({ length: 1000 }, (_, i) => hash('sha512', `${i}`, 'buffer')));

/** Two files for a zip archive, and the same for a tar archive. */
export const files: Zippable = { 'a.txt': strToU8('first'), 'b/c.md': [strToU8('second'), { level: 0 }] };
export const entries: TarEntry[] = [
  { name: 'a.txt', content: 'first' },
  { name: 'b/', type: '5' },
  { name: 'b/c.md', content: 'second' },
];
