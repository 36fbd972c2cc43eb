import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Seed } from '../data.ts';
import { readSeeds, type SeedEvent, type SeedOptions } from './read-seeds.ts';
import { textHash } from './seen-texts.ts';

const MIXED = join(import.meta.dirname, '../../test/fixtures/seeds/mixed');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seeds-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function all(args: string[], options?: SeedOptions) {
  const events: SeedEvent[] = [];
  for await (const event of readSeeds(args, options)) events.push(event);
  return {
    seeds: events.flatMap((event) => ('seed' in event ? [Seed.parse(event.seed)] : [])),
    rejects: events.flatMap((event) => ('reject' in event ? [`${event.reject.source}: ${event.reject.reason}`] : [])),
    duplicates: events.flatMap((event) => ('duplicate' in event ? [event.duplicate] : [])),
    files: events.flatMap((event) => ('file' in event ? [event.file] : [])),
    events,
  };
}

async function make(name: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const root = join(folder, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

describe('readSeeds', () => {
  it('reads a folder in path order, with what is known of each seed', async () => {
    const { seeds, rejects } = await all([MIXED], { license: 'Given' });
    expect(seeds.map(({ source, kind, title, language, license }) => [source, kind, title, language, license])).toEqual(
      [
        ['mixed/deep/add.py', 'code', 'add.py > function add', null, 'MIT'],
        ['mixed/deep/notes.md', 'text', 'Notes on letters > Notes', 'en', 'CC0-1.0'],
        ['mixed/page.html', 'text', 'Mission Statement', 'en', 'https://creativecommons.org/publicdomain/zero/1.0/'],
        ['mixed/rows.jsonl#1', 'text', 'One', 'en', 'CC-BY-4.0'],
        ['mixed/rows.jsonl#3', 'text', 'https://example.org/2', null, 'Sidecar-1.0'],
        ['mixed/verwandlung.txt', 'text', 'Die Verwandlung', 'de', 'Sidecar-1.0'],
      ],
    );
    expect(rejects).toEqual([
      'mixed/README: binary',
      'mixed/data.bin: no reader for ".bin"',
      'mixed/menu.html: no main text (menus, links or forms only)',
      'mixed/rows.jsonl#2: not JSON',
      expect.stringMatching(/^mixed\/rows.jsonl#4: no field "text", "content"/),
    ]);
    expect(seeds[1]?.text).toBe(
      '# Notes\n\nAlways put the main message up front.\n\n| Accusatory          | Better                 |\n| ------------------- | ---------------------- |\n| You were not clear. | We did not understand. |',
    );
    expect(seeds[2]?.text).toMatch(/^# Mission|^The Department[\s\S]*\| Utah \| 5 \|$/);
    expect(seeds[5]?.text).toMatch(/^Als Gregor .* Träumen erwachte, fand er sich in .* Bauch\.$/);
  });

  it('rejects what cannot be used and never throws', async () => {
    const root = await make('odd', {
      'ok.txt': 'A text.',
      'empty.md': '',
      'blank.md': ' \n',
      'data.xyz': 'x',
      NOTICE: 'A notice.',
    });
    await make('odd', {
      '.hidden/a.txt': 'x',
      'node_modules/b.txt': 'x',
      'outside/..txt': 'x',
      'zip.txt': 'PK\x03\x04\0',
    });
    await writeFile(Buffer.concat([Buffer.from(`${root}/bad-`), Buffer.from([0xff]), Buffer.from('.txt')]), 'x');
    await symlink('/nowhere', join(root, 'broken.txt'));
    await symlink('/etc/hostname', join(root, 'out.txt'));
    await symlink('.', join(root, 'loop'));
    await writeFile(join(root, 'secret.txt'), 'secret');
    await chmod(join(root, 'secret.txt'), 0);
    const { seeds, rejects } = await all([root]);
    const sources = seeds.map(({ source }) => source);
    expect(sources.slice(0, 2)).toEqual(['odd/NOTICE', 'odd/ok.txt']);
    expect(rejects.filter((line) => !line.includes('secret'))).toEqual([
      'odd/bad-\ufffd.txt: its name is not UTF-8',
      'odd/broken.txt: a broken symbolic link',
      'odd/empty.md: empty',
      'odd/out.txt: a symbolic link that leads out of the folder',
      'odd/blank.md: no text in it',
      'odd/data.xyz: no reader for ".xyz"',
      'odd/zip.txt: binary',
    ]);
    const unreadable = rejects.includes('odd/secret.txt: cannot be read: no permission');
    expect(unreadable).toBe(process.getuid?.() !== 0);
  });

  it('drops exact duplicates and keeps ids stable', async () => {
    const root = await make('twice', {
      'a.txt': 'The same  text.',
      'b.txt': 'The same\ntext.\n',
      'c.txt': 'the same text.',
    });
    const { seeds, duplicates } = await all([root]);
    expect(seeds.map(({ source }) => source)).toEqual(['twice/a.txt', 'twice/c.txt']);
    expect(duplicates).toEqual([
      { source: 'twice/b.txt', span: [0, 14], of: { id: seeds[0]?.id, source: 'twice/a.txt' } },
    ]);
    expect((await all([root])).seeds).toEqual(seeds);
  });

  it('knows the texts of earlier readings, but not as duplicates of themselves', async () => {
    const root = await make('grown', { 'b.txt': 'The same text.' });
    const { seeds } = await all([root]);
    const known = new Map(seeds.map(({ id, source, text }) => [textHash(text), { id, source }]));
    await make('grown', { 'a.txt': 'The  same text.' });
    const again = await all([root], { known });
    expect(again.seeds).toEqual(seeds);
    expect(again.duplicates).toMatchObject([{ source: 'grown/a.txt', of: { id: seeds[0]?.id } }]);
    expect(known.size).toBe(1);
  });

  it('cleans titles and licences, on one line of bounded length', async () => {
    const row = { text: 'A text.', title: '\u001b[31mred\n\u0085 light\u0000', license: 'x'.repeat(299) + '😀' };
    const root = await make('titled', {
      'a.jsonl': JSON.stringify(row),
      'b.jsonl': '{"text":"Another.","title":"\\u0007","license":" "}',
      'c.md': `---\ntitle: "a\\e[2J\\Nb"\nlicense: "\\x07CC0"\n---\nThird text.`,
    });
    const { seeds } = await all([root]);
    expect(seeds.map(({ title, license }) => [title, license])).toEqual([
      ['red light', 'x'.repeat(299)],
      [null, null],
      ['a b', 'CC0'],
    ]);
  });

  it('skips the folders that it is told to, by whatever name', async () => {
    const root = await make('skipping', { 'a.txt': 'A text.', 'out/b.txt': 'Not this.', 'outer/c.txt': 'This too.' });
    await symlink(root, join(folder, 'linked'));
    for (const skip of [join(root, 'out'), join(folder, 'linked', 'out')]) {
      const { seeds, rejects } = await all([root, join(root, 'out')], { skip: [skip, '/no/such/place'] });
      expect([seeds.map(({ source }) => source), rejects]).toEqual([['skipping/a.txt', 'skipping/outer/c.txt'], []]);
    }
    expect((await all([join(folder, 'linked')], { skip: [join(root, 'out')] })).seeds).toHaveLength(2);
  });

  const text = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${name} ${i} ${'word '.repeat(90)}.`).join('\n\n');
  const sizes = { target: 100, least: 20, most: 200 };

  it('takes chunks in turn from each file with maxSeeds', async () => {
    const root = await make('turns', { 'a.txt': text('a', 5), 'b.txt': text('b', 1), 'c.txt': text('c', 5) });
    const { seeds, files } = await all([root], { maxSeeds: 6, chunk: sizes });
    expect(seeds.map((seed) => seed.text.slice(0, 3))).toEqual(['a 0', 'a 1', 'a 2', 'b 0', 'c 0', 'c 1']);
    expect(files).toEqual([
      { source: 'turns/a.txt', seeds: 3 },
      { source: 'turns/b.txt', seeds: 1 },
      { source: 'turns/c.txt', seeds: 2 },
    ]);
  });

  it('does not read with maxSeeds what can no longer be taken', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => JSON.stringify({ text: `The row number ${i}.` }));
    const root = await make('enough', {
      'a.jsonl': [...rows, 'not JSON'].join('\n'),
      'b.jsonl': ['not JSON', '{"text":"Another row."}', '{"text":"A row that is left."}', '{'].join('\n'),
      'c.jsonl': 'not JSON',
      'd.xyz': 'no reader takes it',
    });
    const { seeds, rejects } = await all([root], { maxSeeds: 2 });
    expect(seeds.map(({ source }) => source)).toEqual(['enough/a.jsonl#1', 'enough/b.jsonl#2']);
    expect(rejects).toEqual(['enough/d.xyz: no reader for ".xyz"']);
  });

  it('links the seeds of a document with each other, in path order and file by file', async () => {
    const root = await make('neighbours', {
      'a.txt': text('a', 3),
      'b.jsonl': '{"text":"One row."}\n{"text":"Another row."}',
    });
    const { seeds, events } = await all([root], { chunk: sizes });
    const [first, second, third, ...rows] = seeds;
    expect(first?.neighbours).toEqual([null, second?.id]);
    expect(second?.neighbours).toEqual([first?.id, third?.id]);
    expect(third?.neighbours).toEqual([second?.id, null]);
    expect(rows.map(({ neighbours }) => neighbours)).toEqual(Array(2).fill([null, null]));
    expect(events.filter((event) => 'file' in event)).toEqual([events[3], events[6]]);
  });

  it('names the first hundred parts of a file that cannot be used, and counts the rest', async () => {
    const root = await make('many', { 'a.jsonl': `${'not JSON\n'.repeat(150)}{"text":"A row."}` });
    const { seeds, rejects } = await all([root]);
    expect(seeds.map(({ source }) => source)).toEqual(['many/a.jsonl#151']);
    expect(rejects.slice(98)).toEqual([
      'many/a.jsonl#99: not JSON',
      'many/a.jsonl#100: not JSON',
      'many/a.jsonl: 50 more of its parts cannot be used',
    ]);
  });

  it('gives the same whatever the number of threads', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`${i}.txt`, text(`number ${i % 10}`, 1 + ((i * 7) % 5))]),
    );
    const root = await make('threads', { ...files, 'page.html': '<p>no main text', 'x.jsonl': '{"text":"A."}\n{' });
    const { events } = await all([root], { chunk: sizes });
    expect(events.filter((event) => 'duplicate' in event).length).toBeGreaterThan(0);
    for (const workers of [1, 3]) expect((await all([root], { chunk: sizes, workers })).events).toEqual(events);
  });

  it('counts spans through a text that is read in parts', async () => {
    const long = Array.from({ length: 22_000 }, (_, i) => `The sentence number ${i} stands in a paragraph of its own.`);
    const root = await make('parts', { 'long.txt': long.join('\n\n') });
    const { seeds } = await all([root]);
    const whole = long.join('\n\n');
    expect(whole.length).toBeGreaterThan(2 ** 20);
    expect(seeds.every(({ span, text }) => whole.slice(...span) === text)).toBe(true);
    expect(seeds.at(-1)?.span[1]).toBe(whole.length);
    expect(seeds.slice(1).every(({ neighbours }, at) => neighbours?.[0] === seeds[at]?.id)).toBe(true);
  });

  it('reads the files in archives, and tells those that it cannot read', async () => {
    const zipped = zipSync({ 'texts/a.txt': strToU8('A text of an archive.'), 'b.xyz': strToU8('x') });
    const root = await make('packed', { 'a.zip': zipped, 'b.txt': 'A text beside it.' });
    for (const options of [{}, { workers: 1 }]) {
      const { seeds, rejects, files } = await all([root], options);
      expect(seeds.map(({ source }) => source)).toEqual(['packed/a.zip/texts/a.txt', 'packed/b.txt']);
      expect(rejects).toEqual(['packed/a.zip/b.xyz: no reader for ".xyz"']);
      expect(files.map(({ source }) => source)).toEqual(['packed/a.zip', 'packed/b.txt']);
    }
  });

  it('ends when it is told to, with the reason', async () => {
    const root = await make('ended', { 'a.txt': text('a', 3), 'b.txt': text('b', 3) });
    const stop = new AbortController();
    const events = readSeeds([root], { chunk: sizes, workers: 2, signal: stop.signal });
    await events.next();
    stop.abort(new Error('told to'));
    const rest = async () => {
      for await (const _ of events);
    };
    await expect(rest()).rejects.toThrow('told to');
  });

  it('takes a single file by its name, and a file named twice once', async () => {
    const { seeds } = await all([join(MIXED, 'deep/add.py'), join(MIXED, 'deep')]);
    expect(seeds.map(({ source }) => source)).toEqual(['add.py', 'deep/notes.md']);
  });

  it('refuses an argument that is not there, and a malformed seeds.yaml', async () => {
    await expect(all(['/no/such/place'])).rejects.toMatchObject({
      code: 'E_SEEDS',
      message: 'Cannot read seeds from "/no/such/place": no such file or folder',
    });
    const root = await make('sidecar', { 'a.txt': 'A text.', 'seeds.yaml': 'a.txt: { licence: X }' });
    await expect(all([root])).rejects.toMatchObject({ code: 'E_SEEDS' });
  });
});
