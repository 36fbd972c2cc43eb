import { describe, expect, it } from 'vitest';
import { all } from '../../test/all.ts';
import { decodedText } from './decode-stream.ts';
import type { SourceFile } from './reader.ts';
import { bytesFile } from './source-file.ts';
import { streamLines } from './stream-lines.ts';

const MEGABYTE = 2 ** 20;
const GERMAN = 'Gregor lag auf seinem panzerartig harten Rücken und sah den gewölbten Bauch.\n';
const CHINESE = '天地玄黄宇宙洪荒日月盈昃辰宿列张';

/** A file whose bytes come in pieces of a size. */
function inPieces(bytes: Uint8Array, size: number): SourceFile {
  return {
    ...bytesFile('a.txt', bytes),
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

describe('decodedText', () => {
  it.each([
    ['UTF-8 of two bytes', Buffer.from(`x${'ü'.repeat(MEGABYTE)}`)],
    ['UTF-8 of three bytes, without a line break', Buffer.from(CHINESE.repeat(MEGABYTE / 16))],
    ['UTF-8 of four bytes', Buffer.from(`abc${'😀'.repeat(MEGABYTE / 2)}`)],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${'a😀b'.repeat(MEGABYTE / 4)}`, 'utf16le')],
    ['Latin-1', Buffer.from(GERMAN.repeat(30_000), 'latin1')],
    [
      'Latin-1 after megabytes of ASCII',
      Buffer.from(`${'An ordinary line.\n'.repeat(150_000)}${GERMAN.repeat(99)}`, 'latin1'),
    ],
  ])('reads %s over the ends of windows, in whatever pieces it comes', async (name, bytes) => {
    const encoding = name.startsWith('UTF-16') ? 'utf-16le' : name.startsWith('Latin') ? 'windows-1252' : 'utf-8';
    const expected = new TextDecoder(encoding).decode(bytes);
    const texts = await all(decodedText(bytesFile('a.txt', bytes)));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.join('') === expected).toBe(true);
    for (const size of [MEGABYTE, 262_144, 99_991]) {
      const again = await all(decodedText(inPieces(bytes, size)));
      expect(again.length === texts.length && again.every((text, i) => text === texts[i])).toBe(true);
    }
  });

  it('mends stray bytes far into a file of UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(GERMAN.repeat(30_000)), Buffer.from([0x66, 0xfc, 0x72])]);
    expect((await all(decodedText(bytesFile('a.txt', bytes)))).join('').endsWith('für')).toBe(true);
  });

  it('gives what comes before a megabyte that is no text, and says where that is', async () => {
    const bytes = Buffer.concat([
      Buffer.alloc(MEGABYTE, 'a line\n'),
      Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 7)),
    ]);
    const texts: string[] = [];
    const read = async () => {
      for await (const text of decodedText(bytesFile('a.txt', bytes))) texts.push(text);
    };
    await expect(read()).rejects.toThrow(/^no text from its megabyte 2 on: binary/);
    expect(texts.join('').length).toBe(MEGABYTE);
    await expect(all(decodedText(bytesFile('a.txt', bytes.subarray(MEGABYTE))))).rejects.toThrow(/^binary/);
  });

  it('gives nothing for nothing', async () => {
    expect(await all(decodedText(bytesFile('a.txt', new Uint8Array(0))))).toEqual([]);
  });
});

describe('streamLines', () => {
  const lines = async (text: string, longest?: number) =>
    (await all(streamLines(inPieces(Buffer.from(text), 7), longest))).map(({ number, line }) => [number, line]);

  it('numbers lines, and ends them at line feeds alone', async () => {
    expect(await lines('a\u2028b\r\n\nc\rd\n')).toEqual([
      [1, 'a\u2028b'],
      [2, ''],
      [3, 'c\rd'],
    ]);
    expect(await lines('a\nb')).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
    expect(await lines('')).toEqual([]);
  });

  it('names a line that is too long by its number and reads the rest', async () => {
    expect(await lines('abcd\nabcde\nab\nabcdefgh', 4)).toEqual([
      [1, 'abcd'],
      [2, null],
      [3, 'ab'],
      [4, null],
    ]);
  });

  it('reads lines that lie over the ends of windows, and holds nothing of those that are too long', async () => {
    const long = 'x'.repeat(3 * MEGABYTE);
    expect(await lines(`${long}\n${long}y\nend`, long.length)).toEqual([
      [1, long],
      [2, null],
      [3, 'end'],
    ]);
  });
});
