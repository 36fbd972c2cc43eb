import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaOf } from './api.ts';
import { problemsOf } from './arguments.ts';
import { api, LOANS, parameter } from './library.fixture.ts';

const NESTED = api('plan', [
  parameter('tags', 'array', { allowed: ['red', 'blue'] }),
  parameter('spot', 'object', {
    inner: '{"type":"object","properties":{"x":{"type":"number","minimum":0}},"required":["x"]}',
  }),
]);

describe('arguments are held against the description', () => {
  const [book, loans] = LOANS.apis.map(schemaOf);

  it.each([
    [book, { title: 'Emma' }],
    [book, { title: 'Emma', language: 'de' }],
    [loans, { reader: 12, limit: 3 }],
    [schemaOf(NESTED), { tags: ['red'], spot: { x: 0.5 } }],
    [schemaOf(NESTED), { tags: [], spot: { x: 2, y: 'more' } }],
  ])('fit', (schema, given) => expect(problemsOf(given, schema ?? {})).toEqual([]));

  it.each([
    ['a missing one', book, {}, /title/],
    ['one that it does not know', book, { title: 'Emma', colour: 'red' }, /colour/],
    ['another type', loans, { reader: 'twelve' }, /reader.*integer/],
    ['half a number for a whole one', loans, { reader: 1.5 }, /integer/],
    ['a value that is not allowed', book, { title: 'Emma', language: 'fr' }, /language/],
    ['an entry that is not allowed', schemaOf(NESTED), { tags: ['green'], spot: { x: 1 } }, /tags/],
    ['an inner field that is missing', schemaOf(NESTED), { tags: [], spot: {} }, /spot/],
    ['an inner value out of range', schemaOf(NESTED), { tags: [], spot: { x: -1 } }, /x/],
  ])('do not fit: %s', (_, schema, given, said) => expect(problemsOf(given, schema ?? {}).join()).toMatch(said));

  it('without running patterns, formats or references of the description', () => {
    const hostile = { type: 'string', pattern: '^(a+)+$', format: 'uri', $ref: 'https://evil.example/x', $id: 'x' };
    expect(problemsOf(`${'a'.repeat(60)}!`, hostile)).toEqual([]);
  });

  it('whatever the description is', () => {
    expect(problemsOf({}, { type: 'object', required: 'all' })).not.toEqual([]);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, schema) => {
        expect(problemsOf(value, schema as Record<string, unknown>)).toBeInstanceOf(Array);
      }),
    );
  });
});
