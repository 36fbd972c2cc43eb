import { expect, test } from 'vitest';
import type { Usage } from '../data.ts';
import { createCaller, sumUsage } from './call.ts';
import { question } from './http/loopback.ts';
import { type Journal, memoryJournal, usageOf } from './journal.ts';
import { requestKey } from './key.ts';
import { createMeter } from './meter.ts';
import type { Purse } from './purse.ts';
import { type Cue, scriptedTeacher } from './scripted.ts';
import { CallFailure, type Teacher } from './teacher.ts';

const USAGE = { promptTokens: 10, cachedTokens: 4, completionTokens: 3 };

function parts(replies: Cue[], signal?: AbortSignal) {
  const made = {
    teacher: scriptedTeacher(replies),
    journal: memoryJournal(),
    meter: createMeter(),
  };
  return { ...made, caller: createCaller({ ...made, ...(signal && { signal }) }) };
}

test('call goes journal, purse, teacher, append; the place is held and the purse settled when the reply is durable', async () => {
  const events: string[] = [];
  const append = Promise.withResolvers<void>();
  const journal: Journal = {
    get: () => void events.push('get'),
    append: () => {
      events.push('append');
      return append.promise;
    },
  };
  const scripted = scriptedTeacher(['yes']);
  const teacher: Teacher = {
    ...scripted,
    complete(request, signal, kept) {
      events.push('teacher');
      void kept?.then(() => events.push('place given back'));
      return scripted.complete(request, signal);
    },
  };
  const settle = (usage: Usage | null) => void events.push(`settled ${usage?.calls}`);
  const purse: Pick<Purse, 'reserve'> = {
    reserve: async () => {
      events.push('reserve');
      return { settle };
    },
  };
  const meter = createMeter();
  const called = createCaller({ teacher, journal, purse: purse as Purse, meter }).call(question('a'), 'x');
  await new Promise((resolve) => setImmediate(resolve));
  expect(events).toEqual(['get', 'reserve', 'teacher', 'append']);
  expect(meter.stages.size).toBe(0);
  append.resolve();
  await called;
  expect(events.slice(4)).toEqual(['settled 1', 'place given back']);
  expect(meter.stages.size).toBe(1);
});

test('call asks with a raised try where the reply was given up, and finds that one again', async () => {
  const { caller, teacher, journal } = parts(['bad', 'better']);
  const { key } = await caller.call(question('a'), 'x');
  const record = journal.records.get(key);
  if (record) await journal.append({ ...record, superseded: true });
  const again = await caller.call(question('a'), 'x');
  expect(again).toMatchObject({ outcome: { reply: { text: 'better' } } });
  expect(again.key).toBe(requestKey('scripted', question('a', { try: 2 })));
  expect(await caller.call(question('a'), 'x')).toEqual(again);
  expect(teacher.calls.map((request) => request.try)).toEqual([0, 2]);
});

test('call pays once: the second time the reply comes from the journal', async () => {
  const { caller, teacher, meter, journal } = parts([{ text: 'one', usage: USAGE }]);
  const first = await caller.call(question('a'), 'x');
  expect(await caller.call(question('a'), 'x')).toEqual(first);
  expect(teacher.calls).toHaveLength(1);
  expect(first.key).toBe(requestKey('scripted', question('a')));
  expect(journal.records.get(first.key)).toMatchObject({ stage: 'respond', agent: 'x', maxTokens: 100 });
  expect(meter.stages.get('respond')).toEqual({ usage: { calls: 1, ...USAGE, estimated: false }, replayed: 1 });
});

test('call merges identical requests under way, and no others', async () => {
  const { caller, teacher } = parts(['one', 'two']);
  const all = [
    caller.call(question('a'), 'x'),
    caller.call(question('a'), 'x'),
    caller.call(question('a', { sample: 1 }), 'x'),
  ];
  const texts = (await Promise.all(all)).map(({ outcome }) => 'reply' in outcome && outcome.reply.text);
  expect(texts).toEqual(['one', 'one', 'two']);
  expect(teacher.calls).toHaveLength(2);
});

test('call uses a cut-off reply again unless there is more room now', async () => {
  const { caller, teacher } = parts([{ text: 'cut', finish: 'length' }, 'whole']);
  await caller.call(question('a'), 'x');
  await caller.call(question('a', { maxTokens: 100 }), 'x');
  await caller.call(question('a', { maxTokens: 50 }), 'x');
  expect(teacher.calls).toHaveLength(1);
  const { outcome } = await caller.call(question('a', { maxTokens: 200 }), 'x');
  expect(outcome).toMatchObject({ reply: { text: 'whole' } });
  await caller.call(question('a', { maxTokens: 900 }), 'x');
  expect(teacher.calls).toHaveLength(2);
});

test('call with more room waits for the same request under way and goes on only from a cut-off reply', async () => {
  const cut = parts([{ text: 'cut', finish: 'length' }, 'whole']);
  const [, more] = await Promise.all([
    cut.caller.call(question('a'), 'x'),
    cut.caller.call(question('a', { maxTokens: 200 }), 'x'),
  ]);
  expect(more.outcome).toMatchObject({ reply: { text: 'whole' } });
  const whole = parts(['whole']);
  await Promise.all([whole.caller.call(question('a'), 'x'), whole.caller.call(question('a', { maxTokens: 200 }), 'x')]);
  expect(whole.teacher.calls).toHaveLength(1);
});

test('call journals a failure of the one request, and it is not asked again', async () => {
  const { caller, teacher } = parts([new CallFailure('too-long', 'over 8192')]);
  const expected = { failure: { reason: 'too-long', message: 'over 8192' } };
  expect((await caller.call(question('a'), 'x')).outcome).toEqual(expected);
  expect(await caller.call(question('a'), 'x')).toMatchObject({
    outcome: expected,
    usage: { calls: 1, promptTokens: 0 },
  });
  expect(teacher.calls).toHaveLength(1);
});

test('call rejects with any other fault, journals nothing and may be tried again', async () => {
  const fault = new Error('down');
  const { caller, journal } = parts([fault, 'up']);
  await expect(caller.call(question('a'), 'x')).rejects.toBe(fault);
  expect(journal.records.size).toBe(0);
  expect((await caller.call(question('a'), 'x')).outcome).toMatchObject({ reply: { text: 'up' } });
});

test('call rejects with the reason of an abort', async () => {
  const { caller, teacher } = parts(['never'], AbortSignal.abort('enough'));
  await expect(caller.call(question('a'), 'x')).rejects.toBe('enough');
  expect(teacher.calls).toEqual([]);
});

test('a call without reported usage is estimated from its texts, in the journal and in what it gives', async () => {
  const made = parts([{ text: 'four' }, { text: 'four', usage: USAGE }]);
  const caller = createCaller(made);
  const estimated = await caller.call(question('eight ch'), 'a');
  expect(estimated.usage).toMatchObject({ calls: 1, completionTokens: 1, estimated: true });
  expect(estimated.usage.promptTokens).toBeGreaterThan(0);
  const kept = made.journal.get(estimated.key);
  expect(kept && usageOf(kept.outcome)).toEqual(estimated.usage);
  const reported = await caller.call(question('b'), 'a');
  expect(reported.usage).toEqual({ calls: 1, ...USAGE, estimated: false });
  expect(sumUsage([reported.usage, estimated.usage])).toMatchObject({ calls: 2, cachedTokens: 4, estimated: true });
  expect(usageOf({ failure: { reason: 'filtered', message: '' } })).toMatchObject({
    calls: 1,
    promptTokens: 0,
    estimated: false,
  });
});
