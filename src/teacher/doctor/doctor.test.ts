import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testIo } from '../../../test/kept-io.ts';
import { runDoctor } from '../../cli/doctor.ts';
import { runCommand } from '../../cli/main.ts';
import { httpBackend } from '../http/http-backend.ts';
import { completion, type Got, loopback, type Serve } from '../http/loopback.ts';
import { examine } from './examine.ts';
import { findLocal } from './local.ts';

const USAGE = { prompt_tokens: 20, completion_tokens: 5 };
const KEEPER = '{"keeper_surname":"Roca","lamp_years":[1901]}';

function good(got: Got): ReturnType<Serve> {
  if (got.path === '/v1/models') return { body: { data: [{ id: 'm', owned_by: 'vllm' }] } };
  if (!got.path.endsWith('/chat/completions')) return { status: 404 };
  return { body: completion(got.body?.response_format ? KEEPER : 'A lighthouse warns ships.', { usage: USAGE }) };
}

async function serving(serve: Serve) {
  const server = await loopback(serve);
  onTestFinished(() => server.close());
  return server;
}

async function examined(serve: Serve, deadline = 5000) {
  const { url } = await serving(serve);
  const { checks, ...rest } = await examine(httpBackend({ url, concurrency: 8 }), { deadline });
  return { ...rest, url, of: (name: string) => checks.find((each) => each.name === name), checks };
}

function asked(got: Got): string {
  return JSON.stringify(got.body?.messages ?? '');
}

describe('an endpoint', () => {
  test('that can do all is well', async () => {
    const { checks, model, of } = await examined(good);
    expect(model).toBe('m');
    expect(checks.map(({ result }) => result)).toEqual(['ok', 'ok', 'ok', 'ok', expect.stringMatching(/ok|warn/)]);
    expect(of('structured reply')?.found).toBe('fits, by a strict JSON schema');
    expect(of('completion')?.found).toBe('20 tokens in, 5 out');
  });

  test('that refuses the key is told at once, and nothing else is asked', async () => {
    const { checks } = await examined(() => ({ status: 401, body: { error: { message: 'no' } } }));
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({
      name: 'reach',
      result: 'fail',
      advice: expect.stringContaining('--api-key-env'),
    });
  });

  test('that passes over the schema is found out', async () => {
    const { of } = await examined((got) => {
      const known = good(got);
      return got.body?.response_format ? { body: completion('{"keeper":"Roca"}', { usage: USAGE }) } : known;
    });
    expect(of('structured reply')).toMatchObject({
      result: 'warn',
      advice: expect.stringContaining('response_format'),
    });
  });

  test('that takes no schema is asked in words', async () => {
    const { of } = await examined((got) => {
      const complaint = { status: 400, body: { error: { message: 'response_format is not supported' } } };
      if (got.body?.response_format) return complaint;
      return asked(got).includes('keeper') ? { body: completion(KEEPER, { usage: USAGE }) } : good(got);
    });
    expect(of('structured reply')).toMatchObject({
      result: 'warn',
      found: 'fits, asked for by the words of the prompt',
    });
  });

  test('with too short a context, without usage, with reasoning only, or with budgets says so', async () => {
    const { of } = await examined((got) => {
      if (asked(got).length > 20_000)
        return { status: 400, body: { error: { message: "This model's maximum context length is 4096 tokens" } } };
      if (asked(got).includes('what a lighthouse is for'))
        return { body: completion('', { message: { reasoning: 'hm' } }) };
      if (asked(got).includes('Name one animal')) return { status: 429, headers: { 'retry-after': '7200' } };
      return good(got);
    });
    expect(of('eight at once')?.advice).toContain('--rpm');
    expect(of('long prompt')).toMatchObject({ result: 'warn', advice: expect.stringContaining('chunk.most') });
    expect(of('completion')).toMatchObject({ result: 'warn', found: expect.stringContaining('with reasoning') });
    expect(of('eight at once')).toMatchObject({
      result: 'fail',
      found: expect.stringMatching(/it answers 429.* asks to wait 7200 s$/),
    });
  });

  test.each([
    [5, 'ok'],
    [100, 'warn'],
  ])('that takes %d ms for each of eight at once, one after the other, is %s', async (ms, result) => {
    let now = 0;
    const { url } = await serving((got) => {
      if (asked(got).includes('Name one animal')) now += ms;
      return good(got);
    });
    const { checks } = await examine(httpBackend({ url, concurrency: 8 }), { deadline: 5000, clock: () => now });
    expect(checks.find(({ name }) => name === 'eight at once')).toMatchObject({ result, found: /8\.0 times/ });
  });

  test('that hangs is given up at the deadline, one that is a page is told from a teacher', async () => {
    const hung = await examined((got) => (got.path === '/v1/models' ? good(got) : undefined), 80);
    expect(hung.of('completion')).toMatchObject({
      result: 'fail',
      found: 'no answer within 0.08 s',
      advice: /--timeout/,
    });
    const page = await examined(() => ({ body: '<html>Welcome</html>' }));
    expect(page.of('reach')).toMatchObject({ result: 'fail', found: expect.stringContaining('Cannot find a teacher') });
  });

  test('is examined until it is stopped', async () => {
    const controller = new AbortController();
    const { url } = await serving((got) => {
      if (got.path !== '/v1/models') controller.abort(new Error('enough'));
      return good(got);
    });
    const ended = examine(httpBackend({ url }), { deadline: 5000, signal: controller.signal });
    await expect(ended).rejects.toThrow('enough');
  });
});

test('local servers are found by what they say of themselves; dead ports and pages are none', async () => {
  const port = (url: string) => Number(new URL(url).port);
  const [vllm, page] = [await serving(good), await serving(() => ({ body: '<html>' }))];
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const dead = (free.address() as AddressInfo).port;
  await new Promise((resolve) => free.close(resolve));
  const ports = [port(vllm.url), port(page.url), dead].map((each) => ({ kind: 'Jan', port: each }));
  expect(await findLocal(ports)).toEqual([{ kind: 'vLLM', url: vllm.url, models: ['m'] }]);
});

describe('the command', () => {
  test('prints a table and what to do, or one document', async () => {
    const { url } = await serving(good);
    const io = testIo();
    expect(await runCommand(['node', 'ai', 'doctor', '--teacher', url], io)).toBe(0);
    const text = io.outs.join('\n');
    expect(text).toMatch(/ok {4}reach .* serves m/);
    expect(text).toContain('price  unknown for m');
    const json = testIo();
    expect(await runCommand(['node', 'ai', 'doctor', '--teacher', url, '--json'], json)).toBe(0);
    expect(JSON.parse(json.outs.join('\n'))).toMatchObject({
      endpoints: [{ endpoint: url, model: 'm', checks: expect.any(Array) }],
      local: [],
      machine: expect.any(Array),
    });
  });

  test('says what it waits for where answers are late', async () => {
    const { url } = await serving((got) => (got.path === '/v1/models' ? good(got) : undefined));
    const io = testIo();
    const flags = { teacher: { default: url.replace('//', '//user:hidden-word@') }, timeout: 0.5 };
    expect(await runDoctor(flags, io, 0)).toBe(1);
    expect(io.errs).toEqual([`Waiting for answers of "${url}"; each request may take up to 0.5 s`]);
  });

  test('fails where an endpoint fails, each named once', async () => {
    const { url } = await serving(() => ({ status: 500 }));
    const io = testIo();
    const flags = ['--teacher', url, '--teacher', 'respond=other', '--timeout', '1', '--set', 'patience=1'];
    expect(await runCommand(['node', 'ai', 'doctor', ...flags], io)).toBe(1);
    expect(io.outs.join('\n')).toMatch(/FAIL {2}reach/);
  });
});
