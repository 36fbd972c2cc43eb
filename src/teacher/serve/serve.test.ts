import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { testTeacher } from '../contract.ts';
import { openHttpTeacher } from '../http/http-teacher.ts';
import { requestKey } from '../key.ts';
import { PASSAGES } from '../rehearsal/passages.fixture.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import type { Request } from '../teacher.ts';
import { type FAULTS, type Served, type ServeOptions, serveTeacher } from './serve.ts';

testTeacher('a served rehearsal', async () => {
  const served = await serveTeacher(rehearsalTeacher());
  return { teacher: openHttpTeacher({ url: served.url }), close: served.close };
});

const SCHEMA = {
  type: 'object',
  properties: { title: { type: 'string' } },
  required: ['title'],
  additionalProperties: false,
};
const MESSAGES = [
  { role: 'user' as const, content: `<material>\n${PASSAGES.en}\n</material>\n\nGive the material a title.` },
];
const LOGICAL: Request = {
  messages: MESSAGES,
  schema: SCHEMA,
  sampling: { temperature: 0.5 },
  sample: 0,
  try: 0,
  maxTokens: 300,
  stage: 'instruct',
  order: 0,
};
const BODY = {
  model: 'rehearsal',
  messages: MESSAGES,
  temperature: 0.5,
  max_tokens: 300,
  response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema: SCHEMA } },
};

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

const open: (() => Promise<unknown>)[] = [];
const dispatcher = new Agent();
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function serve(options: ServeOptions = {}): Promise<Served> {
  const served = await serveTeacher(rehearsalTeacher(), options);
  open.push(served.close);
  return served;
}

async function post(served: Served, body: object | string = BODY, signal?: AbortSignal): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const options = { method: 'POST' as const, body: text, dispatcher, ...(signal && { signal }) };
  const response = await request(`${served.url}/chat/completions`, options);
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (await response.body.json()) as Record<string, unknown>,
  };
}

describe('a served teacher', () => {
  test('answers as the teacher itself does, with usage', async () => {
    const served = await serve();
    const { text, usage } = await rehearsalTeacher().complete(LOGICAL);
    const { status, body } = await post(served);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      model: 'rehearsal',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
      usage: { prompt_tokens: usage?.promptTokens, completion_tokens: usage?.completionTokens },
    });
    expect(served.stats()).toMatchObject({ requests: 1, answered: 1, faults: {}, maxInFlight: 1 });
    expect([...served.stats().perKey]).toEqual([[requestKey('rehearsal', LOGICAL), 1]]);
  });

  test('names its model and refuses what it cannot take', async () => {
    const served = await serve();
    const models = await request(`${served.url}/models`, { dispatcher });
    expect(await models.body.json()).toMatchObject({ data: [{ id: 'rehearsal' }] });
    expect(await post(served, { ...BODY, model: 'other' })).toMatchObject({
      status: 404,
      body: { error: { code: 'model_not_found' } },
    });
    expect((await post(served, '{')).status).toBe(400);
    expect((await post(served, { ...BODY, messages: [] })).status).toBe(400);
    expect((await request(`${served.url}/embeddings`, { dispatcher })).statusCode).toBe(404);
  });

  test('takes a port that is given, once', async () => {
    const { port } = await serve();
    await expect(serveTeacher(rehearsalTeacher(), { port })).rejects.toMatchObject({ code: 'E_TEACHER' });
  });

  test('appends a line for each answer', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'serve-'));
    open.push(async () => rmSync(dir, { recursive: true }));
    const served = await serve({ log: join(dir, 'log.jsonl') });
    await post(served);
    await post(served);
    await served.close();
    const lines = readFileSync(join(dir, 'log.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).key)).toEqual(Array(2).fill(requestKey('rehearsal', LOGICAL)));
  });
});

describe('faults', () => {
  const contentOf = ({ body }: Answer) =>
    (body.choices as { message: { content: string | null } }[])[0]?.message.content;
  const always = (fault: (typeof FAULTS)[number]) => serve({ faults: { [fault]: 1 }, hangMs: 50 });

  test('429 and 500', async () => {
    const busy = await always('429');
    const answer = await post(busy);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after-ms'])).toBeGreaterThan(0);
    expect((await post(await always('500'))).status).toBe(500);
    expect(busy.stats()).toMatchObject({ requests: 1, answered: 0, faults: { 429: 1 } });
  });

  test.each(['reset', 'hang'] as const)('%s', async (fault) => {
    const served = await always(fault);
    const bodies = Array.from({ length: 8 }, (_, index) => ({ ...BODY, temperature: index / 10 }));
    for (const body of bodies) await expect(post(served, body)).rejects.toThrow();
    expect(served.stats()).toMatchObject({ answered: 0, faults: { [fault]: 8 } });
  });

  test('cut-off, empty and refusal', async () => {
    expect((await post(await always('cut-off'))).body).toMatchObject({ choices: [{ finish_reason: 'length' }] });
    expect(contentOf(await post(await always('empty')))).toBe('');
    expect((await post(await always('refusal'))).body).toMatchObject({
      choices: [{ message: { content: null, refusal: expect.any(String) } }],
    });
  });

  test('broken JSON, where JSON was asked for', async () => {
    const served = await always('broken-json');
    const broken = contentOf(await post(served)) ?? '';
    expect(() => JSON.parse(broken)).toThrow();
    const { response_format: _, ...plain } = BODY;
    expect(contentOf(await post(served, plain))).not.toContain('Here it is');
    expect(served.stats().faults).toEqual({ 'broken-json': 1 });
  });

  test('come by chance, the same on every run, and another attempt can pass', async () => {
    const statuses = async () => {
      const served = await serve({ faults: { '429': 0.3, '500': 0.2 }, seed: 'a' });
      const seen: number[] = [];
      for (let index = 0; index < 40; index++) seen.push((await post(served)).status);
      return seen;
    };
    const seen = await statuses();
    expect(new Set(seen)).toEqual(new Set([200, 429, 500]));
    expect(await statuses()).toEqual(seen);
  });
});

describe('load', () => {
  test('above the capacity comes 429', async () => {
    const served = await serve({ capacity: 2, latency: 100 });
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => post(served, { ...BODY, temperature: index / 10 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429]);
    expect(served.stats()).toMatchObject({ maxInFlight: 2, faults: { capacity: 3 } });
    expect((await post(served)).status).toBe(200);
  });

  test.each([undefined, 500])('takes its time, canned or not (%s)', async (canned) => {
    const served = await serve({ latency: 60, ...(canned && { canned }) });
    const start = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => post(served)));
    expect(performance.now() - start).toBeGreaterThanOrEqual(58);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('canned: one body of the size asked for, whatever is asked', async () => {
    const served = await serve({ canned: 2048 });
    const [one, other] = [await post(served), await post(served, 'anything')];
    expect(one.body).toEqual(other.body);
    expect(one.body).toMatchObject({ choices: [{ message: { content: expect.stringMatching(/^.{2048}$/s) } }] });
    expect(served.stats()).toMatchObject({ requests: 2, answered: 2 });
  });

  test('an abandoned request gives its place back and is not counted as answered', async () => {
    const served = await serve({ latency: 200, capacity: 1 });
    await expect(post(served, BODY, AbortSignal.timeout(30))).rejects.toThrow();
    await expect.poll(() => served.stats().inFlight).toBe(0);
    expect((await post(served)).status).toBe(200);
    expect(served.stats()).toMatchObject({ requests: 2, answered: 1 });
  });
});
