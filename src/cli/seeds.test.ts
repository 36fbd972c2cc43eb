import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { folderWith, readAll } from '../../test/read-all.ts';
import { cli } from '../../test/run-cli.ts';
import { scratch } from '../../test/scratch.ts';

const MIXED = 'test/fixtures/seeds/mixed';
const AS_IT_IS = ['--quality', 'off', '--near-duplicates', 'off'];

describe('seeds', () => {
  test('tells what was read and what was not, as JSON', async () => {
    const { code, out } = await cli(['seeds', MIXED, '--license', 'Given', ...AS_IT_IS, '--json']);
    expect(code).toBe(0);
    const { rejected, tokens, endings, ...rest } = JSON.parse(out);
    expect(rest).toEqual({
      ...{ files: 8, read: 5, seeds: 6, duplicates: 0, kinds: { text: 5, code: 1 } },
      ...{ languages: { en: 3, de: 1, unknown: 1 }, codeLanguages: { Python: 1 } },
      licenses: { 'CC0-1.0': 2, 'Sidecar-1.0': 2, 'CC-BY-4.0': 1, MIT: 1 },
      ...{ refused: {}, refusals: [], found: {} },
    });
    expect(rejected).toContainEqual({ file: 'mixed/data.bin', reason: 'no reader for ".bin"' });
    expect(rejected).toContainEqual({ file: 'mixed/rows.jsonl#2', reason: 'not JSON' });
    expect(endings['.jsonl']).toEqual({ files: 1, read: 1, seeds: 2, tokens: expect.any(Number) });
    const sums = Object.values<{ files: number; tokens: number }>(endings);
    expect(sums.reduce((sum, { files }) => sum + files, 0)).toBe(8);
    expect(sums.reduce((sum, each) => sum + each.tokens, 0)).toBe(tokens);
  });

  test('tells it to people, and names in it steer no terminal', async () => {
    const root = await folderWith('told', { 'a\u001b[2J.bin': 'x', 'b.txt': 'A text.', 'c.txt': 'A text.' });
    const { code, out } = await cli(['seeds', root, ...AS_IT_IS]);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'ending  files  read  seeds  tokens',
      '.txt        2     1      1       2',
      '.bin        1     0      0       0',
      '',
      'files     3 found, 1 read',
      'seeds     1, 2 tokens',
      'kinds     text 1',
      'languages unknown 1',
      'licences  none 1',
      'left out  duplicate 1',
      'rejected  1 files or parts of files:',
      '  told/a\\u{1b}[2J.bin: no reader for ".bin"',
    ]);
  });

  test('reads as generate does: sizes of chunks, the text field, the most seeds; not what a run wrote', async () => {
    const sentences = (row: number) => Array.from({ length: 20 }, (_, i) => `It is said ${i * row} times.`).join(' ');
    const rows = Array.from({ length: 9 }, (_, i) => JSON.stringify({ words: sentences(i) }));
    const root = await folderWith('sized', { 'a.jsonl': rows.join('\n'), 'out/b.txt': 'What a run wrote.' });
    const out = join(root, 'out');
    const settings = ['--set', 'chunk.target=60', '--set', 'chunk.least=20', '--set', 'chunk.most=100'];
    const options = ['--text-field', 'words', '--out', out, ...AS_IT_IS, '--json'];
    const seeds = async (...more: string[]) => JSON.parse((await cli(['seeds', root, ...options, ...more])).out).seeds;
    expect([await seeds(), await seeds('--max-seeds', '2')]).toEqual([9, 2]);
    expect(await seeds(...settings)).toBeGreaterThan(9);
  });

  test('says which chunks were left out, and why', async () => {
    const root = await folderWith('refused', {
      'a.txt': 'A text.',
      'b.txt': 'Lorem ipsum dolor sit amet. '.repeat(20),
    });
    const { code, out } = await cli(['seeds', root]);
    expect(code).toBe(1);
    expect(out).toMatch(/^refused {3}2 chunks:\n {2}refused\/a\.txt#0-7: too short \(2 words\)\n {2}refused\/b\.txt#/m);
    const { refused, refusals } = JSON.parse((await cli(['seeds', root, '--json'])).out);
    expect(Object.values(refused)).toEqual([1, 1]);
    expect(refusals[0]).toEqual({ file: 'refused/a.txt#0-7', reason: 'too short (2 words)', rule: 'too-short' });
  });

  test('ends with 1 where nothing can be used, and with 2 where nothing is given', async () => {
    const root = await folderWith('nothing', { 'a.bin': 'x' });
    expect((await cli(['seeds', root])).code).toBe(1);
    expect((await cli(['seeds'])).code).toBe(2);
    expect((await cli(['seeds', '/no/such/place'])).err).toContain('no such file or folder (E_SEEDS)');
  });
});

describe('seeds --show', () => {
  test('prints the text that the spans of seeds count, whatever the format', async () => {
    const root = await folderWith('shown', {
      'a.txt': 'My key is sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789 and this is what comes after it.',
      'b.jsonl': '{"text":"The first row."}\n{"text":"The second row."}',
      'c.zip': zipSync({
        'd/e.md': strToU8('# A title\n\nA paragraph.'),
        'f.txt': strToU8('Beside it.'),
      }),
      'g.py': 'def one():\n    return 1\n',
      'long.txt': Array.from({ length: 24_000 }, (_, i) => `The sentence number ${i} stands here.`).join('\n\n'),
    });
    mkdirSync(join(root, 'out'));
    const { seeds } = await readAll([root]);
    for (const source of new Set(seeds.map((seed) => seed.source))) {
      const { code, out } = await cli(['seeds', root, '--show', source]);
      expect(code).toBe(0);
      for (const seed of seeds.filter((each) => each.source === source))
        expect(out.slice(...seed.span)).toBe(seed.text);
    }
    expect(seeds.map((seed) => seed.source)).toContain('shown/c.zip/d/e.md');
    expect((await cli(['seeds', root, '--show', 'shown/b.jsonl#2'])).out).toBe('The second row.');
    expect((await cli(['seeds', root, '--show', 'shown/c.zip'])).out).toBe(
      '=== shown/c.zip/d/e.md (text)\n# A title\n\nA paragraph.\n=== shown/c.zip/f.txt (text)\nBeside it.',
    );
  });

  test('finds a file by its path too, and prints JSON', async () => {
    const { out } = await cli(['seeds', '--show', join(MIXED, 'rows.jsonl'), '--json']);
    expect(JSON.parse(out)).toMatchObject([
      { source: 'rows.jsonl#1', kind: 'text', title: 'One', language: 'en', license: 'CC-BY-4.0' },
      { source: 'rows.jsonl#3', kind: 'text', license: null, text: 'The second has content.' },
    ]);
  });

  test('says why there is nothing to show', async () => {
    const dir = scratch();
    writeFileSync(join(dir, 'empty.txt'), '');
    writeFileSync(join(dir, 'a.bin'), 'x');
    const unknown = await cli(['seeds', dir, '--show', 'other.txt']);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('the seeds hold no such file')]);
    const rejected = await cli(['seeds', '--show', join(dir, 'a.bin')]);
    expect([rejected.code, rejected.out, rejected.err]).toEqual([1, '', 'rejected  a.bin: no reader for ".bin"']);
  });
});
