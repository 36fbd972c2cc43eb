import { describe, expect, test } from 'vitest';
import { isGrid, readGrid } from './grid.ts';

const ROWS = [
  ['site', 'year', 'note'],
  ['North', '2021', 'a, b'],
  ['South', '2022', ''],
];

describe('readGrid', () => {
  test.each([
    ['commas', 'site,year,note\nNorth,2021,"a, b"\nSouth,2022,'],
    ['semicolons', 'site;year;note\nNorth;2021;a, b\nSouth;2022;'],
    ['tabs', 'site\tyear\tnote\nNorth\t2021\ta, b\nSouth\t2022\t'],
    [
      'Markdown',
      'A table:\n\n| site | year | note |\n|:--|--:|---|\n| North | 2021 | a, b |\n| South | 2022 | |\n\nEnd.',
    ],
    [
      'Markdown in a block quote',
      '> | site | year | note |\n> |---|---|---|\n> | North | 2021 | a, b |\n> | South | 2022 | |',
    ],
    ['objects', '[{"site":"North","year":2021,"note":"a, b"},{"site":"South","year":2022,"note":null}]'],
    ['objects inside', '{"data":{"rows":[{"site":"North","year":2021,"note":"a, b"},{"site":"South","year":2022}]}}'],
    ['lines of objects', '{"site":"North","year":2021,"note":"a, b"}\n{"site":"South","year":2022}'],
  ])('reads %s', (_, text) => expect(readGrid(text)).toEqual(ROWS));
  test.each([
    ['prose', 'This is a sentence.\nAnd this, too, is one.\nNo more.'],
    ['one row', 'a,b,c'],
    ['nothing', ''],
    ['a list of numbers', '[1, 2, 3]'],
    ['broken JSON', '[{"a": 1'],
  ])('finds no table in %s', (_, text) => expect(readGrid(text)).toBeNull());
  test('is quick on hostile text', () => {
    expect(readGrid('|'.repeat(100_000))).toBeNull();
    expect(readGrid(`${' '.repeat(3999)}x\n`.repeat(50))).toBeNull();
    expect(readGrid('"'.repeat(3000).concat('\n').repeat(20))).toBeNull();
  });
});

test('isGrid counts rows below the head, and columns', () => {
  const text = 'a,b,c\n1,2,3\n4,5,6\n7,8,9';
  expect(isGrid(text, 3, 3)).toBe(true);
  expect(isGrid(text, 4, 3)).toBe(false);
  expect(isGrid(text, 3, 4)).toBe(false);
});
