import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { jsonFormat, textOrUnsuitable } from '../../ask/format.ts';
import { FORMS } from '../../check/forms/index.ts';
import type { AnswerForm } from '../../data.ts';
import { draw } from '../../text/draw.ts';
import { testTeacher } from '../contract.ts';
import type { JsonSchema, Request } from '../teacher.ts';
import { PASSAGES } from './passages.fixture.ts';
import { rehearsalTeacher } from './rehearsal.ts';

testTeacher('rehearsal', async () => ({ teacher: rehearsalTeacher(), close: async () => {} }));

const teacher = rehearsalTeacher();
const KEYED: AnswerForm[] = ['option', 'boolean', 'number', 'short', 'list', 'order', 'label'];

function request(content: string, schema?: JsonSchema, more: Partial<Request> = {}): Request {
  const base = { sampling: {}, sample: 0, try: 0, maxTokens: 4096, stage: 'instruct', order: 0 } as const;
  return { ...base, messages: [{ role: 'user', content }], ...(schema && { schema }), ...more };
}

const shapeOf = (form: AnswerForm) =>
  z.strictObject({ question: z.string().min(8), evidence: z.array(z.string()).max(6), ...FORMS[form].fields([4, 5]) });

async function write(form: AnswerForm, material: string, type = 'Detail') {
  const format = jsonFormat(z.strictObject({ items: z.array(shapeOf(form)).max(5) }));
  const prompt = `<material>\n${material}\n</material>\n\nYou write questions.\n\nNow write 3 items of this kind:\n\n# ${type}\n\nAsk.\n\n${format.words}`;
  const read = format.read((await teacher.complete(request(prompt, format.schema))).text);
  if (!('value' in read)) throw new Error(JSON.stringify(read));
  return read.value.items;
}

function row(material: string, form: AnswerForm, fields: Record<string, unknown>) {
  const { choices } = FORMS[form].shown(fields);
  const labels = choices.map((_, index) => String.fromCharCode(65 + index));
  const options = choices.map((choice, index) => `(${labels[index]}) ${choice}`).join('\n');
  const asked = [fields.question, options, `"""\n${material}\n"""`].filter(Boolean).join('\n\n');
  return { asked, labels };
}

describe('items', () => {
  test.each([...KEYED, 'free'] as const)(
    '%s: three well-formed items whose evidence stands in the passage',
    async (form) => {
      const items = await write(form, PASSAGES.en);
      expect(items).toHaveLength(3);
      expect(new Set(items.map((item) => item.question)).size).toBe(3);
      for (const item of items) {
        expect(FORMS[form].problem(item)).toBeNull();
        for (const quote of item.evidence) expect(PASSAGES.en).toContain(quote);
      }
    },
  );

  test.each(KEYED)('%s: its own answers give the key', async (form) => {
    for (const type of ['Detail', 'Whole', 'Logic', 'Voice']) {
      for (const item of await write(form, PASSAGES.en, type)) {
        const fields = FORMS[form].permute(item, draw(type));
        const { asked, labels } = row(PASSAGES.en, form, fields);
        const { text } = await teacher.complete(request(asked));
        expect([item.question, text, FORMS[form].agrees(text, fields, labels)]).toEqual([item.question, text, true]);
      }
    }
  });

  test.each(['de', 'zh', 'hi'] as const)('in %s', async (language) => {
    const items = await write('option', PASSAGES[language]);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      const { asked, labels } = row(PASSAGES[language], 'option', item);
      expect(FORMS.option.agrees((await teacher.complete(request(asked))).text, item, labels)).toBe(true);
    }
  });

  test('their keys stand in every place', async () => {
    const types = Array.from({ length: 20 }, (_, index) => `Type ${index}`);
    const items = (await Promise.all(types.map((type) => write('option', PASSAGES.en, type)))).flat();
    const places = new Set(items.map((item) => (item as { key?: unknown }).key));
    expect(places.size).toBeGreaterThanOrEqual(4);
  });

  test('none where the material gives none', async () => {
    expect(await write('option', 'Contents\n\n1 Birds')).toEqual([]);
  });
});

describe('rows', () => {
  const question = 'What is missing from this sentence of the passage: “The first keeper, ____ Vidal, kept a diary”?';

  test('a gap whose sentence is not there is declined', async () => {
    const { text } = await teacher.complete(request(`${PASSAGES.de}\n\n${question}`));
    expect(text).toContain('does not say');
  });

  test.each(['A. ', '(A) ', 'a) ', '1. '])('choices marked like %s', async (mark) => {
    const names = ['Ines', 'Tomas', 'Aldern'];
    const labels = names.map((_, index) =>
      mark.replace(/[Aa1]/, (first) => String.fromCharCode(first.charCodeAt(0) + index)),
    );
    const options = names.map((name, index) => `${labels[index]}${name}`).join('\n');
    const { text } = await teacher.complete(request(`Passage:\n${PASSAGES.en}\n\nQuestion: ${question}\n\n${options}`));
    expect(text).toMatch(
      new RegExp(`The answer is \\(${mark.includes('1') ? 2 : mark.includes('a') ? 'b' : 'B'}\\) Tomas\\.$`),
    );
  });

  test('a question of another kind gets the sentence that shares its words', async () => {
    const { text } = await teacher.complete(request(`${PASSAGES.en}\n\nHow long was the road buried under snow?`));
    expect(text).toContain('seven weeks');
  });
});

describe('transforms', () => {
  const format = textOrUnsuitable(z.string().min(1));
  const ask = async (words: string, material: string = PASSAGES.en, sample = 0) => {
    const prompt = `<material>\n${material}\n</material>\n\nTurn this material into something new.\n\n${words}\n\nLength: 60-120 words (or as much).\n\n${format.words}`;
    return format.read((await teacher.complete(request(prompt, undefined, { sample }))).text);
  };
  const written = async (words: string) => {
    const read = await ask(words);
    return 'value' in read ? read.value : '';
  };

  test('take the form that the words ask for, and the length', async () => {
    expect(await written('Write the transcript, names before turns, of a meeting.')).toMatch(
      /^\p{Lu}\p{L}+: .+\n\n\p{Lu}\p{L}+: /u,
    );
    expect(await written('Turn the material into directions.')).toMatch(/^1\. .+\n2\. /);
    expect(
      Math.max(...(await written('Write a poem.')).split('\n').map((line) => line.split(' ').length)),
    ).toBeLessThan(9);
    const words = (await written('Make a passage to reason about.')).split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(55);
    expect(words).toBeLessThanOrEqual(140);
  });

  test('decline material of fewer than three sentences', async () => {
    expect(await ask('Write a poem.', 'There is one sentence here.')).toHaveProperty('unsuitable');
  });

  test('come out the same for the same request, and differ by sample', async () => {
    expect(await ask('Write a poem.')).toEqual(await ask('Write a poem.'));
    expect(await ask('Write a poem.', PASSAGES.en, 1)).not.toEqual(await ask('Write a poem.'));
  });
});

test('reports usage, and is cut off where it has no room', async () => {
  const reply = await teacher.complete(request(PASSAGES.en, undefined, { maxTokens: 4 }));
  expect(reply).toMatchObject({ finish: 'length', usage: { completionTokens: 4, cachedTokens: 0 } });
  expect(reply.usage?.promptTokens).toBeGreaterThan(200);
});

test('300 calls are quick', async () => {
  const start = performance.now();
  for (let index = 0; index < 300; index++)
    await write(KEYED[index % KEYED.length] ?? 'short', PASSAGES.en, `Type ${index}`);
  expect(performance.now() - start).toBeLessThan(3000);
});
