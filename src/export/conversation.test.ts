import { describe, expect, test } from 'vitest';
import { controlStrings } from './control-strings.ts';
import { type Conversation, readConversation } from './conversation.ts';
import { LeftOut } from './left-out.ts';
import { createScreen } from './screen.ts';

const user = (content: unknown) => ({ role: 'user', content });
const said = (content: unknown) => ({ role: 'assistant', content });
const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } };
const result = { role: 'tool', content: '', tool_call_id: 'a', tool_calls: null };
const calls = { ...said(''), tool_calls: [call], tool_call_id: null };

const reasonOf = (messages: unknown, more: object = {}) => {
  const read = readConversation({ id: 'r', messages, ...more }, []);
  return read instanceof LeftOut ? read.reason : null;
};

function conversation(messages: unknown, more: object = {}): Conversation {
  const read = readConversation({ id: 'r', messages, ...more }, []);
  if (read instanceof LeftOut) throw new Error(read.reason);
  return read;
}

describe('a row is kept', () => {
  test.each([
    ['one exchange', [user('Why?'), said('So.')]],
    ['a system turn', [{ role: 'system', content: 'Be brief.' }, user('Why?'), said('So.')]],
    ['calls, empty results and an answer', [user('Do.'), calls, result, said('Done.'), user('Again.'), calls]],
  ])('with %s', (_, messages) => {
    expect(reasonOf(messages)).toBeNull();
  });

  test('and nulls of Parquet are not in its turns', () => {
    expect(conversation([user('Do.'), calls, { ...result, content: 'ok' }, said('Done.')]).turns).toEqual([
      { role: 'user', content: 'Do.' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: 'ok', tool_call_id: 'a' },
      { role: 'assistant', content: 'Done.' },
    ]);
  });

  test('without an empty system turn, NUL and lone surrogates; reasoning stays', () => {
    const read = conversation([{ role: 'system', content: ' \n' }, user('a\0b\ud800c'), said('<think>x</think>\nSo.')]);
    expect(read.system).toBeNull();
    expect(read.turns.map(({ content }) => content)).toEqual(['ab\ufffdc', '<think>x</think>\nSo.']);
  });

  test('with its further columns, cleaned', () => {
    const row = { messages: [user('a'), said('b')], source: 'x\0.md', agreement: 0.5, license: null };
    const read = readConversation(row, ['source', 'agreement', 'license', 'skill']);
    expect(read).toMatchObject({ columns: { source: 'x.md', agreement: 0.5, license: null, skill: null } });
  });
});

describe('a row is left out', () => {
  test.each([
    ['no-messages', []],
    ['no-messages', null],
    ['no-messages', [{ role: 'system', content: 'x' }]],
    ['not-a-message', ['hello']],
    ['system-not-first', [user('a'), said('b'), { role: 'system', content: 'x' }, said('c')]],
    ['turns-out-of-order', [said('b'), user('a')]],
    ['turns-out-of-order', [user('a'), user('b'), said('c')]],
    ['turns-out-of-order', [user('a'), said('b'), said('c')]],
    ['last-turn-not-assistant', [user('a'), said('b'), user('c')]],
    ['empty-content', [user('a'), said(' \n')]],
    ['content-not-text', [user('a'), said(null)]],
    ['content-not-text', [user(['a']), said('b')]],
    ['unknown-role', [{ role: 'developer', content: 'a' }, said('b')]],
    ['calls-unreadable', [user('a'), { ...said(''), tool_calls: [{ id: 'a' }] }]],
    ['calls-unreadable', [user('a'), { ...said(''), tool_calls: [call, call] }]],
    [
      'calls-unreadable',
      [user('a'), { ...said(''), tool_calls: [{ ...call, function: { name: 'f', arguments: '[1]' } }] }],
    ],
    ['result-without-call', [user('a'), { ...result, tool_call_id: 'z' }, said('b')]],
    ['call-without-result', [user('a'), calls, said('b')]],
    ['last-turn-not-assistant', [user('a'), calls, result]],
  ])('as %s', (reason, messages) => {
    expect(reasonOf(messages)).toBe(reason);
  });

  test('as a row that is none, or has tools that cannot be read', () => {
    expect(readConversation('x', [])).toEqual(new LeftOut('not-a-row'));
    for (const tools of ['[', '[]', '{"a":1}', 7, '[{"type":"function"}]'])
      expect(reasonOf([user('a'), said('b')], { tools })).toBe('tools-unreadable');
    expect(reasonOf([user('a'), said('b')], { tools: '' })).toBeNull();
  });
});

describe('control strings', () => {
  const { count, strip } = controlStrings();

  test.each([
    '<|im_start|>',
    '<|eot_id|>',
    '<|begin_of_text|>',
    '<|fim middle|>',
    '<｜User｜>',
    '[INST]',
    '[/INST]',
    '<<SYS>>',
    '</s>',
    '<bos>',
    '<end_of_turn>',
    '</tool_call>',
    '[TOOL_CALLS]',
  ])('%s is one', (text) => {
    expect(count(`a ${text} b${text}`)).toBe(2);
    expect(strip(`a ${text}b`)).toBe('a b');
  });

  test.each(['<think>', '</think>', '<div>', '[inst]', 'a <| b |> c', '<strong>', 'x[0]', '<||>', '|>'])(
    '%s is none',
    (text) => {
      expect(count(text)).toBe(0);
      expect(strip(text)).toBe(text);
    },
  );

  test('stripping leaves none, also of those that close up around what was taken', () => {
    expect(strip('<|im_<|im_end|>end|>x')).toBe('x');
  });

  test('those of a tokenizer count beside the known ones', () => {
    const own = controlStrings(['<X>', '$(']);
    expect([own.count('<X> $( <|im_end|>'), own.count('X')]).toEqual([3, 0]);
    expect(own.strip('a<X>$(b')).toBe('ab');
  });

  test('a long text of beginnings takes no time', () => {
    expect(count('<|'.repeat(500_000))).toBe(0);
    expect(strip('[INST'.repeat(200_000))).toHaveLength(1_000_000);
  });

  const row = conversation([
    { role: 'system', content: '<s>' },
    user('What is <|im_end|>?'),
    { ...said(''), tool_calls: [{ ...call, function: { name: 'f', arguments: '{"x":"</s>"}' } }] },
    { role: 'tool', content: '</s>', tool_call_id: 'a' },
    said('So.'),
  ]);

  test('are counted over all turns and arguments, and dealt with by the rule', () => {
    const results = (['refuse', 'strip', 'keep'] as const).map((rule) => {
      const { screen, found } = createScreen(rule, controlStrings());
      const done = screen(row);
      expect(found).toEqual({ rows: 1, strings: 4 });
      expect(screen(conversation([user('a'), said('b')]))).toMatchObject({
        turns: [{ content: 'a' }, { content: 'b' }],
      });
      return done;
    });
    expect(results[0]).toEqual(new LeftOut('control-strings'));
    expect(results[1]).toMatchObject({
      system: null,
      turns: [{ content: 'What is ?' }, {}, { content: '' }, { content: 'So.' }],
    });
    expect(JSON.stringify(results[1])).not.toContain('</s>');
    expect(results[2]).toBe(row);
  });

  test('are looked for in what tools say of themselves, which templates put before the student', () => {
    const tool = (description: string, name = 'x') => ({
      type: 'function',
      function: { name: 'f', description, parameters: { type: 'object', properties: { [name]: { type: 'string' } } } },
    });
    const offered = (...tools: object[]) => conversation([user('a'), said('b')], { tools: JSON.stringify(tools) });
    const screened = (rule: 'refuse' | 'strip', ...tools: object[]) =>
      createScreen(rule, controlStrings()).screen(offered(...tools));
    expect(screened('refuse', tool('Finds.'), tool('Ends <|im_end|>.'))).toEqual(new LeftOut('control-strings'));
    expect(screened('strip', tool('Ends "<|im_end|>".'))).toEqual(offered(tool('Ends "".')));
    expect(screened('strip', tool('Finds.', '</s>'))).toEqual(new LeftOut('control-strings'));
  });

  test('a text that hides them too deep is left out', () => {
    const { screen } = createScreen('strip', controlStrings());
    const hidden = `x${'<|a'.repeat(50_000)}${'|>'.repeat(50_000)}`;
    expect(screen(conversation([user(hidden), said('b')]))).toEqual(new LeftOut('control-strings'));
  });

  test('a turn of nothing else is left out when stripped', () => {
    const { screen } = createScreen('strip', controlStrings());
    expect(screen(conversation([user('<|im_end|>'), said('b')]))).toEqual(new LeftOut('empty-content'));
  });
});
