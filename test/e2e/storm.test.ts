import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chainTeacher, proseOf } from '../../bench/chain-teacher.ts';
import { generate } from '../../src/run/generate.ts';
import { RunSettings } from '../../src/run/settings.ts';
import { readStatus } from '../../src/run/status.ts';
import { openHttpTeacher } from '../../src/teacher/http/http-teacher.ts';
import { FAULTS, serveTeacher } from '../../src/teacher/serve/serve.ts';
import type { Teacher } from '../../src/teacher/teacher.ts';
import { scratch } from '../scratch.ts';

const DOCUMENTS = 2000;
const TIMEOUT = 1000;
const PATIENCE = 60_000;

test('20,000 calls to an endpoint that fails in every way at once and changes its capacity: nothing is lost or hangs', {
  timeout: 300_000,
}, async () => {
  const dir = scratch();
  const lines = Array.from({ length: DOCUMENTS }, (_, at) => JSON.stringify({ text: proseOf(`document ${at}`, 200) }));
  writeFileSync(join(dir, 'seeds.jsonl'), lines.join('\n'));
  const faults = Object.fromEntries(FAULTS.map((kind) => [kind, 0.02]));
  const served = await serveTeacher(chainTeacher(), {
    faults,
    capacity: 64,
    latency: 8,
    tail: 0.6,
    hangMs: 5000,
    seed: 's',
  });
  const http = openHttpTeacher({ url: served.url, timeout: TIMEOUT, patience: PATIENCE });
  let [calls, longest] = [0, 0];
  const teacher: Teacher = {
    get model() {
      return http.model;
    },
    ...(http.load && { load: http.load }),
    open: (signal) => http.open(signal),
    close: () => http.close(),
    async complete(request, signal, kept) {
      if (++calls === 7000) served.setCapacity(20);
      if (calls === 14_000) served.setCapacity(150);
      const began = performance.now();
      const reply = await http.complete(request, signal, kept);
      longest = Math.max(longest, performance.now() - began);
      return reply;
    },
  };
  const settings = RunSettings.parse({
    ...{ seeds: [join(dir, 'seeds.jsonl')], out: join(dir, 'run'), skills: ['chain'] },
    ...{ skillsDirs: ['bench/skills'], draws: { types: 3, items: 1, refine: 0 }, quality: 'off' },
  });
  const never = new AbortController().signal;
  const parts = { command: 'storm', version: '0', now: () => new Date(), watch: () => {}, stop: never, abort: never };
  const { state, status } = await generate({ ...parts, settings, teacher });
  await teacher.close();
  const stats = served.stats();
  await served.close();

  expect(state).toBe('done');
  expect(calls).toBeGreaterThan(20_000);
  for (const kind of FAULTS) expect(stats.faults[kind], kind).toBeGreaterThan(100);
  expect(longest).toBeLessThan(PATIENCE + TIMEOUT);
  const count = (books: Record<string, Record<string, number>>) =>
    Object.values(books)
      .flatMap((reasons) => Object.values(reasons))
      .reduce((sum, each) => sum + each, 0);
  expect(status.seeds).toMatchObject({ done: DOCUMENTS, total: DOCUMENTS });
  expect(status.items).toBe(status.pairs + count(status.drops));
  const reasons = [status.drops, status.endings].flatMap((books) => Object.values(books).flatMap(Object.keys));
  expect(new Set(reasons).size).toBeGreaterThan(1);
  for (const reason of reasons) expect(reason).toMatch(/^(?:unverified-)?(?:refused|malformed|empty|cut-off)$/);
  expect(status.calls).toBe(calls);
  expect((await readStatus(join(dir, 'run'), null)).state).toBe('done');
});
