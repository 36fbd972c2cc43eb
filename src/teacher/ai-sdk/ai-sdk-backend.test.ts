import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../../test/scratch.ts';
import { Call } from '../call-signal.ts';
import { testTeacher } from '../contract.ts';
import { gatedTeacher } from '../gated/gated-teacher.ts';
import { question } from '../http/loopback.ts';
import { failureOf } from '../http/loopback-teacher.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import type { JsonSchema } from '../teacher.ts';
import { aiSdkBackend } from './ai-sdk-backend.ts';
import { splitName } from './load-model.ts';
import { says, teacherOf } from './mock.fixture.ts';

/** A mock model that answers as the rehearsal teacher does. */
async function rehearse(given: {
  prompt: { role: string; content: unknown }[];
  responseFormat?: { schema?: unknown };
}) {
  const content = given.prompt.map(({ content: parts }) =>
    (parts as { text: string }[]).map(({ text }) => text).join(''),
  );
  const schema = given.responseFormat?.schema as JsonSchema | undefined;
  const reply = await rehearsalTeacher().complete(question(content.join('\n'), { ...(schema && { schema }) }));
  return says(reply.text);
}

const mocked = (doGenerate: unknown) => async () => ({ teacher: teacherOf(doGenerate).teacher, close: async () => {} });
const refusing = (statusCode: number, message: string) =>
  mocked(async () => {
    throw Object.assign(new Error(message), { statusCode, responseBody: message });
  });

testTeacher('a teacher of the AI SDK (its own mock model)', mocked(rehearse), {
  request: refusing(400, 'prompt is too long'),
  all: refusing(401, 'invalid x-api-key'),
});

describe('a request', () => {
  test('goes out with its schema, sampling, tools and turns', async () => {
    const { teacher, language } = teacherOf(async () => says('{}'), { extraBody: { thinking: { type: 'disabled' } } });
    const call = { id: 'c1', type: 'function' as const, function: { name: 'find', arguments: '{"a":1}' } };
    await teacher.complete({
      ...question('q', { schema: { type: 'object' }, sampling: { temperature: 0.3, topP: 0.9 }, maxTokens: 77 }),
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'u' },
        { role: 'assistant', content: '', tool_calls: [call] },
        { role: 'tool', content: 'found', tool_call_id: 'c1' },
      ],
      tools: [{ type: 'function', function: { name: 'find', description: 'd', parameters: { type: 'object' } } }],
    });
    expect(language.doGenerateCalls[0]).toMatchObject({
      prompt: [
        { role: 'system', content: 's' },
        { role: 'user', content: [{ type: 'text', text: 'u' }] },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'find', input: { a: 1 } }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'c1', toolName: 'find', output: { type: 'text', value: 'found' } },
          ],
        },
      ],
      maxOutputTokens: 77,
      temperature: 0.3,
      topP: 0.9,
      responseFormat: { type: 'json', schema: { type: 'object' } },
      tools: [{ type: 'function', name: 'find', description: 'd', inputSchema: { type: 'object' } }],
      providerOptions: { mock: { thinking: { type: 'disabled' } } },
    });
  });
});

describe('a reply', () => {
  test('comes with usage, cached tokens, reasoning beside the text, and calls of tools', async () => {
    const content = [
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'yes' },
      { type: 'tool-call', toolCallId: 'c', toolName: 'find', input: '{"a":1}' },
      { type: 'source', id: 'x' },
    ];
    const { teacher } = teacherOf(async () => says('', { content }));
    expect(await teacher.complete(question('a'))).toEqual({
      text: 'yes',
      reasoning: 'hm',
      toolCalls: [{ id: 'c', type: 'function', function: { name: 'find', arguments: '{"a":1}' } }],
      finish: 'stop',
      usage: { promptTokens: 12, cachedTokens: 4, completionTokens: 5 },
    });
  });

  test('of an older package is read too', async () => {
    const old = { finishReason: 'length', usage: { inputTokens: 3, outputTokens: 2, cachedInputTokens: 1 } };
    const { teacher } = teacherOf(async () => says('cut', old));
    expect(await teacher.complete(question('a'))).toMatchObject({
      finish: 'length',
      usage: { promptTokens: 3, cachedTokens: 1, completionTokens: 2 },
    });
  });

  test.each([
    [{ finishReason: { unified: 'content-filter' } }, 'filtered'],
    [{ content: [{ type: 'text', text: "I'm sorry, but I can't help with that." }] }, 'refused'],
  ])('%o is %s', async (more, finish) => {
    expect(await teacherOf(async () => says('x', more)).teacher.complete(question('a'))).toMatchObject({ finish });
  });

  test('tells what the endpoint allows a minute', async () => {
    const headers = { 'x-ratelimit-limit-requests': '60', 'x-ratelimit-remaining-requests': '0' };
    const language = { doGenerate: async () => says('yes', { response: { headers } }) };
    const options = { name: 'mock/big', apiKey: null, headers: {}, extraBody: {}, concurrency: 1, cwd: '.' };
    const backend = aiSdkBackend({ ...options, timeout: 1000, language });
    expect(await backend.attempt(question('a'), new Call(), 1000)).toMatchObject({
      reply: { text: 'yes' },
      limits: { requestsPerMinute: 60, remainingRequests: 0 },
    });
  });

  test('without usage has none, and what is no reply is asked for again', async () => {
    const replies: unknown[] = [{}, says('', { finishReason: { unified: 'error' } }), says('yes', { usage: 'many' })];
    const { teacher } = teacherOf(async () => replies.shift());
    expect(await teacher.complete(question('a'))).toMatchObject({ text: 'yes', usage: null });
  });
});

describe('packages', () => {
  const options = { apiKey: null, headers: {}, extraBody: {}, concurrency: null, timeout: 1000 };

  test('are loaded from the folder of the user', async () => {
    const cwd = scratch();
    const folder = join(cwd, 'node_modules/@ai-sdk/tiny');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"name":"@ai-sdk/tiny","type":"module","exports":"./index.js"}');
    writeFileSync(
      join(folder, 'index.js'),
      `export const createTiny = ({ apiKey }) => (model) => ({ doGenerate: async () => ({
        content: [{ type: 'text', text: model + ' ' + apiKey }], finishReason: 'stop', usage: {} }) });`,
    );
    const teacher = gatedTeacher([aiSdkBackend({ ...options, name: 'tiny/some/model:1', apiKey: 'k', cwd })]);
    await teacher.open();
    expect(teacher.model).toBe('tiny/some/model:1');
    expect(await teacher.complete(question('a'))).toMatchObject({ text: 'some/model:1 k', usage: null });
  });

  test('that are missing are named with the command that installs them', async () => {
    const failure = await failureOf(aiSdkBackend({ ...options, name: 'bedrock/x', cwd: scratch() }).open());
    expect(failure).toMatchObject({ code: 'E_TEACHER', hint: /npm install @ai-sdk\/amazon-bedrock/ });
  });

  test('names split at the first slash', () => {
    expect(splitName('openrouter/qwen/qwen3:free')).toEqual({ provider: 'openrouter', model: 'qwen/qwen3:free' });
  });
});
