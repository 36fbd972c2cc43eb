import { expect, test } from 'vitest';
import { completion } from './loopback.ts';
import { parseReply } from './reply.ts';

function parse(...args: Parameters<typeof completion>) {
  return parseReply(JSON.stringify(completion(...args)));
}

test.each([
  ['plain', 'plain'],
  ['', ''],
  [null, ''],
  [
    [
      { type: 'text', text: 'two ' },
      { type: 'thinking', text: 'hm' },
      { type: 'text', text: 'parts' },
    ],
    'two parts',
  ],
  ['lone \ud83d surrogate', 'lone \ufffd surrogate'],
])('the text of %o', (content, text) => {
  expect(parse(content)).toMatchObject({ text, finish: 'stop', usage: null });
});

test.each([
  ['yes', { reasoning_content: 'hm' }, { text: 'yes', reasoning: 'hm' }],
  ['yes', { reasoning: ' hm ' }, { text: 'yes', reasoning: 'hm' }],
])('the reasoning of %o with %o stands beside the text', (content, message, expected) => {
  expect(parse(content, { message })).toMatchObject(expected);
});

test('a reply without reasoning has none, and one that only declines is refused', () => {
  expect(parse('yes')).not.toHaveProperty('reasoning');
  expect(parse("I'm sorry, but I can't help with that.")).toMatchObject({ finish: 'refused' });
});

test.each([
  ['stop', 'stop'],
  ['length', 'length'],
  ['content_filter', 'filtered'],
  ['eos', 'stop'],
  ['constructor', 'stop'],
])('finish %s is %s', (finish, ours) => {
  expect(parse('a', { finish })?.finish).toBe(ours);
});

test('a refusal is its own text', () => {
  expect(parse(null, { message: { refusal: 'I cannot' } })).toMatchObject({ text: 'I cannot', finish: 'refused' });
});

test('usage with cached tokens; what is no usage is none', () => {
  const usage = { prompt_tokens: 10, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 8 } };
  expect(parse('a', { usage })?.usage).toEqual({ promptTokens: 10, cachedTokens: 8, completionTokens: 4 });
  expect(parse('a', { usage: { prompt_tokens: 3 } })?.usage).toEqual({
    promptTokens: 3,
    cachedTokens: 0,
    completionTokens: 0,
  });
  expect(parse('a', { usage: { prompt_tokens: 'many' } })?.usage).toBeNull();
});
