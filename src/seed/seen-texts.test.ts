import { describe, expect, it } from 'vitest';
import { sha256, shortHash } from '../text/hash.ts';
import { SeenTexts, textHash } from './seen-texts.ts';

describe('SeenTexts', () => {
  it('knows each of many texts by the seed that it was first seen in', () => {
    const texts = new SeenTexts();
    const seedOf = (at: number) => ({ id: shortHash(`seed ${at}`), source: `folder/${at % 7}.jsonl#${at + 1}` });
    for (let at = 0; at < 20_000; at++) texts.add(sha256(`text ${at}`), seedOf(at));
    texts.add(sha256('text 5'), seedOf(6));
    for (let at = 0; at < 20_000; at++) expect(texts.get(sha256(`text ${at}`))).toEqual(seedOf(at));
    expect(texts.get(sha256('another'))).toBeUndefined();
  });

  it.each(['a.txt', 'a#0', 'a#012', 'a.zip/b#3.txt', 'a#1#2', '#7', 'a#12345678901', ''])(
    'gives back the source %j as it was',
    (source) => {
      const texts = new SeenTexts();
      texts.add('00000000000000000000', { id: '00000000ffffffff', source });
      expect(texts.get('0000000000000000')).toEqual({ id: '00000000ffffffff', source });
    },
  );
});

describe('textHash', () => {
  it('is the same where only white space and the form of characters differ', () => {
    expect(textHash(' Cafe\u0301\n au lait ')).toBe(textHash('Caf\u00e9 au\tlait'));
    expect(textHash('Café')).not.toBe(textHash('café'));
  });
});
