import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { folderWith, readAll } from '../../test/read-all.ts';
import { scratch } from '../../test/scratch.ts';
import { textHash } from './seen-texts.ts';

const MIXED = join(import.meta.dirname, '../../test/fixtures/seeds/mixed');

describe('readSeeds', () => {
  it('reads a folder in path order, with what is known of each seed', async () => {
    const { seeds, rejects } = await readAll([MIXED], { license: 'Given' });
    expect(seeds.map(({ source, kind, title, language, license }) => [source, kind, title, language, license])).toEqual(
      [
        ['mixed/deep/add.py', 'code', 'add.py > function add', null, 'MIT'],
        ['mixed/deep/notes.md', 'text', 'Notes on letters > Notes', 'en', 'CC0-1.0'],
        ['mixed/page.html', 'text', 'Mission Statement', 'en', 'CC0-1.0'],
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
    const root = await folderWith('odd', {
      'ok.txt': 'A text.',
      'empty.md': '',
      'blank.md': ' \n',
      'data.xyz': 'x',
      NOTICE: 'A notice.',
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
    const { seeds, rejects } = await readAll([root]);
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
    const root = await folderWith('twice', {
      'a.txt': 'The same  text.',
      'b.txt': 'The same\ntext.\n',
      'c.txt': 'the same text.',
    });
    const { seeds, duplicates } = await readAll([root]);
    expect(seeds.map(({ source }) => source)).toEqual(['twice/a.txt', 'twice/c.txt']);
    expect(duplicates).toEqual([
      { source: 'twice/b.txt', span: [0, 14], of: { id: seeds[0]?.id, source: 'twice/a.txt' }, similarity: 1 },
    ]);
    expect((await readAll([root])).seeds).toEqual(seeds);
  });

  it('knows the texts of earlier readings, but not as duplicates of themselves', async () => {
    const below = scratch();
    const root = await folderWith('grown', { 'b.txt': 'The same text.' }, below);
    const { seeds } = await readAll([root]);
    const known = new Map(seeds.map(({ id, source, text }) => [textHash(text), { id, source }]));
    await folderWith('grown', { 'a.txt': 'The  same text.' }, below);
    const again = await readAll([root], { known });
    expect(again.seeds).toEqual(seeds);
    expect(again.duplicates).toMatchObject([{ source: 'grown/a.txt', of: { id: seeds[0]?.id } }]);
    expect(known.size).toBe(1);
  });

  it('cleans titles and licences, on one line of bounded length', async () => {
    const row = { text: 'A text.', title: '\u001b[31mred\n\u0085 light\u0000', license: 'x'.repeat(299) + '😀' };
    const root = await folderWith('titled', {
      'a.jsonl': JSON.stringify(row),
      'b.jsonl': '{"text":"Another.","title":"\\u0007","license":" "}',
      'c.md': `---\ntitle: "a\\e[2J\\Nb"\nlicense: "\\x07CC0"\n---\nThird text.`,
    });
    const { seeds } = await readAll([root]);
    expect(seeds.map(({ title, license }) => [title, license])).toEqual([
      ['red light', 'x'.repeat(299)],
      [null, null],
      ['a b', 'CC0'],
    ]);
  });

  it('skips the folders that it is told to, by whatever name', async () => {
    const root = await folderWith('skipping', {
      'a.txt': 'A text.',
      'out/b.txt': 'Not this.',
      'outer/c.txt': 'This too.',
    });
    const linked = join(scratch(), 'linked');
    await symlink(root, linked);
    for (const skip of [join(root, 'out'), join(linked, 'out')]) {
      const { seeds, rejects } = await readAll([root, join(root, 'out')], { skip: [skip, '/no/such/place'] });
      expect([seeds.map(({ source }) => source), rejects]).toEqual([['skipping/a.txt', 'skipping/outer/c.txt'], []]);
    }
    expect((await readAll([linked], { skip: [join(root, 'out')] })).seeds).toHaveLength(2);
  });

  it('reads the files in archives, and tells those that it cannot read', async () => {
    const zipped = zipSync({ 'texts/a.txt': strToU8('A text of an archive.'), 'b.xyz': strToU8('x') });
    const root = await folderWith('packed', { 'a.zip': zipped, 'b.txt': 'A text beside it.' });
    for (const options of [{}, { workers: 1 }]) {
      const { seeds, rejects, files } = await readAll([root], options);
      expect(seeds.map(({ source }) => source)).toEqual(['packed/a.zip/texts/a.txt', 'packed/b.txt']);
      expect(rejects).toEqual(['packed/a.zip/b.xyz: no reader for ".xyz"']);
      expect(files.map(({ source }) => source)).toEqual(['packed/a.zip', 'packed/b.txt']);
    }
  });

  it('takes a single file by its name, and a file named twice once', async () => {
    const { seeds } = await readAll([join(MIXED, 'deep/add.py'), join(MIXED, 'deep')]);
    expect(seeds.map(({ source }) => source)).toEqual(['add.py', 'deep/notes.md']);
  });

  it('refuses an argument that is not there, and a malformed seeds.yaml', async () => {
    await expect(readAll(['/no/such/place'])).rejects.toMatchObject({
      code: 'E_SEEDS',
      message: 'Cannot read seeds from "/no/such/place": no such file or folder',
    });
    const root = await folderWith('sidecar', { 'a.txt': 'A text.', 'seeds.yaml': 'a.txt: { licence: X }' });
    await expect(readAll([root])).rejects.toMatchObject({ code: 'E_SEEDS' });
  });
});
