import { describe, expect, test } from 'vitest';
import { replyOf as aiSdkReply } from './ai-sdk/result.ts';
import { parseReply } from './http/reply.ts';
import { replyOf as llamaReply } from './llama/reply.ts';

const USAGE = { promptTokens: 1, cachedTokens: 0, completionTokens: 1 };

/** What each kind of teacher makes of a text, and of reasoning that came beside it. */
const kinds = {
  http: (content: string, reasoning = '') =>
    parseReply(JSON.stringify({ choices: [{ message: { content, reasoning_content: reasoning } }] })),
  'ai-sdk': (text: string, reasoning = '') => {
    const thought = reasoning ? [{ type: 'reasoning', text: reasoning }] : [];
    return aiSdkReply({ content: [...thought, { type: 'text', text }], finishReason: 'stop' });
  },
  llama: (response: string, reasoning = '') => {
    const fullResponse = [...(reasoning ? [{ type: 'segment', text: reasoning }] : []), response];
    return llamaReply({ response, fullResponse, metadata: { stopReason: 'eogToken' } }, USAGE);
  },
};

describe.each(Object.entries(kinds))('%s', (_, reply) => {
  test.each([
    ['<think>so\nso</think>\n\nThe answer', 'The answer', 'so\nso'],
    ['\n<think></think>The answer', 'The answer', undefined],
    ['opened in the prompt\n</think>\n\nThe answer', 'The answer', 'opened in the prompt'],
    ['opened in the prompt\r\n </think> \r\nThe answer', 'The answer', 'opened in the prompt'],
    ['in the prompt\n</think>\n{"a":1}', '{"a":1}', 'in the prompt'],
    ['<think>never ends', '', 'never ends'],
  ])('%j: the thoughts stand beside the text', (said, text, reasoning) => {
    expect(reply(said)).toMatchObject({ text });
    expect(reply(said)?.reasoning).toBe(reasoning);
  });

  test.each([
    'The tag </think> ends the reasoning block.',
    'The tag <think>x</think> stays here',
    'A block:\n<think>\nx\n</think>\nends so',
    '{"answer":"close with </think> please"}',
    '{"answer":"line\n</think>\nline"}',
    '["a\n</think>\nb"]',
  ])('%j speaks of thoughts, and holds none', (said) => {
    expect(reply(said)).toMatchObject({ text: said });
    expect(reply(said)).not.toHaveProperty('reasoning');
  });

  test.each([
    ['Write </think> at the end.', 'Write </think> at the end.'],
    ['Write\n</think>\nat the end.', 'Write\n</think>\nat the end.'],
    ['<think> begins a block', '<think> begins a block'],
    ['<think></think>\nyes', 'yes'],
  ])('%j with reasoning beside it is %j', (said, text) => {
    expect(reply(said, 'hm')).toMatchObject({ text, reasoning: 'hm' });
  });

  test('a long text of line ends is read at once', () => {
    const said = '\r'.repeat(200_000);
    expect(reply(said)?.text).toBe(said);
  });
});
