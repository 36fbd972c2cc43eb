import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crafted } from '../../test/interop/crafted.ts';
import { pairOf } from '../../test/pairs.ts';
import { scratch } from '../../test/scratch.ts';
import { byteLevel, writeTokenizer } from '../../test/tokenizers.ts';
import type { Pair } from '../data.ts';
import { toRow } from '../dataset/row.ts';
import { formatContract } from './contract.ts';
import { type Conversation, readConversation } from './conversation.ts';
import { formats, type RowRecord } from './format.ts';
import { LeftOut } from './left-out.ts';

const all = await formats();

test('every module of formats/ is a format of its name', () => {
  const names = readdirSync(join(import.meta.dirname, 'formats')).map((name) => name.replace(/\.ts$/, ''));
  expect([...all.keys()].sort()).toEqual(names.sort());
  expect(names.length).toBeGreaterThanOrEqual(9);
});

describe('a format', () => {
  const rows = crafted().map(({ id, ...changes }) => toRow(pairOf(id, 's', changes), 'u'));
  test.each([...all.values()].map((format) => [format.id, format] as const))(
    '%s keeps the contract',
    async (_, format) => {
      const tokenizer = writeTokenizer(scratch(), byteLevel());
      await formatContract(format, rows, { tokenizer, chatTemplate: 'chatml' });
    },
  );
});

type Given = Partial<Pick<Pair, 'messages' | 'tools'>>;

/** What formats make of one conversation, or why they leave it out. */
async function made(id: string, given: Given, layout: string | null = null): Promise<RowRecord[] | string> {
  const format = all.get(id);
  if (!format) throw new Error(`no format ${id}`);
  const opened = await format.open({ layout, columns: [], flags: {} });
  const conversation: Conversation | LeftOut = readConversation(toRow(pairOf('a', 's', given), 'u'), []);
  if (conversation instanceof LeftOut) return conversation.reason;
  const records: RowRecord[] = [];
  const left = opened.renderer(conversation.tools !== null).add(conversation, (record) => void records.push(record));
  return left?.reason ?? records;
}

const SYSTEM: Pair['messages'] = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Why?' },
  { role: 'assistant', content: 'So.' },
];
const TURNS: Pair['messages'] = [...SYSTEM, { role: 'user', content: 'And?' }, { role: 'assistant', content: 'Yes.' }];
const TOOL = {
  type: 'function' as const,
  function: { name: 'f', description: 'Does.', parameters: { type: 'object' } },
};
const call = (id: string, x: number) => ({
  id,
  type: 'function' as const,
  function: { name: 'f', arguments: JSON.stringify({ x }) },
});
const CALLS: Given = {
  tools: [TOOL],
  messages: [
    { role: 'user', content: 'Do.' },
    { role: 'assistant', content: '', tool_calls: [call('a', 1), call('b', 2)] },
    { role: 'tool', content: 'one', tool_call_id: 'a' },
    { role: 'tool', content: 'two', tool_call_id: 'b' },
    { role: 'assistant', content: 'Done.' },
  ],
};

describe('records', () => {
  test('messages and axolotl: turns as they are, tools as JSON text', async () => {
    for (const id of ['messages', 'axolotl']) {
      expect(await made(id, { messages: TURNS })).toEqual([{ messages: TURNS }]);
      expect(await made(id, CALLS)).toEqual([{ messages: CALLS.messages, tools: JSON.stringify([TOOL]) }]);
    }
  });

  test('openai: tools as objects, arguments as text, no other key', async () => {
    expect(await made('openai', CALLS)).toEqual([{ messages: CALLS.messages, tools: [TOOL] }]);
  });

  test('prompt-completion: the last turn, or each of the assistant’s', async () => {
    expect(await made('prompt-completion', { messages: TURNS }, 'last')).toEqual([
      { prompt: TURNS.slice(0, 4), completion: TURNS.slice(4) },
    ]);
    expect(await made('prompt-completion', { messages: TURNS }, 'each')).toEqual([
      { prompt: TURNS.slice(0, 2), completion: TURNS.slice(2, 3) },
      { prompt: TURNS.slice(0, 4), completion: TURNS.slice(4) },
    ]);
  });

  test('sharegpt: from and value; calls as JSON, results of one time in one turn', async () => {
    expect(await made('sharegpt', { messages: SYSTEM })).toEqual([
      {
        conversations: [
          { from: 'system', value: 'Be brief.' },
          { from: 'human', value: 'Why?' },
          { from: 'gpt', value: 'So.' },
        ],
      },
    ]);
    const [record] = (await made('sharegpt', CALLS)) as RowRecord[];
    expect(record).toEqual({
      conversations: [
        { from: 'human', value: 'Do.' },
        { from: 'function_call', value: '[{"name":"f","arguments":{"x":1}},{"name":"f","arguments":{"x":2}}]' },
        { from: 'observation', value: 'one\ntwo' },
        { from: 'gpt', value: 'Done.' },
      ],
      tools: JSON.stringify([TOOL.function]),
    });
  });

  test('llama-factory: three layouts', async () => {
    expect(await made('llama-factory', { messages: TURNS }, 'alpaca')).toEqual([
      { instruction: 'And?', input: '', output: 'Yes.', system: 'Be brief.', history: [['Why?', 'So.']] },
    ]);
    expect(await made('llama-factory', CALLS, 'alpaca')).toBe('tools');
    const [sharegpt] = (await made('llama-factory', { messages: SYSTEM }, 'sharegpt')) as RowRecord[];
    expect(sharegpt).toMatchObject({ system: 'Be brief.', conversations: [{ from: 'human' }, { from: 'gpt' }] });
    const [openai] = (await made('llama-factory', CALLS, 'openai')) as RowRecord[];
    expect(openai?.messages).toEqual([
      { role: 'user', content: 'Do.' },
      { role: 'function_call', content: '[{"name":"f","arguments":{"x":1}},{"name":"f","arguments":{"x":2}}]' },
      { role: 'tool', content: 'one\ntwo' },
      { role: 'assistant', content: 'Done.' },
    ]);
  });

  test('alpaca: three keys, and a reason for what they cannot hold', async () => {
    expect(await made('alpaca', { messages: SYSTEM })).toEqual([
      { instruction: 'Be brief.\n\nWhy?', input: '', output: 'So.' },
    ]);
    expect(await made('alpaca', { messages: TURNS })).toBe('several-turns');
    expect(await made('alpaca', CALLS)).toBe('tools');
  });

  test('chatml-text: one text', async () => {
    expect(await made('chatml-text', { messages: SYSTEM })).toEqual([
      {
        text: '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhy?<|im_end|>\n<|im_start|>assistant\nSo.<|im_end|>\n',
      },
    ]);
    expect(await made('chatml-text', CALLS)).toBe('tools');
  });

  test('words beside a call have no place in ShareGPT’s roles', async () => {
    const [user, asked, ...rest] = CALLS.messages ?? [];
    if (!user || !asked) throw new Error('no turns');
    const spoken: Given = { ...CALLS, messages: [user, { ...asked, content: 'Let me see.' }, ...rest] };
    for (const id of ['sharegpt', 'llama-factory']) expect(await made(id, spoken, 'openai')).toBe('text-beside-call');
    expect(await made('openai', spoken)).toHaveLength(1);
  });
});
