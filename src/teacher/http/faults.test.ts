import { expect, test } from 'vitest';
import { CallFailure } from '../teacher.ts';
import { TimedOut } from './exchange.ts';
import { completion, question } from './loopback.ts';
import { failureOf, inTurn, stage } from './loopback-teacher.ts';

test.each([408, 409, 425, 429, 500, 502, 503, 504, 529])('a %i is tried again', async (status) => {
  const { teacher, got, retries } = await stage(inTurn({ status, body: { error: { message: 'Busy.' } } }));
  expect((await teacher.complete(question('a'))).text).toBe('done');
  expect(got).toHaveLength(2);
  expect(retries).toEqual([{ status, words: `it answers ${status}: Busy`, waitMs: 250 }]);
});

test('waits double up to a minute, with full jitter', async () => {
  const faults = Array.from({ length: 10 }, () => ({ status: 503 }));
  const { teacher, waits } = await stage(inTurn(...faults), { random: () => 1 });
  await teacher.complete(question('a'));
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test.each([
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
  [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:09 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 9000],
  [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, 250],
])('a stated wait is kept to: %o', async (headers: Record<string, string>, wait) => {
  const random = headers['retry-after'] === 'soon' ? 0.5 : 0;
  const { teacher, waits } = await stage(inTurn({ status: 429, headers }), { random: () => random });
  await teacher.complete(question('a'));
  expect(waits).toEqual([wait]);
});

test.each(['0', '0.1'])('a stated wait of %s s is no shorter than the usual ones', async (seconds) => {
  const faults = Array.from({ length: 5 }, () => ({ status: 503, headers: { 'retry-after': seconds } }));
  const { teacher, waits } = await stage(inTurn(...faults));
  await teacher.complete(question('a'));
  expect(waits).toEqual([250, 500, 1000, 2000, 4000]);
});

test('a stated wait beyond what patience is left ends the call at once', async () => {
  const { teacher, waits } = await stage(() => ({ status: 429, headers: { 'retry-after': '3600' }, body: 'slow' }));
  const failure = await failureOf(teacher.complete(question('a')));
  expect(failure).toMatchObject({ code: 'E_TEACHER', hint: expect.any(String) });
  expect(failure.message).toMatch(
    /^Cannot get an answer from "http:\/\/127[^"]+": it answers 429: slow, and asks to wait 3600 s/,
  );
  expect(waits).toEqual([]);
});

test('a stream that nobody asked for ends at once, with how to turn it off', async () => {
  const body = 'data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"4"}}]}\n\ndata: [DONE]\n\n';
  const headers = { 'content-type': 'text/event-stream; charset=utf-8' };
  const { teacher, got } = await stage(() => ({ headers, body }));
  const failure = await failureOf(teacher.complete(question('a')));
  expect(failure).toMatchObject({
    code: 'E_TEACHER_REQUEST',
    message: /a stream of events$/,
    hint: /--extra-body '\{"stream":false\}'/,
  });
  expect(got).toHaveLength(1);
});

test('a time that ran out is told in few digits', () => {
  expect(new TimedOut(1022.295_205).message).toBe('no answer within 1.02 s');
  expect(new TimedOut(600_000).message).toBe('no answer within 600 s');
});

test('patience ends, and the run pauses', async () => {
  const { teacher, waits } = await stage(() => ({ status: 500, body: { error: 'down' } }), { patience: 10_000 });
  const failure = await failureOf(teacher.complete(question('a')));
  expect(failure.message).toMatch(
    /^Cannot get an answer from "http:\/\/127[^"]+\/v1": it answers 500: down; 6 attempts in 8 s$/,
  );
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(10_000);
});

test.each<[string, Parameters<typeof inTurn>[0]]>([
  ['a reset before the answer', (_, out) => void out.socket?.destroy()],
  ['a reset in its middle', (_, out) => void out.write('{"choices": [', () => out.socket?.destroy())],
  [
    'a body shorter than stated',
    (_, out) => void out.writeHead(200, { 'content-length': 500 }).end('{}', () => out.socket?.destroy()),
  ],
  ['a body cut off', { body: JSON.stringify(completion('cut off here')).slice(0, 40) }],
  ['broken JSON', { body: '{"choices": [}' }],
  ['HTML', { body: '<html><body>Welcome</body></html>' }],
  ['no choices', { body: { choices: [] } }],
  ['an empty body', { status: 204, body: '' }],
  ['a fault inside a 200', { body: { error: { code: 502, message: 'upstream' } } }],
  ['a choice that broke off', { body: completion('half', { finish: 'error' }) }],
])('%s passes', async (_, answer) => {
  const { teacher, got } = await stage(inTurn(answer), { sleep: async () => {} });
  expect((await teacher.complete(question('a'))).text).toBe('done');
  expect(got).toHaveLength(2);
});

test('an answer that does not come within the time for one attempt passes', async () => {
  const { teacher, retries } = await stage(
    inTurn(() => undefined),
    { timeout: 60 },
  );
  expect((await teacher.complete(question('a'))).text).toBe('done');
  expect(retries).toEqual([{ status: null, words: 'no answer within 0.06 s', waitMs: 250 }]);
});

test('an answer that comes drop by drop is bound by the same time', async () => {
  const drip = inTurn((_, out) => {
    const timer = setInterval(() => out.write(' '), 10);
    out.on('close', () => clearInterval(timer));
    return undefined;
  });
  const { teacher, retries } = await stage(drip, { timeout: 80 });
  await teacher.complete(question('a'));
  expect(retries).toHaveLength(1);
});

test.each([
  ['OpenAI', 400, { error: { message: 'Your input is too big', code: 'context_length_exceeded' } }],
  [
    'vLLM',
    400,
    { object: 'error', message: "This model's maximum context length is 4096 tokens. However, you requested 5000." },
  ],
  [
    'vLLM, later',
    400,
    { error: { message: 'The decoder prompt (length 5000) is longer than the maximum model length of 4096.' } },
  ],
  ['llama.cpp', 400, { error: { code: 400, message: 'the request exceeds it', type: 'exceed_context_size_error' } }],
  ['llama.cpp, older', 500, { error: { message: 'the request exceeds the available context size' } }],
  ['SGLang', 400, { message: "The input (5000 tokens) is longer than the model's context length (4096 tokens)." }],
  ['Ollama', 400, { error: 'the input length exceeds the context length' }],
  ['Anthropic', 400, { error: { message: 'prompt is too long: 210000 tokens > 200000 maximum' } }],
  [
    'Google',
    400,
    [{ error: { message: 'The input token count (9) exceeds the maximum number of tokens allowed (8).' } }],
  ],
  ['a proxy', 413, '<html>Request Entity Too Large</html>'],
  ['OpenAI, a request above the limit of a minute', 429, { error: { message: 'Request too large for gpt-4o on TPM' } }],
])('too long, as %s says it', async (_, status, body) => {
  const { teacher, got } = await stage(() => ({ status, body }));
  const failure = await failureOf(teacher.complete(question('a')));
  expect(failure).toBeInstanceOf(CallFailure);
  expect(failure).toMatchObject({ reason: 'too-long' });
  expect(got).toHaveLength(1);
});

test('room for the reply that no context holds is a setting to mend', async () => {
  const message = "This model's maximum context length is 4096 tokens. However, you requested 4196 tokens";
  const { teacher } = await stage(() => ({ status: 400, body: { error: { message } } }));
  const failure = await failureOf(teacher.complete(question('a', { maxTokens: 4096 })));
  expect(failure).toMatchObject({ code: 'E_TEACHER_REQUEST', hint: expect.stringContaining('--max-tokens') });
});

test.each([
  ['Azure', 400, { error: { message: 'The response was filtered', code: 'content_filter' } }],
  ['Azure, inside', 400, { error: { message: 'No', innererror: { code: 'ResponsibleAIPolicyViolation' } } }],
  ['OpenAI', 400, { error: { message: 'Rejected', code: 'content_policy_violation' } }],
  ['OpenRouter', 403, { error: { message: 'The model requires moderation and your input was flagged', code: 403 } }],
])('filtered, as %s says it', async (_, status, body) => {
  const { teacher } = await stage(() => ({ status, body }));
  expect(await failureOf(teacher.complete(question('a')))).toMatchObject({ name: 'CallFailure', reason: 'filtered' });
});

test.each([
  [401, { error: { message: 'Bad key' } }, 'E_TEACHER_AUTH'],
  [403, 'Forbidden', 'E_TEACHER_AUTH'],
  [400, { error: { message: 'API key not valid. Please pass a valid one.' } }, 'E_TEACHER_AUTH'],
  [402, { error: { message: 'Pay first' } }, 'E_TEACHER'],
  [429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }, 'E_TEACHER'],
  [400, { error: { message: 'Your credit balance is too low' } }, 'E_TEACHER'],
  [404, { error: { message: 'The model `m` does not exist', code: 'model_not_found' } }, 'E_TEACHER_MODEL'],
  [404, { error: 'model "m" not found, try pulling it first' }, 'E_TEACHER_MODEL'],
  [404, { detail: 'Not Found' }, 'E_TEACHER'],
  [301, '', 'E_TEACHER'],
  [400, { error: { message: 'temperature must be at most 2' } }, 'E_TEACHER_REQUEST'],
  [
    422,
    { detail: [{ loc: ['body', 'seed'], msg: 'must be whole', input: 'maximum context length' }] },
    'E_TEACHER_REQUEST',
  ],
  [501, { error: { message: 'Streaming only' } }, 'E_TEACHER_REQUEST'],
])('%i %o pauses the run', async (status, body, code) => {
  const { teacher, got } = await stage(() => ({ status, body }));
  const failure = await failureOf(teacher.complete(question('a')));
  expect(failure).toMatchObject({ name: 'UserError', code, hint: expect.stringMatching(/\.$/) });
  expect(failure.message).toMatch(/^Cannot .*[^.]$/);
  expect(got).toHaveLength(1);
});

test("a provider's words are cut to 300 characters", async () => {
  const { teacher } = await stage(() => ({ status: 400, body: { error: { message: 'word '.repeat(500) } } }));
  const { message } = await failureOf(teacher.complete(question('a')));
  expect(message.length).toBeLessThan(400);
  expect(message).toMatch(/400: word word .*…$/);
});
