import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratch } from '../../../test/scratch.ts';
import { endpointOf } from '../http/endpoint.ts';
import { completion, loopback } from '../http/loopback.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import { completionBody, readBody } from '../serve/body.ts';
import { testTransport } from './contract.ts';
import { fakeBatches } from './fake-batches.ts';
import { filesTransport } from './files.ts';
import { resultOf } from './lines.ts';
import { openAiBatches } from './openai.ts';
import type { BatchResult } from './transport.ts';

testTransport('batch:openai', async () => {
  const fake = await fakeBatches(rehearsalTeacher());
  const transport = openAiBatches({ url: fake.url, pollMs: 1 });
  return { transport, answer: async () => {}, close: () => fake.close() };
});

testTransport('batch:files', async () => {
  const dir = scratch();
  const answer = async (mark: string) => {
    const lines = readFileSync(join(dir, `${mark}.requests.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean);
    const answers = lines.map(async (line) => {
      const { custom_id, body } = JSON.parse(line);
      const read = readBody(JSON.stringify(body));
      if ('problem' in read) throw new Error(read.problem);
      const reply = await rehearsalTeacher().complete(read.request);
      return JSON.stringify({
        custom_id,
        response: { status_code: 200, body: JSON.parse(completionBody('m', reply)) },
      });
    });
    writeFileSync(join(dir, 'part'), `${(await Promise.all(answers)).reverse().join('\n')}\n{"half a li`);
    renameSync(join(dir, 'part'), join(dir, `${mark}.results.jsonl`));
  };
  return { transport: filesTransport({ dir, model: 'm' }), answer, close: async () => {} };
});

test('an answer file that is gone when it is to be read is told, and is read once it is back', async () => {
  const dir = scratch();
  const transport = filesTransport({ dir, model: 'm' });
  const path = join(dir, 'w.results.jsonl');
  const line = JSON.stringify({
    ...{ custom_id: 'k'.repeat(43), response: { status_code: 200, body: completion('yes') } },
  });
  const read = async () => {
    const given: BatchResult[] = [];
    for await (const result of transport.results('w')) given.push(result);
    return given;
  };
  await expect(read()).rejects.toMatchObject({ code: 'E_BATCH', message: /results\.jsonl": ENOENT$/, hint: /back/ });
  writeFileSync(path, line);
  expect(await read()).toMatchObject([{ reply: { text: 'yes' } }]);
});

describe('a line of answers', () => {
  const endpoint = endpointOf({ url: 'http://a.test/v1', apiKey: 'hidden-secret-key' });
  const key = 'k'.repeat(43);
  const line = (more: object) => JSON.stringify({ custom_id: key, error: null, ...more });
  const response = (status_code: number, body: unknown) => ({ response: { status_code, body } });

  test('is a reply, a failure of its request, or a fault that may pass', () => {
    expect(resultOf(line(response(200, completion('yes'))), endpoint)).toMatchObject({ key, reply: { text: 'yes' } });
    const long = { error: { message: "This model's maximum context length is 4096 tokens" } };
    expect(resultOf(line(response(400, long)), endpoint)).toMatchObject({ failure: { reason: 'too-long' } });
    const busy = { error: { message: 'busy hidden-secret-key' } };
    expect(resultOf(line(response(503, busy)), endpoint)).toEqual({
      key,
      fault: { status: 503, words: 'busy [secret]' },
    });
    expect(resultOf(line({ response: null, error: { code: 'batch_expired' } }), endpoint)).toMatchObject({
      fault: { status: null },
    });
    expect(resultOf(line(response(200, '<html>')), endpoint)).toMatchObject({ fault: { status: 200 } });
  });

  test.each(['', 'no json', '{}', '{"custom_id":"../../etc/passwd","response":null}', '[1]', 'null'])(
    '"%s" is none',
    (text) => {
      expect(resultOf(text, endpoint)).toBeNull();
    },
  );
});

describe('batch:openai', () => {
  const file = () => {
    const path = join(scratch(), 'wave.jsonl');
    writeFileSync(path, `{"custom_id":"${'k'.repeat(43)}","method":"POST","url":"/v1/chat/completions","body":{}}\n`);
    return path;
  };
  const pace = { clock: () => 0, sleep: async () => {}, random: () => 0 };
  /** Time that passes only in waits. */
  const passing = () => {
    let now = 0;
    const sleep = async (ms: number) => {
      now += ms;
    };
    return { clock: () => now, sleep, random: () => 1 };
  };

  test('a batch whose beginning was not answered is found again instead of begun twice', async () => {
    const fake = await fakeBatches(rehearsalTeacher(), { cutAfterBegin: 1 });
    const transport = openAiBatches({ url: fake.url, pace });
    expect(await transport.submit(file(), 'wave-1')).toBe('batch-0');
    expect(fake.begun).toHaveLength(1);
    await transport.close();
    await fake.close();
  });

  test('an endpoint that is not there is told at once; one that fails later is told of while it is asked again', async () => {
    const gone = await loopback(() => undefined);
    await gone.close();
    const none = openAiBatches({ url: gone.url, pace: passing() });
    await expect(none.open()).rejects.toMatchObject({ code: 'E_TEACHER', message: /nothing listens there/ });
    await none.close();
    const { url, close } = await loopback(() => ({ status: 503, body: { error: { message: 'busy' } } }));
    const told: string[] = [];
    const transport = openAiBatches({ url, patience: 30_000, pace: passing(), tell: (words) => told.push(words) });
    await expect(transport.poll('b')).rejects.toMatchObject({ code: 'E_TEACHER' });
    expect(told).toEqual([`No answer from "${url}": it answers 503: busy; it is asked again in 8 s`]);
    await transport.close();
    await close();
  });

  test('an endpoint that says nothing is given up with a word on it, and the query of its address is kept', async () => {
    let silent = false;
    const { url, got, close } = await loopback(() => (silent ? undefined : { body: { data: [{ id: 'm' }] } }));
    const transport = openAiBatches({ url: `${url}?api-version=2`, timeout: 1000, patience: 1000, pace: passing() });
    await transport.open();
    silent = true;
    await expect(transport.poll('b')).rejects.toMatchObject({ code: 'E_TEACHER', message: /no answer within/ });
    silent = false;
    expect(await transport.find('wave-1').catch(() => null)).toBeNull();
    expect(got.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/v1/models?api-version=2', '/v1/batches?limit=100&api-version=2']),
    );
    await transport.close();
    await close();
  });

  test.each(['cut', 'silent'])(
    'results that are %s on the way are read on from there, each given once',
    async (how) => {
      let reads = 0;
      const keys = Array.from({ length: 40 }, (_, at) => `${at}`.padStart(43, 'k'));
      const lines = keys.map((custom_id) =>
        JSON.stringify({ custom_id, response: { status_code: 200, body: completion('line\u2028'.repeat(20)) } }),
      );
      const text = `${lines.join('\n')}\n`;
      const { url, close } = await loopback(({ path }, out) => {
        if (!path.includes('/content')) return { body: { id: 'b', status: 'completed', output_file_id: 'f' } };
        out.writeHead(200, { 'content-length': `${Buffer.byteLength(text)}` });
        const part = text.slice(0, (++reads * text.length) / 3.5);
        if (reads > 3) out.end(text);
        else out.write(part, () => setTimeout(() => how === 'cut' && out.socket?.destroy(), 20));
        return undefined;
      });
      const transport = openAiBatches({ url, timeout: 100, pace });
      const given: BatchResult[] = [];
      for await (const result of transport.results('b')) given.push(result);
      expect(given.map(({ key }) => key)).toEqual(keys);
      expect(given[0]).toMatchObject({ reply: { text: 'line\u2028'.repeat(20) } });
      expect(reads).toBeGreaterThan(3);
      await transport.close();
      await close();
    },
  );

  test('results that are always cut end with a word on it', async () => {
    const { url, close } = await loopback(({ path }, out) => {
      if (!path.includes('/content')) return { body: { id: 'b', status: 'completed', output_file_id: 'f' } };
      out.writeHead(200, { 'content-length': '1000' });
      out.write('{"cus', () => out.socket?.destroy());
      return undefined;
    });
    const transport = openAiBatches({ url, patience: 5000, pace: passing() });
    const read = async () => {
      for await (const _ of transport.results('b'));
    };
    await expect(read()).rejects.toMatchObject({ code: 'E_TEACHER', message: /attempts/ });
    await transport.close();
    await close();
  });

  test('results may be larger than 32 MB', async () => {
    const blank = `${' '.repeat(2 ** 20)}\n`;
    const { url, close } = await loopback(({ path }) =>
      path.includes('/content')
        ? { body: `${blank.repeat(34)}${JSON.stringify({ custom_id: 'k'.repeat(43), error: 'late' })}` }
        : { body: { id: 'b', status: 'completed', output_file_id: 'f' } },
    );
    const transport = openAiBatches({ url, patience: 5000, pace: passing() });
    const given: BatchResult[] = [];
    for await (const result of transport.results('b')) given.push(result);
    expect(given).toHaveLength(1);
    await transport.close();
    await close();
  });

  test('a busy endpoint is asked again; a refused key and an endpoint without batches are told', async () => {
    const fake = await fakeBatches(rehearsalTeacher(), { busy: 3 });
    const transport = openAiBatches({ url: fake.url, pace });
    await transport.open();
    expect(transport.model).toBe('rehearsal');
    await expect(transport.poll('nothing')).rejects.toMatchObject({ code: 'E_TEACHER', hint: /no batch API/ });
    await transport.close();
    await fake.close();
  });
});
