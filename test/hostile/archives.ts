import { gzipSync, zstdCompressSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type TarEntry, tarOf } from '../../src/seed/containers/tar.fixture.ts';
import { type Hostile, prose, READ } from './hostile.ts';

/** Bytes that pack to a thousandth. */
const same = (word: string) => Buffer.alloc(2 ** 24, `${word} `);
const BOMB = 'a bomb (it unpacks to more than 250 times its size)';
const OUT = 'a name that leads out of its archive';
/** Bytes that hardly pack. */
const NOISE = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) & 0xff));

const bytesOf = (content: string | Uint8Array) => (typeof content === 'string' ? strToU8(content) : content);
const zipOf = (files: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]): [string, Zippable[string]] => [name, bytesOf(content)]),
    ),
  );
const one = () => zipOf({ 'a.txt': prose() });
const tarred = (...entries: TarEntry[]) => tarOf([{ name: 'a.txt', content: prose() }, ...entries]);

/** A zip archive of a thousand names for the same packed bytes. */
function overlapping(): Uint8Array {
  const kernel = Buffer.from(zipOf({ 'a.txt': same('la').subarray(0, 2 ** 22) }));
  const [directory, end] = [kernel.indexOf('PK\x01\x02'), kernel.indexOf('PK\x05\x06')];
  const entries = Array.from({ length: 1000 }, (_, i) => {
    const entry = Buffer.concat([kernel.subarray(directory, directory + 46), Buffer.from(`${i}.txt`)]);
    entry.writeUInt16LE(`${i}.txt`.length, 28);
    return entry;
  });
  const record = Buffer.from(kernel.subarray(end));
  record.writeUInt16LE(entries.length, 8);
  record.writeUInt16LE(entries.length, 10);
  record.writeUInt32LE(Buffer.concat(entries).length, 12);
  return Buffer.concat([kernel.subarray(0, directory), ...entries, record]);
}

function encrypted(): Uint8Array {
  const bytes = Buffer.from(one());
  bytes.writeUInt16LE(1, bytes.indexOf('PK\x03\x04') + 6);
  bytes.writeUInt16LE(1, bytes.indexOf('PK\x01\x02') + 8);
  return bytes;
}

/** With one byte that is another; from the end where `at` is negative. */
function bent(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === (at < 0 ? bytes.length + at : at) ? byte ^ 0xff : byte));
}

/** Archives and packed files. */
export const ARCHIVES: readonly Hostile[] = [
  ['a zip bomb', 'a.zip', zipOf({ 'z.txt': same('ho') }), { seeds: /^ho ho /, rejects: [`a.zip/z.txt: ${BOMB}`] }],
  ['a zip bomb whose files overlap', 'a.zip', overlapping(), 'a bomb (its files lie over each other)'],
  ['a gzip bomb', 'a.txt.gz', gzipSync(same('ha')), { seeds: /^ha ha /, rejects: [`a.txt.gz/a.txt: ${BOMB}`] }],
  [
    'a bomb in a bomb',
    'a.txt.gz.gz',
    gzipSync(gzipSync(same('hi'))),
    { seeds: /^hi hi /, rejects: [`a.txt.gz.gz/a.txt.gz/a.txt: ${BOMB}`] },
  ],
  [
    'a zstandard bomb',
    'a.txt.zst',
    zstdCompressSync(same('he')),
    { seeds: /^he he /, rejects: [`a.txt.zst/a.txt: ${BOMB}`] },
  ],
  ['a tar bomb', 'a.tar.gz', gzipSync(tarOf([{ name: 'z.txt', content: same('hu') }])), BOMB],
  [
    'a zip in a zip in a zip',
    'a.zip',
    zipOf({ 'b.zip': zipOf({ 'c.zip': one() }) }),
    { rejects: ['a.zip/b.zip/c.zip: an archive in an archive in an archive'] },
  ],
  [
    'a zip that is cut off',
    'a.zip',
    one().subarray(0, 100),
    'damaged or cut off (a zip archive without its directory)',
  ],
  ['a zip with a bent byte', 'a.zip', bent(one(), 60), { rejects: ['a.zip: damaged (a.txt cannot be unpacked)'] }],
  [
    'a zip whose directory lies elsewhere',
    'a.zip',
    bent(one(), -5),
    'an archive without entries, or one that is damaged',
  ],
  ['a zip that is encrypted', 'a.zip', encrypted(), 'encrypted'],
  [
    'a zip with names that lead out of it',
    'a.zip',
    zipOf({ '../../etc/x.txt': 'x', 'a.txt': prose() }),
    { seeds: READ, rejects: [`a.zip/../../etc/x.txt: ${OUT}`] },
  ],
  [
    'a zip with names of control characters',
    'a.zip',
    zipOf({ 'a\nb\x1b[2J.txt': 'x', 'a.txt': prose() }),
    { seeds: READ, rejects: ['a.zip/a\ufffdb\ufffd[2J.txt: a name with control characters'] },
  ],
  [
    'a zip with a symbolic link',
    'a.zip',
    zipSync({ 'l.txt': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }),
    { rejects: ['a.zip/l.txt: a link'] },
  ],
  [
    'a zip of empty files',
    'a.zip',
    zipOf({ 'a.pdf': '', 'b.docx': '' }),
    { rejects: ['a.zip/a.pdf: empty', 'a.zip/b.docx: empty'] },
  ],
  ['a gzip that is cut off', 'a.txt.gz', gzipSync(NOISE).subarray(0, 2000), 'damaged or cut off (gzip)'],
  ['a gzip with more behind it', 'a.txt.gz', Buffer.concat([gzipSync(prose()), NOISE]), READ],
  [
    'a tar that is cut off',
    'a.tar',
    tarred({ name: 'b.txt', content: NOISE }).subarray(0, 2000),
    { seeds: READ, rejects: ['a.tar: cut off (tar)'] },
  ],
  [
    'a tar with a size beyond all measure',
    'a.tar',
    tarred({ name: 'b.txt', content: 'x', size: 2 ** 52 }),
    {
      seeds: READ,
      rejects: ['a.tar/b.txt: too large (4294967296 MB of at most 64 MB in an archive)', 'a.tar: cut off (tar)'],
    },
  ],
  [
    'a tar of links, devices and pipes',
    'a.tar',
    tarred(...['1', '2', '3', '4', '6'].map((type) => ({ name: `${type}.txt`, type }))),
    {
      seeds: READ,
      rejects: [
        '1.txt: a link',
        '2.txt: a link',
        ...['3', '4', '6'].map((type) => `${type}.txt: not a regular file`),
      ].map((line) => `a.tar/${line}`),
    },
  ],
  [
    'a tar with names that lead out of it',
    'a.tar',
    tarred({ name: '../up.txt', content: 'x' }),
    { seeds: READ, rejects: [`a.tar/../up.txt: ${OUT}`] },
  ],
];
