import { expect, test } from 'vitest';
import { testTeacher } from '../contract.ts';
import { openHttpTeacher } from './http-teacher.ts';
import { completion, loopback, question, type Serve } from './loopback.ts';
import { failureOf, inTurn, stage } from './loopback-teacher.ts';

const serving = (answer: Serve) => async () => {
  const server = await loopback((got, out) => {
    if (got.path === '/v1/models') return { body: { data: [{ id: 'served' }] } };
    return got.path === '/v1/chat/completions' ? answer(got, out) : { status: 404 };
  });
  return { teacher: openHttpTeacher({ url: server.url }), close: server.close };
};
const refusing = (status: number, message: string) => serving(() => ({ status, body: { error: { message } } }));

testTeacher(
  'a teacher over HTTP',
  serving(({ body }) => {
    const asked = /"required":\["(\w+)"\]/.exec(JSON.stringify(body?.response_format ?? ''))?.[1];
    return { body: completion(asked ? JSON.stringify({ [asked]: 'a text' }) : 'It is about a lighthouse.') };
  }),
  { request: refusing(400, 'prompt is too long'), all: refusing(401, 'Incorrect API key provided') },
);

test('a request is written as the endpoint reads it', async () => {
  const schema = { type: 'object', properties: {} };
  const { teacher, got } = await stage(inTurn(), {
    apiKey: ' sk-1 ',
    headers: { 'X-Title': 'trial' },
    extraBody: { seed: 7, top_p: 0.5 },
  });
  await teacher.complete(question('Why “so”?', { schema, sampling: { temperature: 0.7, topP: 0.9 } }));
  expect(got[0]).toMatchObject({
    method: 'POST',
    path: '/v1/chat/completions',
    headers: { authorization: 'Bearer sk-1', 'x-title': 'trial', 'content-type': 'application/json' },
  });
  expect(got[0]?.body).toEqual({
    model: 'm',
    messages: [{ role: 'user', content: 'Why “so”?' }],
    temperature: 0.7,
    top_p: 0.5,
    max_tokens: 100,
    response_format: { type: 'json_schema', json_schema: { name: 'reply', schema, strict: true } },
    seed: 7,
  });
});

test('a request of text has no format, and lone surrogates do not leave', async () => {
  const { teacher, got } = await stage(inTurn());
  await teacher.complete(question('cut \ud83d here'));
  expect(got[0]?.body).toEqual({
    model: 'm',
    messages: [{ role: 'user', content: 'cut \ufffd here' }],
    max_tokens: 100,
  });
});

test.each(['', '/', '///'])('the address may end in "%s", and may have a query', async (end) => {
  const { teacher, url, got } = await stage(inTurn(), {});
  await teacher.close();
  const other = openHttpTeacher({ url: `${url}${end}?api-version=2`, model: 'm' });
  await other.complete(question('a'));
  await other.close();
  expect(got[0]?.path).toBe('/v1/chat/completions?api-version=2');
});

test('many calls at once each get their own reply, over no more connections than allowed', async () => {
  const ports = new Set<number | undefined>();
  const { teacher } = await stage(
    (one, out) => {
      ports.add(out.socket?.remotePort);
      return { body: completion(JSON.stringify(one.body?.messages)) };
    },
    { concurrency: 8 },
  );
  const names = Array.from({ length: 200 }, (_, i) => `question ${i}`);
  const replies = await Promise.all(names.map((name) => teacher.complete(question(name))));
  expect(replies.map(({ text }) => JSON.parse(text)[0].content)).toEqual(names);
  expect(ports.size).toBeLessThanOrEqual(8);
});

test('an abort ends a call that hangs, with the reason, and drops its connection', async () => {
  const cut = Promise.withResolvers<void>();
  const controller = new AbortController();
  const { teacher } = await stage((_, out) => {
    out.on('close', () => cut.resolve());
    controller.abort('enough');
    return undefined;
  });
  await expect(teacher.complete(question('a'), controller.signal)).rejects.toBe('enough');
  await cut.promise;
});

test('an abort ends a wait between attempts', async () => {
  const controller = new AbortController();
  const { teacher } = await stage(() => ({ status: 503 }), {
    sleep: (_: number, signal: AbortSignal) => {
      const ended = new Promise<void>((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('woken'))),
      );
      controller.abort('enough');
      return ended;
    },
  });
  await expect(teacher.complete(question('a'), controller.signal)).rejects.toBe('enough');
});

test('calls that wait for a connection can be aborted, and others go on', async () => {
  const controller = new AbortController();
  const hold = Promise.withResolvers<void>();
  const { teacher, got } = await stage(
    (_, out) => {
      void hold.promise.then(() => out.end(JSON.stringify(completion('held'))));
      return undefined;
    },
    { concurrency: 1 },
  );
  const first = teacher.complete(question('a'));
  const second = teacher.complete(question('b'), controller.signal);
  controller.abort('enough');
  await expect(second).rejects.toBe('enough');
  const third = teacher.complete(question('c'));
  hold.resolve();
  expect([(await first).text, (await third).text]).toEqual(['held', 'held']);
  expect(got.map(({ body }) => JSON.stringify(body?.messages)).join()).not.toContain('"b"');
});

test('closing ends what is under way, and nothing is begun after it', async () => {
  const { teacher } = await stage(() => undefined);
  const call = failureOf(teacher.complete(question('a')));
  await teacher.close();
  expect((await call).message).toBe('The teacher was closed');
  expect((await failureOf(teacher.complete(question('b')))).message).toBe('The teacher was closed');
});

test('a shared signal carries one listener, and none when no call is under way', async () => {
  const { signal } = new AbortController();
  let listeners = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...args: Parameters<typeof add>) => {
    listeners++;
    add(...args);
  };
  signal.removeEventListener = (...args: Parameters<typeof remove>) => {
    listeners--;
    remove(...args);
  };
  const { teacher } = await stage(inTurn());
  const calls = Array.from({ length: 20 }, () => teacher.complete(question('a'), signal));
  expect(listeners).toBe(1);
  await Promise.all(calls);
  expect(listeners).toBe(0);
});

test('lone surrogates go out as U+FFFD, in tools and their calls too', async () => {
  const { teacher, got } = await stage(inTurn());
  const bad = 'a\ud83d';
  const tools = [{ type: 'function' as const, function: { name: 'f', description: bad, parameters: {} } }];
  const call = { id: '1', type: 'function' as const, function: { name: 'f', arguments: bad } };
  const turn = { role: 'assistant' as const, content: 'x', tool_calls: [call] };
  await teacher.complete({ ...question('Why?'), messages: [{ role: 'user', content: bad }, turn], tools });
  expect(JSON.stringify(got[0]?.body)).not.toContain('\\ud83d');
  expect(got[0]?.body).toMatchObject({
    tools: [{ function: { description: 'a\ufffd' } }],
    messages: [{ content: 'a\ufffd' }, { tool_calls: [{ function: { arguments: 'a\ufffd' } }] }],
  });
});
