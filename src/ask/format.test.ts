import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonFormat, jsonOrUnsuitable, parseJson, textOrUnsuitable } from './format.ts';

describe('parseJson', () => {
  test.each([
    ['{"a":1}'],
    ['```json\n{"a": 1}\n```'],
    ['Here is [the] JSON: {"a":1}. Done.'],
    ['{x} stands for {"a":1}'],
    ["{'a': 1,}"],
    ['{"a": 1'],
    ['Use {} so.\n{"a":1}'],
  ])('finds the object in %j', (text) => {
    expect(parseJson(text)).toEqual({ a: 1 });
  });
  test('takes a list as a list, not its last member', () => {
    expect(parseJson('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(parseJson('{"items":[{"a":1},{"a":2}')).toEqual({ items: [{ a: 1 }, { a: 2 }] });
  });
  test('is undefined where there is none', () => {
    expect(['', 'no', 'none here }'].map(parseJson)).toEqual([undefined, undefined, undefined]);
  });
  test('gives back every object, in a block and among prose too', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const same: unknown = JSON.parse(JSON.stringify(object));
        expect(parseJson(`Here:\n\`\`\`json\n${JSON.stringify(object, null, 2)}\n\`\`\`\nThat is all.`)).toEqual(same);
      }),
    );
  });
});

describe('jsonFormat', () => {
  const shape = z.strictObject({
    title: z.string().min(3).describe('Short'),
    tags: z
      .nullable(
        z
          .array(z.enum(['x', 'y']))
          .min(2)
          .max(4),
      )
      .describe('Of these'),
  });
  const format = jsonFormat(shape);
  test('says the form in words, with sizes', () => {
    expect(format.words).toContain('"title": string,  // Short');
    expect(format.words).toContain('"tags": ["x" or "y", …] or null,  // Of these; 2 to 4 of them');
  });
  test('gives servers a schema without what they do not enforce', () => {
    expect(JSON.stringify(format.schema)).not.toMatch(/minLength|minItems|maxItems|\$schema/);
    expect(format.schema).toMatchObject({ type: 'object', required: ['title', 'tags'], additionalProperties: false });
  });
  test('reads a value or says what is wrong with it', () => {
    expect(format.read('{"title":"abc","tags":null}')).toEqual({ value: { title: 'abc', tags: null } });
    expect(format.read('{"title":"abc","tags":["x"]}')).toEqual({ problem: expect.stringContaining('tags') });
    expect(format.read('sorry')).toEqual({ problem: 'It is not a JSON object.' });
  });
});

test('jsonOrUnsuitable reads a result, a reason, or neither', () => {
  const { read } = jsonOrUnsuitable(z.strictObject({ a: z.int() }));
  expect(read('{"unsuitable":null,"result":{"a":1}}')).toEqual({ value: { a: 1 } });
  expect(read('{"unsuitable":"a list of links","result":null}')).toEqual({ unsuitable: 'a list of links' });
  expect(read('{"unsuitable":null,"result":null}')).toHaveProperty('problem');
  expect(read('{"unsuitable":"","result":null}')).toHaveProperty('problem');
});

test('textOrUnsuitable reads what stands between its tags', () => {
  const { read } = textOrUnsuitable(z.string().min(3));
  expect(read('Here: <result>\nA text.\n\nMore.\n</result> Done')).toEqual({ value: 'A text.\n\nMore.' });
  expect(read('<unsuitable> only links </unsuitable>')).toEqual({ unsuitable: 'only links' });
  expect(read('<result></result><unsuitable>links</unsuitable>')).toEqual({ unsuitable: 'links' });
  expect(read('<unsuitable></unsuitable>\n<result>A text</result>')).toEqual({ value: 'A text' });
  for (const text of ['A text', '<result>A text', '<result>a</result>']) expect(read(text)).toHaveProperty('problem');
});

test('a reply of nothing but opening tags is read at once', () => {
  const format = textOrUnsuitable(z.string());
  expect(format.read('<result>'.repeat(100_000))).toHaveProperty('problem');
  expect(format.read('<RESULT>\nText with </result> in it\n</Result>')).toEqual({ value: 'Text with </result> in it' });
});
