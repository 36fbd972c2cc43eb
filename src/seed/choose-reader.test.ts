import { describe, expect, it } from 'vitest';
import { HEAD_BYTES, readerOf } from './choose-reader.ts';
import type { Reader, Readers } from './reader.ts';

const PROSE = 'The ferry leaves at noon. Its captain has run it for nine years, and nobody else would. '.repeat(5);

function readerNamed(id: string, more: Partial<Reader> = {}): Reader {
  return { id, extensions: [`.${id}`], read: () => [], ...more };
}

const begins = (mark: string) => (head: Uint8Array) => Buffer.from(head).toString('latin1').startsWith(mark);

function readersOf(...all: Reader[]): Readers {
  return { all, byEnding: new Map(all.flatMap((reader) => reader.extensions.map((each) => [each, reader] as const))) };
}

const ALL = readersOf(
  readerNamed('book', { claims: begins('PK book'), marked: true }),
  readerNamed('deck', { claims: begins('PK'), extensions: ['.deck', '.dk'] }),
  readerNamed('pack', { claims: begins('PK'), general: true, extensions: ['.pack', '.tar.pk'] }),
  readerNamed('pk'),
  readerNamed('txt'),
);

async function chosen(name: string, content: string): Promise<string> {
  return (await readerOf(Buffer.from(content), `folder.book/${name}`, ALL)).id;
}

describe('readerOf', () => {
  it.each([
    ['the content, whatever the name says', 'a.txt', 'PK', 'deck'],
    ['the content, without an ending', 'a', 'PK', 'deck'],
    ['of several that claim it, the one that the name stands for', 'a.dk', 'PK book', 'deck'],
    ['of several that claim it, the general one where the name stands for it', 'a.pack', 'PK book', 'pack'],
    ['of several that claim it, none that is general, and the first by id', 'a.txt', 'PK book', 'book'],
    ['the name where nobody claims it', 'a.PK', '', 'pk'],
    ['the longest ending', 'a.tar.pk', '', 'pack'],
    ['the last ending where the longer one is unknown', 'v1.2.tar.x.pk', '', 'pk'],
    ['plain text for a file without an ending', 'Makefile', 'all:\n\tmake', 'txt'],
    ['plain text for a hidden name', '.notes', 'x', 'txt'],
    ['plain text for what is named as texts are', 'README.old', 'x', 'txt'],
    ['plain text for prose in a format that nobody reads', 'a.letter', PROSE, 'txt'],
    ['plain text for prose that is named otherwise', 'a.book', PROSE, 'txt'],
    [
      'plain text for prose of which only the beginning is seen',
      'a.letter',
      PROSE.repeat(200).slice(0, HEAD_BYTES),
      'txt',
    ],
  ])('goes by %s', async (_, name, content, id) => {
    expect(await chosen(name, content)).toBe(id);
  });

  it.each([
    ['a.xyz', 'short', 'no reader for ".xyz"'],
    ['a.lock', '{"name": "x", "version": [1, 2]}\n'.repeat(30), 'no reader for ".lock"'],
    ['a.log', '2026-01-01T00:00:00Z [1] GET /a 200\n'.repeat(30), 'no reader for ".log"'],
    ['a.jpg', '\u0000\u0001\u0002'.repeat(300), 'no reader for ".jpg"'],
    ['a.book', 'no book', 'its content is not that of a ".book"'],
  ])('says why nothing reads %s', async (name, content, reason) => {
    await expect(chosen(name, content)).rejects.toThrow(reason);
  });
});
