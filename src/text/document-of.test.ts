import { expect, it } from 'vitest';
import { splitDraw } from '../dataset/select.ts';
import { documentOf } from './document-of.ts';

it.each([
  ['a.csv#rows-61-120', 'a.csv'],
  ['d/a.yaml#operations-1-12', 'd/a.yaml'],
  ['a.json#definitions-3', 'a.json'],
  ['a.zip/b.csv#rows-1-60', 'a.zip/b.csv'],
  ['a.jsonl#12', 'a.jsonl#12'],
  ['C#/a.cs', 'C#/a.cs'],
  ['a#rows-1-60/b.txt', 'a#rows-1-60/b.txt'],
])('%s is of %s', (source, document) => expect(documentOf(source)).toBe(document));

it('pieces of a document stand on one side of the split, lines of a file each where they fall', () => {
  const pieces = Array.from({ length: 20 }, (_, i) => splitDraw('0', `a.csv#rows-${i * 60 + 1}-${i * 60 + 60}`));
  expect(new Set(pieces)).toEqual(new Set([splitDraw('0', 'a.csv')]));
  expect(new Set(Array.from({ length: 20 }, (_, i) => splitDraw('0', `a.jsonl#${i}`))).size).toBe(20);
});
