import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, chmod, mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { prose, READ } from '../../test/hostile/hostile.ts';
import { folderWith, readAll } from '../../test/read-all.ts';
import { readSeeds } from './read-seeds.ts';

const OPTIONS = { workers: 1, limits: { seconds: 60 } };
const OUT = 'a symbolic link that leads out of the folder';
const fifo = (path: string) => promisify(execFile)('mkfifo', [path]);
const rawName = (root: string, ...bytes: number[]) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(bytes)]);

/** A socket, which stays while the process does. */
const listen = async (path: string) => {
  const server = createServer().listen(path).unref();
  await once(server, 'listening');
};

/** What is put into a folder, and what is told of it: names below the folder, with reasons; texts beside the good file. */
type Place = readonly [
  what: string,
  put: (root: string) => Promise<unknown>,
  rejects: readonly string[],
  texts?: RegExp,
];

const PLACES: readonly Place[] = [
  ['a link to a file elsewhere', (root) => symlink('/etc/hostname', join(root, 'a.txt')), [`a.txt: ${OUT}`]],
  ['a link to a folder elsewhere', (root) => symlink('/etc', join(root, 'etc')), [`etc: ${OUT}`]],
  ['a link to the folder above', (root) => symlink('..', join(root, 'up')), [`up: ${OUT}`]],
  ['a link to itself', (root) => symlink('a.txt', join(root, 'a.txt')), ['a.txt: a broken symbolic link']],
  ['a link to nothing', (root) => symlink('/no/such/file', join(root, 'a.txt')), ['a.txt: a broken symbolic link']],
  ['a link to zeros without end', (root) => symlink('/dev/zero', join(root, 'a.txt')), [`a.txt: ${OUT}`]],
  ['a folder in which links go round', (root) => symlink('.', join(root, 'again')), []],
  ['a pipe', (root) => fifo(join(root, 'a.txt')), ['a.txt: not a regular file']],
  [
    'a pipe behind a link',
    (root) => fifo(join(root, '.p')).then(() => symlink('.p', join(root, 'a.txt'))),
    ['a.txt: not a regular file'],
  ],
  ['a socket', (root) => listen(join(root, 'a.txt')), ['a.txt: not a regular file']],
  ['a folder called a PDF', async (root) => folderWith('x.pdf', { 'a.txt': prose() }, root), [], READ],
  ['a licence that is a pipe', (root) => fifo(join(root, 'LICENSE')), ['LICENSE: not a regular file']],
  [
    'a name with line breaks and control characters',
    (root) => writeFile(join(root, 'a\n\x1b[2J\x07.txt'), prose()),
    [],
    READ,
  ],
  ['a name that looks like a part of a file', (root) => writeFile(join(root, 'b.jsonl#1 %2e?.txt'), prose()), [], READ],
  ['a name as long as may be', (root) => writeFile(join(root, `${'x'.repeat(251)}.txt`), prose()), [], READ],
  [
    'a name that is not UTF-8',
    (root) => writeFile(rawName(root, 0x61, 0xff, 0xfe), prose()),
    ['a\ufffd\ufffd: its name is not UTF-8'],
  ],
  ['folders in folders without end', (root) => mkdir(join(root, ...Array(400).fill('d')), { recursive: true }), []],
];

describe.skipIf(process.platform === 'win32')('hostile places', () => {
  it.each(PLACES.map(([what, ...rest]) => ({ what, rest })))('$what', async ({ rest: [put, rejects, texts] }) => {
    const good = prose();
    const root = await folderWith('p', { 'good.md': good });
    await put(root);
    const read = await readAll([root], OPTIONS);
    expect(read.rejects).toEqual(rejects.map((line) => `p/${line}`));
    const others = read.seeds.map(({ text }) => text).filter((text) => text !== good);
    expect(read.seeds.length - others.length).toBe(1);
    expect(others).toEqual(texts ? [expect.stringMatching(texts)] : []);
  });

  it.each([
    ['/dev/zero', 'zero'],
    ['/dev/null', 'null'],
  ])('%s is refused as an argument', async (path, source) => {
    expect((await readAll([path], OPTIONS)).rejects).toEqual([`${source}: not a regular file`]);
  });

  it.skipIf(process.getuid?.() === 0)('files and folders that nobody may read', async () => {
    const root = await folderWith('p', { 'a.txt': prose(), 'b/c.txt': prose(), 'good.md': prose() });
    await Promise.all([chmod(join(root, 'a.txt'), 0), chmod(join(root, 'b'), 0)]);
    const { seeds, rejects } = await readAll([root], OPTIONS);
    await chmod(join(root, 'b'), 0o700);
    expect(rejects.toSorted()).toEqual(['p/a.txt: cannot be read: no permission', 'p/b: no permission']);
    expect(seeds).toHaveLength(1);
  });
});

describe('a file that changes after it was found', () => {
  /** More than a thread reads before anybody takes what it gives: until then it is not through, and no other file begun. */
  const long = () => Array.from({ length: 15_000 }, () => prose()).join('\n\n');

  /** Reads a long file and two others, with a change at each of the first seeds; what came, by the names of files. */
  async function readWhile(
    change: (root: string) => Promise<unknown>,
    times: number,
  ): Promise<Record<string, string[]>> {
    const root = await folderWith('p', { 'a.txt': long(), 'b.txt': prose(), 'good.md': prose() });
    const found: Record<string, string[]> = { 'a.txt': [], 'b.txt': [], 'good.md': [] };
    let changes = 0;
    for await (const event of readSeeds([root], OPTIONS)) {
      if ('seed' in event) found[event.seed.source.slice(2)]?.push(event.seed.text);
      if ('reject' in event) found[event.reject.source.slice(2)]?.push(`! ${event.reject.reason}`);
      if ('seed' in event && changes++ < times) await change(root);
    }
    return found;
  }

  it.each<[string, (path: string) => Promise<unknown>, unknown]>([
    ['is gone', (path) => rm(path), '! cannot be read: it is gone'],
    ['is a folder', (path) => rm(path).then(() => mkdir(path)), expect.stringMatching(/^! cannot be read: /)],
    ['is empty', (path) => truncate(path), '! no text in it'],
    ['is longer', (path) => appendFile(path, ` ${prose()}`), expect.stringMatching(/^The keeper .* The keeper .*\.$/)],
  ])('and %s', async (_, change, outcome) => {
    const found = await readWhile((root) => change(join(root, 'b.txt')), 1);
    expect(found['b.txt']).toEqual([outcome]);
    expect(found['good.md']).toEqual([expect.stringMatching(READ)]);
  });

  it('and grows as fast as it is read ends where it ended', async () => {
    const found = await readWhile(
      (root) => appendFile(join(root, 'a.txt'), '\n\nWritten behind it. '.repeat(10_000)),
      50,
    );
    expect(found['a.txt']?.length).toBeGreaterThan(50);
    expect(found['a.txt']?.filter((text) => /behind it|^!/.test(text))).toEqual([]);
    expect(found['good.md']).toEqual([expect.stringMatching(READ)]);
  });

  it('and is cut off while it is read gives what was read', async () => {
    const found = await readWhile((root) => truncate(join(root, 'a.txt'), 1000), 1);
    expect(found['a.txt']?.length).toBeGreaterThan(0);
    expect(found['b.txt']).toEqual([expect.stringMatching(READ)]);
    expect(found['good.md']).toEqual([expect.stringMatching(READ)]);
  });
});
