import { describe, expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { differences } from './differences.ts';
import { leavesOf, type Node, type OutlineField, outlineTree, problemIn } from './outline.ts';
import { schemaOf, showOutline } from './show-outline.ts';

const field = (name: string, type: OutlineField['type'], more: Partial<OutlineField> = {}): OutlineField => ({
  name,
  type,
  choices: [],
  required: true,
  description: `The ${name}`,
  ...more,
});
const FIELDS = [
  field('seller.name', 'text'),
  field('seller.phone', 'quote', { required: false }),
  field('issued', 'date', { required: false }),
  field('state', 'choice', { choices: ['open', 'paid'] }),
  field('lines[].amount', 'number'),
  field('lines[].count', 'integer', { required: false }),
  field('tags[]', 'text', { required: false }),
  field('urgent', 'boolean'),
];
const RIGHT = {
  seller: { name: 'Orne & Co.', phone: null },
  issued: '2031-04-02',
  state: 'open',
  lines: [
    { amount: 12.5, count: 2 },
    { amount: 3, count: null },
  ],
  tags: ['tin', 'rope'],
  urgent: false,
};

function tree(fields: readonly OutlineField[] = FIELDS): Node {
  const made = outlineTree(fields);
  if (typeof made === 'string') throw new Error(made);
  return made;
}

describe('outlineTree', () => {
  test.each([
    ['a name twice', [field('a', 'text'), field('a', 'number')]],
    ['a field that is also a part', [field('a', 'text'), field('a.b', 'number')]],
    ['a part that is and is not a list', [field('a.b', 'text'), field('a[].c', 'number')]],
    ['no name', [field('a..b', 'text')]],
    ['a strange name', [field('a b!', 'text')]],
    ['the prototype', [field('__proto__', 'text')]],
    ['depth', [field('a.b.c.d.e.f', 'text')]],
    ['a choice without choices', [field('a', 'choice')]],
    ['choices of a number', [field('a', 'number', { choices: ['1'] })]],
  ])('refuses %s', (_, fields) => expect(typeof outlineTree(fields)).toBe('string'));
});

describe('problemIn', () => {
  test('is content with what fits', () => {
    expect(problemIn(RIGHT, tree())).toBeNull();
    expect(problemIn({ ...RIGHT, issued: null, tags: [], lines: [] }, tree())).toBeNull();
    expect(problemIn({ ...RIGHT, issued: '2031', state: 'Paid' }, tree())).toBeNull();
  });
  test.each<[string, unknown]>([
    ['no object', [RIGHT]],
    ['a missing field', { ...RIGHT, tags: undefined, urgent: undefined }],
    ['a field too many', { ...RIGHT, note: 'x' }],
    ['null where something must be', { ...RIGHT, state: null }],
    ['a number as text', { ...RIGHT, lines: [{ amount: '12.5', count: 2 }] }],
    ['a fraction as integer', { ...RIGHT, lines: [{ amount: 1, count: 2.5 }] }],
    ['a date of another form', { ...RIGHT, issued: '2 April 2031' }],
    ['a word outside the choices', { ...RIGHT, state: 'late' }],
    ['an object for a list', { ...RIGHT, lines: { amount: 1, count: 1 } }],
    ['null in a list', { ...RIGHT, tags: [null] }],
    ['empty text', { ...RIGHT, seller: { name: ' ', phone: null } }],
    ['null for a part that must be', { ...RIGHT, seller: null }],
  ])('finds %s', (_, value) => expect(problemIn(value, tree())).not.toBeNull());
});

describe('showOutline', () => {
  test('draws all three ways, and each names every field and its description', () => {
    const shown = Array.from({ length: 40 }, (_, at) => showOutline(FIELDS, draw('show', at)));
    expect(new Set(shown).size).toBe(3);
    for (const text of shown) {
      for (const { name, description } of FIELDS) {
        expect(text).toContain(name.split('.').at(-1)?.replace('[]', ''));
        expect(text).toContain(description);
      }
    }
  });
  test('the schema asks for every field and allows null where it may lack', () => {
    expect(schemaOf(tree([field('a.b', 'quote', { required: false }), field('c[]', 'date')]))).toEqual({
      type: 'object',
      properties: {
        a: {
          type: ['object', 'null'],
          properties: { b: { type: ['string', 'null'], description: 'verbatim: The a.b' } },
          required: ['b'],
          additionalProperties: false,
        },
        c: {
          type: 'array',
          items: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$', description: 'The c[]' },
        },
      },
      required: ['a', 'c'],
      additionalProperties: false,
    });
  });
});

describe('differences', () => {
  const places = (given: unknown) => differences(RIGHT, given, tree()).map(({ place }) => place);
  test('sees none in other order, case, marks and spacing', () => {
    expect(places({ ...RIGHT, lines: RIGHT.lines.toReversed(), tags: ['Rope', 'tin'] })).toEqual([]);
    expect(places({ ...RIGHT, seller: { name: 'orne & co', phone: null } })).toEqual([]);
  });
  test.each<[string, unknown, string[]]>([
    ['another value', { ...RIGHT, state: 'paid' }, ['state']],
    ['a value for null', { ...RIGHT, seller: { name: 'Orne & Co.', phone: '12' } }, ['seller.phone']],
    ['null for a value', { ...RIGHT, issued: null }, ['issued']],
    ['an entry less', { ...RIGHT, lines: RIGHT.lines.slice(1) }, ['lines[0]']],
    ['an entry more', { ...RIGHT, tags: ['tin', 'rope', 'tar'] }, ['tags[2]']],
    ['a number within an entry', { ...RIGHT, lines: [{ amount: 12.5, count: 4 }, RIGHT.lines[1]] }, ['lines[0].count']],
    ['nothing at all', null, ['']],
  ])('sees %s', (_, given, expected) => expect(places(given)).toEqual(expected));
  test.each([
    ['coast station', 'the coast station', true],
    ['end of next week', 'by the end of next week', true],
    ['paid', 'not paid', false],
    ['to be paid', 'not to be paid', false],
    ['Orne', 'Orne Brothers', false],
    ['lamp room', 'lamp room 4', false],
  ])('%j and %j: %s', (first, second, same) => {
    const one = tree([field('a', 'text'), field('b', 'number')]);
    expect(differences({ a: first, b: 1 }, { a: second, b: 1 }, one)).toHaveLength(same ? 0 : 1);
  });
  test('lets long texts differ in wording, and no short ones', () => {
    const one = tree([field('why', 'text'), field('b', 'text')]);
    const first = { why: 'the boiler leaked because a seal had been left out', b: 'tin' };
    expect(differences(first, { why: 'a seal had been left out, so the boiler leaked', b: 'tin' }, one)).toEqual([]);
    expect(differences(first, { why: 'nobody knew how the fire had begun', b: 'rope' }, one)).toHaveLength(2);
  });
});

test('leavesOf goes through lists and parts', () => {
  expect(leavesOf(RIGHT, tree()).map(({ place }) => place)).toEqual([
    'seller.name',
    'seller.phone',
    'issued',
    'state',
    'lines[0].amount',
    'lines[0].count',
    'lines[1].amount',
    'lines[1].count',
    'tags[0]',
    'tags[1]',
    'urgent',
  ]);
});
