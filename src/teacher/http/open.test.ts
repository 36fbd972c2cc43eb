import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { openHttpTeacher } from './http-teacher.ts';
import type { Serve } from './loopback.ts';
import { failureOf, inTurn, stage } from './loopback-teacher.ts';

function serving(...ids: string[]): Serve {
  return ({ path }) => (path === '/v1/models' ? { body: { data: ids.map((id) => ({ id })) } } : { status: 404 });
}

const NONE = { model: undefined } as unknown as { model: string };

test('the only model served is taken', async () => {
  const { teacher } = await stage(inTurn(), NONE, serving('the-one'));
  await teacher.open();
  expect(teacher).toMatchObject({ model: 'the-one', load: { capacity: 32 } });
});

test.each([
  ['a', ['b', 'c'], 'Cannot find the model "a" at "WHERE": it serves "b", "c"'],
  [undefined, ['b', 'c'], 'Cannot choose a model at "WHERE": it serves "b", "c"'],
  [undefined, [], 'Cannot choose a model at "WHERE": it does not say which models it serves'],
  ['a', Array.from({ length: 30 }, (_, i) => `m${i}`), '"m19" and 10 more'],
])('asked for %s where %o are served', async (model, served, message) => {
  const { teacher, url } = await stage(inTurn(), { model } as { model: string }, serving(...served));
  const failure = await failureOf(teacher.open());
  expect(failure).toMatchObject({ code: 'E_TEACHER_MODEL', hint: expect.stringContaining('--model') });
  expect(failure.message).toContain(message.replace('WHERE', url));
});

test.each([
  ['a', 'a'],
  ['llama3', 'llama3:latest'],
  ['gemini', 'models/gemini'],
  ['x/y:free', 'x/y'],
])('%s is found as %s', async (model, served) => {
  const { teacher } = await stage(inTurn(), { model }, serving('other', served));
  await teacher.open();
  expect(teacher.model).toBe(model);
});

test.each([404, 405, 501])('an endpoint that answers /models with %i is believed to have the model', async (status) => {
  const { teacher } = await stage(inTurn(), {}, () => ({ status }));
  await teacher.open();
  expect(teacher.model).toBe('m');
});

test.each<[string, Record<string, unknown>, number]>([
  ['Ollama', { '/api/version': { version: '0.9.0' } }, 4],
  ['llama.cpp', { '/props': { total_slots: 6 }, '/api/version': { version: '1' } }, 6],
  ['something that answers all in HTML', { '/props': '<html>', '/api/version': '<html>' }, 32],
])('capacity of %s', async (_, answers, capacity) => {
  const { teacher } = await stage(inTurn(), {}, ({ path }) => {
    if (path === '/v1/models') return { body: { data: [{ id: 'm' }] } };
    return path in answers ? { body: answers[path] } : { status: 404 };
  });
  await teacher.open();
  expect(teacher.load?.capacity).toBe(capacity);
});

test('a stated concurrency wins, and nothing is probed', async () => {
  const { teacher, probes } = await stage(inTurn(), { concurrency: 77 }, serving('m'));
  await teacher.open();
  expect(teacher.load?.capacity).toBe(77);
  expect(probes.map(({ path }) => path)).toEqual(['/v1/models']);
});

test('probes that hang do not hold it up', async () => {
  const probe: Serve = (got, out) => (got.path === '/v1/models' ? serving('m')(got, out) : undefined);
  const { teacher } = await stage(inTurn(), { timeout: 80 }, probe);
  await teacher.open();
  expect(teacher.load?.capacity).toBe(32);
});

test.each([401, 403])('%i on /models asks for a key, or for another one', async (status) => {
  const { teacher } = await stage(inTurn(), {}, () => ({ status }));
  const bare = await failureOf(teacher.open());
  expect(bare).toMatchObject({ code: 'E_TEACHER_AUTH', hint: expect.stringContaining('--api-key-env') });
  const { teacher: other } = await stage(inTurn(), { apiKey: 'wrong' }, () => ({ status }));
  expect((await failureOf(other.open())).hint).toContain('still holds');
});

test('a server that is still loading is waited for', async () => {
  let busy = 2;
  const { teacher, waits } = await stage(inTurn(), {}, (got, out) =>
    busy-- > 0 ? { status: 503, body: { error: { message: 'Loading model' } } } : serving('m')(got, out),
  );
  await teacher.open();
  expect(waits).toHaveLength(2);
});

test('a page at the address is no teacher', async () => {
  const { teacher, url } = await stage(inTurn(), {}, () => ({ body: '<html>Welcome</html>' }));
  const failure = await failureOf(teacher.open());
  expect(failure).toMatchObject({ code: 'E_TEACHER', message: expect.stringContaining(url) });
  expect(failure.message).toMatch(/does not answer with a list of models, but: Welcome$/);
});

test('an address that sends on elsewhere is told with the host, and nothing else of where to', async () => {
  const location = 'https://login.example/start?token=hidden-word';
  const { teacher } = await stage(inTurn(), {}, () => ({ status: 302, headers: { location } }));
  const { message } = await failureOf(teacher.open());
  expect(message).toMatch(/it answers 302 and sends on to https:\/\/login\.example: /);
  expect(message).not.toContain('hidden-word');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('nothing listens there', async () => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const teacher = openHttpTeacher({ url: `${origin}/v1`, model: 'm' });
  const failure = await failureOf(teacher.open());
  await teacher.close();
  expect(failure).toMatchObject({
    code: 'E_TEACHER',
    message: `Cannot reach the teacher at "${origin}/v1": nothing listens there (ECONNREFUSED)`,
    hint: expect.stringContaining(origin),
  });
});

test('it does not answer in time', async () => {
  const { teacher } = await stage(inTurn(), { timeout: 50 }, () => undefined);
  expect((await failureOf(teacher.open())).message).toMatch(
    /^Cannot reach the teacher at .*: no answer within 0.05 s$/,
  );
});

test('it does not speak TLS', async () => {
  const { url } = await stage(inTurn());
  const teacher = openHttpTeacher({ url: url.replace('http:', 'https:'), model: 'm' });
  const failures = [await failureOf(teacher.open()), await failureOf(teacher.complete({ ...request }))];
  await teacher.close();
  for (const failure of failures) {
    const message = expect.stringContaining('Cannot reach the teacher');
    expect(failure).toMatchObject({ code: 'E_TEACHER', message, hint: /^Give the address with http:\/\// });
  }
});

const request = {
  messages: [],
  sampling: {},
  sample: 0,
  try: 0,
  maxTokens: 1,
  stage: 'respond',
  order: 0,
} as const;

test.each(['ftp://host/v1', 'localhost:8000', ''])('"%s" is no address', (url) => {
  expect(() => openHttpTeacher({ url })).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
});
