import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openHttpTeacher } from './http-teacher.ts';
import { question, type Serve } from './loopback.ts';
import { failureOf, stage } from './loopback-teacher.ts';

const KEY = 'sk-proj-Abc123/+xyz==DEF456ghi789';
const OTHER = 'Token s3cr3t-of-the-gateway-0001';
const options = { apiKey: KEY, headers: { 'x-gateway': OTHER }, extraBody: { api_key: 'upstream-key-000111' } };
const parts = [KEY, OTHER, 's3cr3t-of-the-gateway', 'upstream-key-000111', 'Abc123', 'DEF456', encodeURIComponent(KEY)];

/** Echoes all that could be echoed, with the key whole, encoded, and cut short. */
function echo(status: number, wrap: (text: string) => unknown): Serve {
  return ({ headers, body }) => {
    const more = `${encodeURIComponent(KEY)} ${KEY.slice(0, 20)}... ${KEY.slice(0, 12)}******`;
    return {
      status,
      body: wrap(`Refused ${headers.authorization} ${headers['x-gateway']} ${body?.api_key ?? ''} ${more}`),
    };
  };
}

const wraps: [string, (text: string) => unknown][] = [
  ['OpenAI', (message) => ({ error: { message, code: message } })],
  ['plain', (text) => text],
  ['FastAPI', (msg) => ({ detail: [{ loc: ['body'], msg }] })],
  ['long', (message) => ({ error: { message: `${'x'.repeat(270)} ${message}` } })],
];

for (const [name, wrap] of wraps) {
  test.each([200, 301, 400, 401, 402, 403, 404, 413, 422, 429, 500, 501])(`%i, echoed as ${name}`, async (status) => {
    const { teacher, retries } = await stage(echo(status, wrap), { ...options, patience: 300 }, echo(status, wrap));
    const failures = [await failureOf(teacher.complete(question('a')))];
    if (![404, 501].includes(status)) failures.push(await failureOf(teacher.open()));
    for (const thing of [...failures, ...failures.map(({ hint, cause }) => ({ hint, cause })), retries]) {
      const shown = inspect(thing, { depth: 10, showHidden: true });
      for (const part of parts) expect(shown).not.toContain(part);
    }
  });
}

test('further secrets are not shown either', async () => {
  const body = { error: { message: 'the upstream refused hidden-upstream-key' } };
  const { teacher } = await stage(() => ({ status: 400, body }), { secrets: ['hidden-upstream-key'] });
  expect((await failureOf(teacher.complete(question('a')))).message).toMatch(/the upstream refused \[secret\]$/);
});

test('a header cannot be sent, and is not shown', async () => {
  const calls = [
    () => openHttpTeacher({ url: 'http://h/v1', apiKey: `${KEY}\nx: y` }),
    () => openHttpTeacher({ url: 'http://h/v1', headers: { 'x-gateway': `${OTHER}\r\nx: y` } }),
  ];
  for (const call of calls) {
    const failure = await failureOf(Promise.resolve().then(call));
    expect(failure).toMatchObject({ name: 'UserError' });
    for (const part of parts) expect(inspect(failure)).not.toContain(part);
  }
});

test('user and password of an address are sent, and not shown', async () => {
  const { url, probes } = await stage(
    () => undefined,
    {},
    (got) => ({ status: 401, body: got.headers.authorization }),
  );
  const teacher = openHttpTeacher({ url: url.replace('//', '//me:pass%20word@'), model: 'm' });
  const failure = await failureOf(teacher.open());
  await teacher.close();
  const basic = Buffer.from('me:pass word').toString('base64');
  expect(probes[0]?.headers.authorization).toBe(`Basic ${basic}`);
  expect(failure.message).toBe(`Cannot use the teacher at "${url}": it answers 401: Basic [secret]`);
});

test('the key is not a visible part of the teacher', async () => {
  const { teacher } = await stage(() => undefined, options);
  for (const part of parts) expect(inspect(teacher, { depth: 10, showHidden: true })).not.toContain(part);
});
