import { gzipSync, zstdCompressSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../reader.ts';
import { bytesFile } from '../source-file.ts';
import { entries, files, noise, opened } from './archives.fixture.ts';
import { leavesOf } from './leaves.ts';
import { pax, type TarEntry, tarOf } from './tar.fixture.ts';

async function filesOf(bytes: Uint8Array): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for await (const leaf of leavesOf(bytesFile('x.zip', bytes), () => {})) found.push(leaf);
  return found;
}

describe('an archive', () => {
  it.each([
    ['x.zip', zipSync(files)],
    ['x.tar', tarOf(entries)],
    ['x.tar.gz', gzipSync(tarOf(entries))],
    ['x.tgz', gzipSync(tarOf(entries))],
    ['x.tar.zst', zstdCompressSync(tarOf(entries))],
    ['x.any', gzipSync(tarOf(entries))],
  ])('%s is opened by its content', async (name, bytes) => {
    expect(await opened(name, bytes)).toEqual([`${name}/a.txt: first`, `${name}/b/c.md: second`]);
  });

  it('of one packed file has that file in it', async () => {
    expect(await opened('d/x.jsonl.gz', gzipSync('{"text":"a"}'))).toEqual(['d/x.jsonl.gz/x.jsonl: {"text":"a"}']);
    expect(await opened('x.txt.zst', zstdCompressSync('text'))).toEqual(['x.txt.zst/x.txt: text']);
    const twice = Buffer.concat([gzipSync('one '), gzipSync('two')]);
    expect(await opened('x.gz', twice)).toEqual(['x.gz/x: one two']);
  });

  it('in an archive is opened, one in that is not', async () => {
    const inner = zipSync(files);
    const middle = zipSync({ 'in.zip': inner, 'z.txt': strToU8('last') });
    expect(await opened('out.tar', tarOf([{ name: 'in.zip', content: inner }]))).toEqual([
      'out.tar/in.zip/a.txt: first',
      'out.tar/in.zip/b/c.md: second',
    ]);
    expect(await opened('out.zip', zipSync({ 'm.zip': middle }))).toEqual([
      'out.zip/m.zip/in.zip! an archive in an archive in an archive',
      'out.zip/m.zip/z.txt: last',
    ]);
  });

  it('that is a document of its own is left to readers, or refused', async () => {
    const office = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'visio/document.xml': strToU8('<a/>') });
    expect(await opened('x.vsdx', office)).toEqual(['x.vsdx! a document of a kind that is not read']);
    const jar = zipSync({ 'META-INF/MANIFEST.MF': strToU8('Manifest-Version: 1.0'), 'a.class': strToU8('x') });
    expect(await opened('x.jar', jar)).toEqual(['x.jar! a packed program']);
  });

  it('with members above what is held is read in pieces', async () => {
    const large = Buffer.concat(Array(70).fill(noise));
    const [only] = await filesOf(zipSync({ 'large.txt': [large, { level: 1 }] }));
    expect(only?.size).toBe(large.length);
    expect(large.equals((await only?.bytes()) ?? noise)).toBe(true);
    expect(large.subarray(4e6, 4e6 + 10).equals((await only?.slice(4e6, 4e6 + 10)) ?? noise)).toBe(true);
  });
});

describe('names in archives', () => {
  it('that systems add, or that are hidden, are left out in silence', async () => {
    const names = [
      '__MACOSX/a.txt',
      '.git/config',
      'b/.DS_Store',
      'node_modules/x/a.js',
      'Thumbs.db',
      'seeds.yaml',
      'c.txt',
    ];
    const all = zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')])));
    expect(await opened('x.zip', all)).toEqual(['x.zip/c.txt: x']);
  });

  it('never lead out of the archive', async () => {
    const found = await opened(
      'x.tar',
      tarOf(
        ['../up.txt', '/abs.txt', './dot.txt', 'a/../../b.txt', 'C:\\w\\n.txt', 'bell\x07.txt'].map((name) => ({
          name,
          content: 'x',
        })),
      ),
    );
    expect(found).toEqual([
      'x.tar/../up.txt! a name that leads out of its archive',
      'x.tar/abs.txt: x',
      'x.tar/dot.txt: x',
      'x.tar/a/../../b.txt! a name that leads out of its archive',
      'x.tar/C:/w/n.txt: x',
      'x.tar/bell\ufffd.txt! a name with control characters',
    ]);
  });

  it('are read where they are long, in either way of writing them', async () => {
    const long = `${'folder/'.repeat(30)}a.txt`;
    expect(await opened('x.tar', tarOf([pax({ path: long, mtime: '1.5' }), { name: 'short', content: 'x' }]))).toEqual([
      `x.tar/${long}: x`,
    ]);
    const gnu: TarEntry[] = [
      { name: '././@LongLink', type: 'L', content: `${long}\0` },
      { name: long, content: 'y' },
    ];
    expect(await opened('x.tar', tarOf([...gnu, { name: 'b.txt', content: 'z' }]))).toEqual([
      `x.tar/${long}: y`,
      'x.tar/b.txt: z',
    ]);
  });

  it('there twice are read once; links and empty files are told', async () => {
    const link = { name: 'l.txt', type: '2' };
    expect(
      await opened(
        'x.tar',
        tarOf([...entries, { name: './a.txt', content: 'again' }, link, { name: 'e.txt' }, { name: 'p', type: '6' }]),
      ),
    ).toEqual([
      'x.tar/a.txt: first',
      'x.tar/b/c.md: second',
      'x.tar/a.txt! there twice; the first is read',
      'x.tar/l.txt! a link',
      'x.tar/e.txt! empty',
      'x.tar/p! not a regular file',
    ]);
    const linked = zipSync({
      'l.txt': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
      'a.txt': strToU8('x'),
    });
    expect(await opened('x.zip', linked)).toEqual(['x.zip/l.txt! a link', 'x.zip/a.txt: x']);
  });
});
