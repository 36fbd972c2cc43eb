import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesFile } from './source-file.ts';
import { firstNames, firstStored } from './zip/directory.ts';
import { openZip } from './zip.ts';

const open = (bytes: Uint8Array, bounds?: Parameters<typeof openZip>[1]) => openZip(bytesFile('a.zip', bytes), bounds);
const archive = zipSync({ 'a.txt': strToU8('first'), 'b/c.txt': [strToU8('second '.repeat(400)), { level: 9 }] });
const text = async (bytes: Uint8Array, name: string) => Buffer.from(await (await open(bytes)).read(name)).toString();

/** Sets a field of the record with this signature, the last in the archive. */
function changed(bytes: Uint8Array, signature: number, at: number, value: number): Uint8Array {
  const copy = Buffer.from(bytes);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  copy.writeUInt16LE(value, copy.lastIndexOf(mark) + at);
  return copy;
}

describe('an archive', () => {
  it('gives its entries by name', async () => {
    expect([...(await open(archive)).entries.keys()]).toEqual(['a.txt', 'b/c.txt']);
    expect(await text(archive, 'b/c.txt')).toBe('second '.repeat(400));
  });

  it('is read where something stands before it', async () => {
    expect(await text(Buffer.concat([Buffer.from('#!/bin/sh\n'), archive]), 'a.txt')).toBe('first');
  });

  it('takes backslashes in names for slashes, and keeps no root', async () => {
    const zip = await open(zipSync({ 'word\\document.xml': strToU8('x'), '/etc/passwd': strToU8('y') }));
    expect([...zip.entries.keys()]).toEqual(['word/document.xml', 'etc/passwd']);
  });

  it.each([
    ['is cut off', archive.subarray(0, -30), 'cut off'],
    ['is no archive', strToU8('PK\x03\x04 but no more'), 'without its directory'],
    ['is empty', zipSync({}), 'without entries'],
  ])('is refused that %s', async (_, bytes, reason) => {
    await expect(open(bytes)).rejects.toThrow(reason);
  });

  it('is refused that has too many entries', async () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}`, strToU8('x')])));
    await expect(open(many, { entries: 39, entryBytes: 100, totalBytes: 100 })).rejects.toThrow('more than 39 entries');
  });
});

describe('an entry', () => {
  const noise = strToU8(Array.from({ length: 9000 }, (_, i) => `${i * 7919} `).join(''));

  it.each([
    ['is missing', archive, 'nothing.txt', 'nothing.txt is missing'],
    ['is encrypted', changed(archive, 0x02014b50, 8, 1), 'b/c.txt', 'encrypted'],
    ['is packed in an unknown way', changed(archive, 0x02014b50, 10, 12), 'b/c.txt', 'method 12'],
    ['is not what was packed', changed(archive, 0x02014b50, 16, 7), 'b/c.txt', 'not what was packed'],
    ['says that it lies elsewhere', changed(archive, 0x02014b50, 42, 3), 'b/c.txt', 'damaged'],
  ])('is refused that %s', async (_, bytes, name, reason) => {
    await expect(text(bytes, name)).rejects.toThrow(reason);
  });

  it('is refused that cannot be unpacked', async () => {
    const broken = Buffer.from(archive);
    const at = broken.indexOf('b/c.txt') + 'b/c.txt'.length;
    broken.fill(0xff, at, at + 8);
    await expect(text(broken, 'b/c.txt')).rejects.toThrow('cannot be unpacked');
  });

  it('is refused above its bound, whatever size it claims', async () => {
    const zip = await open(zipSync({ a: noise }), { entries: 5, entryBytes: 10_000, totalBytes: 1e6 });
    await expect(zip.read('a')).rejects.toThrow('too large unpacked');
    const liar = changed(zipSync({ a: noise }), 0x02014b50, 24, 5);
    await expect((await open(liar, { entries: 5, entryBytes: 10_000, totalBytes: 1e6 })).read('a')).rejects.toThrow(
      'too large unpacked',
    );
  });

  it('is refused when all together are above the bound', async () => {
    const zip = await open(zipSync({ a: noise, b: noise }), {
      entries: 5,
      entryBytes: 1e6,
      totalBytes: noise.length + 9,
    });
    expect((await zip.read('a')).length).toBe(noise.length);
    await expect(zip.read('b')).rejects.toThrow('too large unpacked');
  });

  it('is refused as a bomb that unpacks to hundreds of times its size', async () => {
    const bomb = zipSync({ a: [new Uint8Array(50_000_000), { level: 9 }] });
    await expect(text(bomb, 'a')).rejects.toThrow('a zip bomb');
  });
});

describe('the beginning of an archive', () => {
  it('has the names of the first entries', () => {
    expect(firstNames(archive)).toEqual(['a.txt', 'b/c.txt']);
    expect(firstNames(archive.subarray(0, 50))).toEqual(['a.txt']);
    expect(firstNames(strToU8('no archive'))).toEqual([]);
  });

  it('does not have those of an archive inside', () => {
    const inner = zipSync({ 'word/document.xml': strToU8('x') });
    expect(firstNames(zipSync({ 'inner.docx': [inner, { level: 0 }] }))).toEqual(['inner.docx']);
  });

  it('has entries that do not say how long they are', () => {
    const packed = deflateRawSync('words and more words');
    const header = (name: string, size: number, flags: number) => {
      const record = Buffer.alloc(30);
      record.writeUInt32LE(0x04034b50, 0);
      record.writeUInt16LE(flags, 6);
      record.writeUInt16LE(8, 8);
      record.writeUInt32LE(size, 18);
      record.writeUInt16LE(name.length, 26);
      return Buffer.concat([record, Buffer.from(name)]);
    };
    const bytes = Buffer.concat([header('a', 0, 8), packed, Buffer.alloc(16), header('b', packed.length, 0), packed]);
    expect(firstNames(bytes)).toEqual(['a', 'b']);
  });

  it('has the first entry where it is stored', () => {
    const typed = zipSync({ mimetype: [strToU8('application/epub+zip'), { level: 0 }] });
    expect(firstStored(typed)).toEqual({ name: 'mimetype', text: 'application/epub+zip' });
    expect(firstStored(zipSync({ mimetype: [strToU8('x'), { level: 9 }] }))).toBeUndefined();
  });
});
