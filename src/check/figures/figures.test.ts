import { describe, expect, test } from 'vitest';
import { derive } from './derived.ts';
import { readFigures } from './read-figures.ts';
import { unsupportedFigures } from './supported.ts';

const values = (text: string) => readFigures(text).map(({ readings }) => readings.map(({ value }) => value));

describe('readFigures', () => {
  test.each<[string, number[][]]>([
    ['12 and 3.5', [[12], [3.5]]],
    ['1,234.5', [[1234.5]]],
    ['1.234,5', [[1234.5]]],
    ['3,5 %', [[3.5]]],
    ['1,234', [[1234, 1.234]]],
    ['1.234', [[1.234, 1234]]],
    ['1.234.567', [[1234567]]],
    ['12 345 people', [[12345, 12, 345]]],
    ['.731', [[0.731]]],
    ['2019-03-04', [[2019], [3], [4]]],
    ['14:05', [[14], [5]]],
    ['3.4 million', [[3_400_000, 3.4]]],
    ['2,5 Mio. Euro', [[2_500_000, 2.5]]],
    ['1.2e3', [[1200]]],
    ['٣٤', [[34]]],
    ['none', []],
    ['7 km', [[7]]],
    ['5 mice', [[5]]],
  ])('reads %j', (text, expected) => expect(values(text)).toEqual(expected));

  test.each([
    ['3.42', 0.005],
    ['1200', 50],
    ['100', 5],
    ['12', 0.5],
    ['20', 0.5],
    ['0.10', 0.005],
  ])('%s is written to within %d', (text, half) => {
    expect(readFigures(text)[0]?.readings[0]?.half).toBeCloseTo(half, 9);
  });

  test('is quick on hostile digits', () => {
    expect(readFigures('1,'.repeat(20_000)).length).toBeLessThan(5001);
    expect(readFigures(`${'1.2,'.repeat(5000)}x`).length).toBeGreaterThan(0);
  });
});

const DATA = 'site,year,visitors,staff\nNorth,2021,1200,8\nSouth,2021,800,5\nEast,2022,1513,7\nWest,2022,640,4';

describe('derive', () => {
  test('knows totals, means, ranges, shares, changes, counts and groups', () => {
    const [columns = [], groups = [], steps = [], rows = [], pairs = []] = derive(DATA).tiers;
    for (const value of [4153, 1038.25, 873]) expect(columns).toContain(value);
    for (const value of [2000, 2153]) expect(groups).toContain(value);
    expect(steps).toContain(400);
    expect(steps.some((value) => Math.abs(value - 100 * (1200 / 4153)) < 1e-9)).toBe(true);
    expect(rows).toContain(150);
    expect(pairs).toContain(713);
    expect(derive(DATA).counts).toContain(4);
  });
});

describe('unsupportedFigures', () => {
  const found = (text: string, data = DATA) => unsupportedFigures(text, data).map((figure) => figure.text.trim());
  test.each([
    'North had 1,200 visitors in 2021.',
    'All four sites together counted 4,153.',
    'The mean was 1038.25.',
    'North has 1 200 and came 2nd; the 3rd is South.',
    '1. North\n2. South',
    'About 1,500 came to East.',
    'There are 150 visitors for each of the staff in the North.',
    'East had 713 more than South.',
    'No figures at all.',
  ])('traces all of %j', (text) => expect(found(text)).toEqual([]));
  test.each([
    ['North had 1,210 visitors.', ['1,210']],
    ['In 2019 there were none.', ['2019']],
    ['A total of 4,253.', ['4,253']],
    ['It grew by 37.31%.', ['37.31%']],
    ['East had 1,600.', ['1,600']],
  ])('does not trace %j', (text, expected) => expect(found(text)).toEqual(expected));
  test('reads decimal commas and shares of one', () => {
    expect(found('Im Mittel 3,5 Grad; 12 %.', 'a;b\n3,5;0,12\n4,1;0,2')).toEqual([]);
    expect(found('12% of them', 'a,b\nx,0.12\ny,0.4')).toEqual([]);
    expect(found('a share of 0.12', 'a,b\nx,12%\ny,40%')).toEqual([]);
  });
  test('writes out what the data give in thousands', () => {
    const data = 'item,cost (thousand crowns)\nseal,212.5\nlamp,96\nmast,310';
    expect(found('The seal cost 212,500 crowns and the three came to 618,500.', data)).toEqual([]);
    expect(found('The seal cost 213,500 crowns.', data)).toEqual(['213,500']);
    expect(found('The seal cost 212,500 crowns.', data.replace('thousand ', ''))).toEqual(['212,500']);
  });
  test('does not take a match for proof where anything would match', () => {
    const rows = Array.from({ length: 40 }, (_, at) => `r${at},${(at * 37) % 101},${(at * 53) % 97}`);
    expect(
      found('It rose by 43%.', ['id,a,b', ...rows.map((row) => row.replaceAll(/\b43\b/g, '44'))].join('\n')),
    ).toEqual(['43%']);
  });
});
