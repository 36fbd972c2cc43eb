import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import { Call } from './call-signal.ts';
import { question } from './http/loopback.ts';
import { failureOf } from './http/loopback-teacher.ts';
import { backendsOf, type EndpointSpec, urlsOf } from './open-teacher.ts';

const SPEC: Omit<EndpointSpec, 'teacher'> = {
  ...{ model: 'm', apiKey: null, headers: {}, extraBody: {}, concurrency: 3, timeout: 1000, patience: 1000 },
  ...{ requestsPerMinute: null, tokensPerMinute: null, ca: null, proxies: {}, cwd: '.' },
};

describe('the URLs of a teacher', () => {
  test.each([
    ['http://a/v1,http://b/v1', ['http://a/v1', 'http://b/v1']],
    ['http://a/v1, http://b/v1', ['http://a/v1', 'http://b/v1']],
    [' http://a/v1 ,  HTTPS://b/v1 ', ['http://a/v1', 'HTTPS://b/v1']],
    ['http://u:p,q@a/v1?x=1,2', ['http://u:p,q@a/v1?x=1,2']],
    ['HTTP://a/v1,hTTps://b/v1', ['HTTP://a/v1', 'hTTps://b/v1']],
    ['rehearsal', []],
    ['openai/http://a', []],
  ])('in "%s"', (teacher, urls) => expect(urlsOf(teacher)).toEqual(urls));
});

test('no message that names a teacher shows a login', () => {
  const names = backendsOf({ ...SPEC, teacher: 'http://a/v1, HTTP://user:pass1234@b/v1' }).map(({ name }) => name);
  expect(names).toEqual(['http://a/v1', 'http://b/v1']);
  for (const teacher of ['htp://user:pass1234@b/v1', 'user:pass1234@b/v1', 'htp//user:pass/1234@b/v1']) {
    const wrong = () => backendsOf({ ...SPEC, teacher });
    expect(wrong).toThrow(expect.objectContaining({ code: 'E_USAGE', message: expect.stringContaining('b/v1"') }));
    expect(wrong).not.toThrow(/pass|1234/);
  }
});

test('a key that a package reads for itself is not shown when it is echoed', async () => {
  const cwd = scratch();
  const folder = join(cwd, 'node_modules/@ai-sdk/echo');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"name":"@ai-sdk/echo","type":"module","exports":"./index.js"}');
  writeFileSync(
    join(folder, 'index.js'),
    `export const createEcho = () => (model) => {
      if (model === 'none') throw new Error('no model for sk-echo-api03-hidden');
      return { doGenerate: async () => {
        throw Object.assign(new Error('x'), { statusCode: 401, responseBody: 'invalid x-api-key sk-echo-api03-hidden' });
      } };
    };`,
  );
  const spec = { ...SPEC, cwd, secrets: ['sk-echo-api03-hidden'] };
  const [asked, none] = [
    ...backendsOf({ ...spec, teacher: 'echo/some' }),
    ...backendsOf({ ...spec, teacher: 'echo/none' }),
  ];
  await asked?.open();
  const failures = [await failureOf(Promise.resolve(asked?.attempt(question('a'), new Call(), 1000)))];
  failures.push(await failureOf(Promise.resolve(none?.open())));
  for (const { message, cause } of failures) {
    expect(message).toContain('[secret]');
    expect(`${message} ${cause}`).not.toContain('hidden');
  }
});
