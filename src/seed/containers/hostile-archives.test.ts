import { gzipSync, zstdCompressSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { entries, files, noise, opened } from './archives.fixture.ts';
import { type TarEntry, tarOf } from './tar.fixture.ts';

/** An archive with the flag of encryption set for its entries, those of which a name is given or all. */
function encrypted(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.from(bytes);
  for (const [mark, flags] of [
    ['PK\x03\x04', 6],
    ['PK\x01\x02', 8],
  ] as const)
    for (let at = copy.indexOf(mark); at !== -1; at = copy.indexOf(mark, at + 4)) copy.writeUInt16LE(1, at + flags);
  return copy;
}

describe('archives that are damaged or hostile', () => {
  it('give what comes before the place where they are cut off', async () => {
    const whole = tarOf([
      { name: 'a.txt', content: 'first' },
      { name: 'b.txt', content: noise },
    ]);
    expect(await opened('x.tar', whole.subarray(0, 3000))).toEqual(['x.tar/a.txt: first', 'x.tar! cut off (tar)']);
    const packed = gzipSync(whole);
    expect(await opened('x.tgz', packed.subarray(0, packed.length - 2000))).toEqual([
      'x.tgz/a.txt: first',
      'x.tgz! damaged or cut off (gzip)',
    ]);
    expect(await opened('x.gz', gzipSync(noise).subarray(0, 3000))).toEqual(['x.gz! damaged or cut off (gzip)']);
    expect(await opened('x.zip', zipSync({ 'b.txt': noise }).subarray(0, 3000))).toEqual([
      'x.zip! damaged or cut off (a zip archive without its directory)',
    ]);
  });

  it('are told where a block is no header, or facts never end', async () => {
    const bad = Buffer.concat([tarOf(entries).subarray(0, 1024), Buffer.alloc(512, 65)]);
    expect(await opened('x.tar', bad)).toEqual(['x.tar/a.txt: first', 'x.tar! damaged or cut off (tar)']);
    const facts: TarEntry = { name: 'PaxHeader', type: 'x', size: 2 ** 30 };
    expect(await opened('x.tar', tarOf([...entries, facts]))).toContain('x.tar! damaged (tar)');
    const loop: TarEntry = { name: 'PaxHeader', type: 'x', content: '0 path=a\n-5 path=b\n99999 size=9\n' };
    expect(await opened('x.tar', tarOf([loop, ...entries]))).toContain('x.tar/a.txt: first');
  });

  it('that declare more than they have are not believed', async () => {
    const huge: TarEntry = { name: 'huge.txt', content: 'x', size: 2 ** 52 };
    expect(await opened('x.tar', tarOf([...entries, huge]))).toEqual([
      'x.tar/a.txt: first',
      'x.tar/b/c.md: second',
      'x.tar/huge.txt! too large (4294967296 MB of at most 64 MB in an archive)',
      'x.tar! cut off (tar)',
    ]);
  });

  it('that unpack to a thousand times their size are stopped', async () => {
    const zeros = Buffer.alloc(16 * 2 ** 20);
    const reason = /a bomb \(it unpacks to more than 250 times its size\)/;
    expect((await opened('x.txt.gz', gzipSync(zeros)))[0]).toMatch(reason);
    expect((await opened('x.txt.zst', zstdCompressSync(zeros)))[0]).toMatch(reason);
    expect((await opened('x.tgz', gzipSync(tarOf([{ name: 'z.txt', content: zeros }])))).at(-1)).toMatch(reason);
    expect((await opened('x.zip', zipSync({ 'z.txt': [zeros, { level: 6 }] })))[0]).toMatch(/a bomb|a zip bomb/);
    const twice = gzipSync(gzipSync(zeros));
    expect((await opened('x.gz.gz', twice)).join()).toMatch(reason);
  });

  it('of more entries than anybody reads end at the bound', async () => {
    const one = tarOf([{ name: 'a.txt', content: 'x' }]).subarray(0, 1024);
    const found = await opened('x.tgz', gzipSync(Buffer.concat(Array(50_100).fill(one)), { level: 1 }));
    expect(found[0]).toBe('x.tgz/a.txt: x');
    expect(found).toHaveLength(50_001);
    expect(found.at(-1)).toBe('x.tgz! an archive of more than 50000 files');
    const zipped: Zippable = {};
    for (let i = 0; i < 50_001; i++) zipped[`${i}.txt`] = [strToU8('x'), { level: 0 }];
    expect(await opened('x.zip', zipSync(zipped), false)).toEqual(['x.zip! an archive of more than 50000 entries']);
  });

  it('that are encrypted are told as such', async () => {
    expect(await opened('x.zip', encrypted(zipSync(files)))).toEqual(['x.zip! encrypted']);
    const some = encrypted(zipSync({ 's.txt': strToU8('secret') }));
    expect(
      await opened(
        'o.tar',
        tarOf([
          { name: 's.zip', content: some },
          { name: 'a.txt', content: 'x' },
        ]),
      ),
    ).toEqual(['o.tar/s.zip! encrypted', 'o.tar/a.txt: x']);
  });
});
