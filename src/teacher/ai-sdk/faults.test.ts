import { describe, expect, test } from 'vitest';
import { Call } from '../call-signal.ts';
import { question } from '../http/loopback.ts';
import { failureOf } from '../http/loopback-teacher.ts';
import { CallFailure } from '../teacher.ts';
import { aiSdkBackend } from './ai-sdk-backend.ts';
import { says, teacherOf } from './mock.fixture.ts';

describe('a fault', () => {
  const fails = (statusCode: number | undefined, message: string, responseHeaders = {}) =>
    Object.assign(new Error(message), {
      statusCode,
      responseHeaders,
      responseBody: JSON.stringify({ error: { message } }),
    });

  test.each([429, 500, 503, 529, 200, undefined])('of status %s passes', async (status) => {
    const replies = [fails(status, 'busy'), null];
    const { teacher, language } = teacherOf(async () => {
      const error = replies.shift();
      if (error) throw error;
      return says('yes');
    });
    expect((await teacher.complete(question('a'))).text).toBe('yes');
    expect(language.doGenerateCalls).toHaveLength(2);
  });

  test.each([
    [401, 'invalid x-api-key', 'E_TEACHER_AUTH'],
    [404, 'model: claude-9 does not exist', 'E_TEACHER_MODEL'],
    [400, 'Your credit balance is too low', 'E_TEACHER'],
    [undefined, 'Anthropic API key is missing. Pass it using the apiKey parameter', 'E_TEACHER_AUTH'],
  ])('of status %s, "%s", is %s and shows no secret', async (status, message, code) => {
    const { teacher } = teacherOf(
      async () => {
        throw fails(status, `${message} hidden-secret-key`);
      },
      { apiKey: 'hidden-secret-key' },
    );
    const failure = await failureOf(teacher.complete(question('a')));
    expect(failure).toMatchObject({ code, hint: expect.any(String) });
    expect(failure.message).not.toContain('hidden-secret');
  });

  test('in the body of a 200 is judged by the status that it states', async () => {
    const { teacher } = teacherOf(async () => {
      throw Object.assign(new Error('Invalid JSON response'), {
        statusCode: 200,
        responseBody: '{"error":{"code":401,"message":"no such user"}}',
      });
    });
    const failure = await failureOf(teacher.complete(question('a')));
    expect(failure).toMatchObject({ code: 'E_TEACHER_AUTH', message: /answers 200 without a reply: no such user/ });
  });

  test.each([
    ['prompt is too long: 300000 tokens > 200000 maximum', 'too-long'],
    ['Output blocked by content filtering policy: content_filter', 'filtered'],
  ])('"%s" is a failure of the one request', async (message, reason) => {
    const { teacher } = teacherOf(async () => {
      throw fails(400, message);
    });
    const failure = await failureOf(teacher.complete(question('a')));
    expect(failure).toBeInstanceOf(CallFailure);
    expect(failure).toMatchObject({ reason });
  });

  const named = (name: string, message: string) => Object.assign(new Error(message), { name });
  test.each([
    named('AI_InvalidArgumentError', 'Type validation failed: providerOptions.mock.thinking'),
    named('AI_InvalidPromptError', 'Invalid prompt: messages must not be empty'),
    new TypeError("Cannot read properties of undefined (reading 'map')"),
    new TypeError('Failed to parse URL from x', { cause: Object.assign(new Error('x'), { code: 'ERR_INVALID_URL' }) }),
  ])('"%s" ends at once: it would come back', async (error) => {
    const { teacher, language } = teacherOf(async () => {
      throw error;
    });
    const failure = await failureOf(teacher.complete(question('a')));
    expect(failure).toMatchObject({ code: 'E_TEACHER_REQUEST', hint: expect.any(String) });
    expect(failure.message).toContain(error.message);
    expect(language.doGenerateCalls).toHaveLength(1);
  });

  test.each([
    new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) }),
    new TypeError('fetch failed'),
    named('AI_EmptyResponseBodyError', 'Empty response body'),
  ])('"%s" passes: the connection or the answer was bad', async (error) => {
    const replies = [error, null];
    const { teacher } = teacherOf(async () => {
      const next = replies.shift();
      if (next) throw next;
      return says('yes');
    });
    expect((await teacher.complete(question('a'))).text).toBe('yes');
  });

  test('that no answer comes in time tells of too many requests', async () => {
    const language = { doGenerate: () => new Promise(() => {}) };
    const options = { name: 'mock/big', apiKey: null, headers: {}, extraBody: {}, concurrency: 1, cwd: '.' };
    const late = await aiSdkBackend({ ...options, timeout: 20, language }).attempt(question('a'), new Call(), 1000);
    expect(late).toMatchObject({ status: null, timedOut: true });
  });

  test('that no answer comes in time passes', async () => {
    let first = true;
    const { teacher } = teacherOf(
      () => {
        if (!first) return says('yes');
        first = false;
        return new Promise(() => {});
      },
      { timeout: 30 },
    );
    expect((await teacher.complete(question('a'))).text).toBe('yes');
  });
});
