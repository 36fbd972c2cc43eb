import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from '../../text/draw.ts';
import { CONSTRAINTS, demandOf } from './catalogue.ts';
import { clash } from './clash.ts';
import type { Asking, Demand } from './constraint.ts';
import { combine, drawConstraints } from './goal.ts';

const QUESTIONS = [
  'Why does the tide come in twice a day?',
  'What should I do with the seeds that I kept from last year?',
  'Tell me about the bell of Bren and who wound it.',
  'How do I get the wax out of the cloth?',
];
const MATERIAL =
  'The council saved 30 for another bell in 1901, 1902 and 1910, and 47 later. Somebody climbs the stairs weekly and winds it.';
const askings = fc.record({
  question: fc.constantFrom(...QUESTIONS),
  material: fc.constantFrom('', MATERIAL),
  kind: fc.constantFrom('answer' as const, 'piece' as const, 'rework' as const),
  size: fc.integer({ min: 60, max: 700 }),
});
const drawn = fc.tuple(askings, fc.integer({ min: 1, max: 4 }), fc.nat()).map(([asking, count, path]) => ({
  asking,
  count,
  demands: combine(asking, count, draw('constraints', path)),
}));

describe('combine', () => {
  test('gives up to as many as wanted, at least one, none against another', () => {
    fc.assert(
      fc.property(drawn, ({ demands, count }) => {
        expect(demands.length).toBeGreaterThan(0);
        expect(demands.length).toBeLessThanOrEqual(count);
        for (const [at, demand] of demands.entries())
          for (const other of demands.slice(0, at)) expect(clash(demand, other)).toBeNull();
      }),
    );
  });

  test('says each in whole sentences, with parameters that can be read back', () => {
    fc.assert(
      fc.property(drawn, ({ demands }) => {
        for (const { id, parameters, says } of demands) {
          expect(demandOf(id, JSON.parse(JSON.stringify(parameters)))?.parameters).toEqual(parameters);
          for (const words of says) expect(words).toMatch(/^\P{Ll}.{8,}[.:*-]$|^".*\.$/su);
        }
      }),
    );
  });

  test('draws every constraint that has a way of being drawn, for some task', () => {
    const askingsOf = (path: number): Asking => ({
      question: ['Write a letter to the mayor about the bell.', ...QUESTIONS][path % 5] ?? '',
      material: path % 2 ? `${MATERIAL} It was on 3 May 1901.` : '',
      kind: (['answer', 'piece', 'rework'] as const)[path % 3] ?? 'answer',
      size: 60 + ((path * 37) % 400),
    });
    const seen = new Set(
      Array.from({ length: 6000 }, (_, path) => combine(askingsOf(path), 4, draw(path)))
        .flat()
        .map(({ id }) => id),
    );
    const drawable = [...CONSTRAINTS.values()].filter((each) => each.for.length > 0).map(({ id }) => id);
    expect(drawable.filter((id) => !seen.has(id))).toEqual([]);
    expect(drawable.length).toBeGreaterThanOrEqual(36);
  });
});

describe('breach', () => {
  test('says something or nothing of whatever comes, and never throws', async () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(
        '',
        '\0',
        '```',
        '{'.repeat(5000),
        '*'.repeat(5000),
        '- '.repeat(3000),
        '|-'.repeat(4000),
        '('.repeat(9000),
        'a-'.repeat(9000),
        '&a [*a]',
        '\u202e',
      ),
    );
    await fc.assert(
      fc.asyncProperty(drawn, hostile, hostile, async ({ demands }, response, material) => {
        for (const demand of demands) {
          const breach = await demand.breach(response, material);
          expect(breach === null || breach.length > 0).toBe(true);
        }
      }),
    );
  });

  test('counts what was put there', () => {
    const word = fc.constantFrom('oak', 'Ferry', 'straße', 'über', 'well-known', 'it’s');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (words, most) => {
        const met = demandOf('words', { least: 0, most })?.breach(words.join(' '), '') === null;
        expect(met).toBe(words.length <= most);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (there, wanted) => {
        const lines = Array.from({ length: there }, (_, at) => `${at + 1}. This is one of them.`).join('\n');
        for (const id of ['numbered-steps', 'bullets']) {
          const text = id === 'bullets' ? lines.replaceAll(/^\d+\./gm, '-') : lines;
          expect(demandOf(id, { count: wanted })?.breach(text, '') === null).toBe(there === wanted);
        }
      }),
    );
  });

  test('forbids what including demands, and the other way round', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('a', 'very', 'à la', '猫'),
        (text, word) => {
          const has = demandOf('include-words', { words: [word], times: 1 })?.breach(text, '') === null;
          const lacks = demandOf('forbid-words', { words: [word] })?.breach(text, '') === null;
          expect(has).toBe(!lacks);
        },
      ),
    );
  });
});

describe('clash', () => {
  const of = (id: string, parameters: unknown = {}): Demand => {
    const demand = demandOf(id, parameters);
    if (!demand) throw new Error(`${id} has other parameters`);
    return demand;
  };
  test.each([
    [of('lower-case'), of('title-case'), /case/],
    [of('without-marks', { marks: [','] }), of('json-fields', { names: ['a'] }), /marks/],
    [of('words', { least: 50, most: 50 }), of('words', { least: 60, most: 5000 }), /both are/],
    [of('words', { least: 50, most: 50 }), of('characters', { least: 0, most: 50 }), /size/],
    [of('bullets', { count: 3 }), of('paragraphs', { least: 2, most: 2 }), /layout/],
    [of('title'), of('begin-with', { phrase: 'By' }), /opening/],
    [of('end-with', { phrase: 'once.' }), of('postscript', { label: 'P.S.' }), /ending/],
    [of('no-digits'), of('figures', { count: 2 }), /digits/],
    [of('forbid-letter', { letter: 'e' }), of('include-words', { words: ['ferry'], times: 1 }), /"ferry" holds/],
    [of('forbid-words', { words: ['by'] }), of('begin-with', { phrase: 'By the time' }), /"by" occurs/],
    [of('lower-case'), of('postscript', { label: 'P.S.' }), /forbids/],
    [of('without-marks', { marks: [':'] }), of('last-line-label', { label: 'In short:' }), /":" occurs/],
    [of('no-first-person'), of('include-words', { words: ['we'], times: 1 }), /"we" occurs/],
    [of('language', { language: 'de' }), of('include-words', { words: ['however'], times: 1 }), /tongue/],
    [of('table-columns', { names: ['a'] }), of('distinct-openings'), /notation/],
  ])('%o and %o', (a, b, why) => {
    expect(clash(a, b)).toMatch(why);
    expect(clash(b, a)).toMatch(why);
  });

  test('lets alone what goes together', () => {
    expect(clash(of('words', { least: 0, most: 90 }), of('bullets', { count: 3 }))).toBeNull();
    expect(clash(of('title'), of('forbid-words', { words: ['very'] }))).toBeNull();
    expect(clash(of('forbid-letter', { letter: 'q' }), of('include-words', { words: ['ferry'], times: 2 }))).toBeNull();
  });
});

describe('drawConstraints', () => {
  test('draws for a conversation what every one of its replies can meet, two at most', () => {
    const given = {
      question: QUESTIONS[0] ?? '',
      material: '',
      form: 'free' as const,
      type: 'planning',
      lasting: true,
    };
    const made = Array.from(
      { length: 200 },
      (_, path) => drawConstraints(given, draw('talk', path))?.constraints ?? [],
    );
    expect(made.every(({ length }) => length === 1 || length === 2)).toBe(true);
    expect(made.flat().every(({ id }) => CONSTRAINTS.get(id)?.everywhere)).toBe(true);
    expect(new Set(made.flat().map(({ id }) => id)).size).toBeGreaterThanOrEqual(5);
  });

  const given = { question: QUESTIONS[0] ?? '', material: '', form: 'free' as const, type: 'explanation-why' };
  test('gives what an item is to carry, the same for the same draw', () => {
    const made = drawConstraints(given, draw('a'));
    expect(made?.constraints.length).toBeGreaterThan(0);
    expect(drawConstraints(given, draw('a'))).toEqual(made);
    for (const { id, parameters, words } of made?.constraints ?? [])
      expect(demandOf(id, parameters)?.says).toContain(words);
  });

  test('gives nothing to items with a key and to questions in other languages', () => {
    expect(drawConstraints({ ...given, form: 'short' }, draw('a'))).toBeNull();
    expect(drawConstraints({ ...given, question: 'Warum kommt die Flut zweimal am Tag?' }, draw('a'))).toBeNull();
    expect(drawConstraints({ ...given, question: '潮はなぜ一日に二度満ちるのか' }, draw('a'))).toBeNull();
  });

  test('lays down nothing that the question does', () => {
    const said = 'Explain in two sentences, as a list, why the tide comes in, and begin with the moon.';
    for (let path = 0; path < 200; path++) {
      for (const { id } of drawConstraints({ ...given, question: said }, draw(path))?.constraints ?? [])
        expect(
          CONSTRAINTS.get(id)?.settles.filter((each) => ['size', 'layout', 'notation', 'opening'].includes(each)),
        ).toEqual([]);
    }
  });
});
