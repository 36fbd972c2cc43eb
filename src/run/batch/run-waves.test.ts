import { expect, test } from 'vitest';
import { storeIn } from '../../../test/run-books.ts';
import { scratch } from '../../../test/scratch.ts';
import { unitOf } from '../../store/journal/contract.ts';
import { ORDERS } from '../../store/store.ts';
import type { BatchResult, BatchTransport } from '../../teacher/batch/transport.ts';
import { createCaller } from '../../teacher/call.ts';
import { question } from '../../teacher/http/loopback.ts';
import { memoryJournal, usageOf } from '../../teacher/journal.ts';
import { createMeter } from '../../teacher/meter.ts';
import { scriptedTeacher } from '../../teacher/scripted.ts';
import { runWaves, type WaveParts } from './run-waves.ts';

const KEY = 'k'.repeat(43);
const REPLY = { text: 'half a rep', finish: 'length' as const, usage: null };

async function scene(more: Partial<WaveParts> & { results?: BatchResult[]; room?: () => number } = {}) {
  const dir = scratch();
  const store = storeIn(dir);
  await store.plan([unitOf(1)]);
  const submitted: string[] = [];
  const transport: BatchTransport = {
    ...{ name: 'there', model: 'm', most: { requests: 10, bytes: 10_000 }, pollMs: 1 },
    open: async () => {},
    close: async () => {},
    find: async () => null,
    poll: async () => ({ ended: true, words: null }),
    async submit(_file, mark) {
      submitted.push(mark);
      if (submitted.length > 5) throw new Error('without end');
      return mark;
    },
    async *results() {
      yield* more.results ?? [{ key: KEY, reply: REPLY }];
    },
  };
  const parts: WaveParts = {
    ...{ runDir: dir, store, transport, extraBody: {}, wait: true, stop: new AbortController().signal },
    among: ORDERS.generate,
    purse: async () => null,
    plan: async () => false,
    work: async (_lease, _signal, defer) =>
      defer({ key: KEY, request: question('a', { maxTokens: more.room?.() ?? 100 }), agent: 'x' }),
    committed: () => {},
    note: () => {},
    ...more,
  };
  return { store, submitted, parts };
}

test('a wave that asks again what was answered does not go out, now or at the next start', async () => {
  const { store, submitted, parts } = await scene();
  for (const _ of [1, 2]) {
    await expect(runWaves(parts)).rejects.toMatchObject({ code: 'E_BATCH', message: /what the last one asked/ });
    expect(submitted).toHaveLength(1);
  }
  await store.close();
});

test('a cut-off reply that had less room than is asked for now is journaled again', async () => {
  const { store, submitted, parts } = await scene({ room: () => 100 * (submitted.length + 1) });
  const unit = unitOf(1).id;
  await store.append(unit, [
    { key: KEY, stage: 'respond', agent: 'x', maxTokens: 50, outcome: { reply: { ...REPLY, text: 'h' } } },
  ]);
  await expect(runWaves(parts)).rejects.toThrow('without end');
  expect(await store.readJournal(unit)).toMatchObject([
    { maxTokens: 500, batch: true, outcome: { reply: { text: REPLY.text, finish: 'length' } } },
  ]);
  await store.close();
});

test('a reply of a batch without usage is journaled with an estimate of it, as one that is asked for at once', async () => {
  const { store, parts } = await scene({ room: () => 200 });
  await expect(runWaves(parts)).rejects.toMatchObject({ code: 'E_BATCH' });
  const [record] = await store.readJournal(unitOf(1).id);
  const live = createCaller({
    ...{ teacher: scriptedTeacher([REPLY]), journal: memoryJournal(), meter: createMeter() },
  });
  const { usage } = await live.call(question('a', { maxTokens: 200 }), 'x');
  expect(usage).toMatchObject({ estimated: true });
  expect(usage.promptTokens * usage.completionTokens).toBeGreaterThan(0);
  expect(record && usageOf(record.outcome)).toEqual(usage);
  await store.close();
});

test('a stop in the midst of a request ends it as a stop between two does', async () => {
  const stop = new AbortController();
  const { store, parts } = await scene({ stop: stop.signal });
  const transport: BatchTransport = {
    ...parts.transport,
    async poll(_id, signal) {
      stop.abort(new DOMException('The run was stopped', 'AbortError'));
      signal?.throwIfAborted();
      throw new Error('not stopped');
    },
  };
  await runWaves({ ...parts, transport });
  expect(await store.get('batch-wave')).toMatchObject({ parts: [{ id: expect.any(String), read: null }] });
  await store.close();
});
