import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const made = new Map<string, Promise<string>>();

/** A file of a format that pandoc makes of a Markdown file, for formats of which there are few files; any other file as it is. */
export function madeOf(path: string, format: string): Promise<string> {
  if (!path.endsWith('.md')) return Promise.resolve(path);
  const key = `${path} ${format}`;
  const known = made.get(key) ?? make(path, format);
  made.set(key, known);
  return known;
}

async function make(path: string, format: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'extraction-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, `${basename(path, '.md')}.${format}`);
  await run('pandoc', ['-s', '-f', 'gfm', '-o', file, path]);
  return file;
}
