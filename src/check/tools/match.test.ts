import { describe, expect, it } from 'vitest';
import { agrees, sameValue, unmet } from './match.ts';

const expected = (text: string, open: string[] = []) => ({ name: 'f', arguments: text, open });

describe('a made call agrees with an expected one', () => {
  it.each([
    ['{"a": 1}', [], { a: 1 }],
    ['{"a": "New York"}', [], { a: 'new york.' }],
    ['{"a": "Emma"}', [], { a: 'Emma, a novel' }],
    ['{"a": ["x", "y"]}', [], { a: ['y', 'x'] }],
    ['{"a": "Dear all, the hall is closed on Friday."}', [], { a: 'The hall stays closed this Friday, dear all.' }],
    ['{"a": 1}', ['b'], { a: 1, b: 'from a result' }],
    ['', [], {}],
  ])('%s', (text, open, given) => expect(agrees(expected(text, open), given)).toBe(true));

  it.each([
    ['{"a": 1}', [], { a: 2 }],
    ['{"a": 1}', [], { a: 1, b: 2 }],
    ['{"a": 1}', [], {}],
    ['{"a": "room 12"}', [], { a: 'room 1' }],
    ['{"a": ["x", "y"]}', [], { a: ['x'] }],
    ['{"a": ["x", "x"]}', [], { a: ['x', 'y'] }],
    ['{"a": "Emma"}', [], { a: 'Persuasion' }],
    ['{"a": true}', [], { a: 'true' }],
  ])('not: %s', (text, open, given) => expect(agrees(expected(text, open), given)).toBe(false));
});

describe('expected calls', () => {
  it('need a made call each', () => {
    const twice = [expected('{"a": 1}'), expected('{"a": 1}')];
    expect(unmet(twice, [{ name: 'f', arguments: { a: 1 } }])).toHaveLength(1);
    const [lacking] = unmet([expected('{"a": 1}')], [{ name: 'f', arguments: { a: 2 } }]);
    expect(lacking?.wrong?.arguments).toEqual({ a: 2 });
  });

  it('are compared however deep they are', () => {
    const deep = (depth: number): unknown => (depth === 0 ? 1 : { a: deep(depth - 1) });
    expect(sameValue(deep(5), deep(5))).toBe(true);
    expect(sameValue(deep(500), deep(500))).toBe(false);
  });
});
