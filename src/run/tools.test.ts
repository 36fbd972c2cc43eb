import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import { goalOf, seedOf, smallSkill, transformOf } from '../../test/scripted-flow.ts';
import type { Stage, Usage } from '../data.ts';
import { createCaller } from '../teacher/call.ts';
import { Call } from '../teacher/call-signal.ts';
import { memoryJournal } from '../teacher/journal.ts';
import { createGate } from '../teacher/limits/gate.ts';
import { createMeter } from '../teacher/meter.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import { drainOn } from './drain.ts';
import { estimate, shareOf } from './estimate.ts';
import { narrow } from './preview.ts';
import { LEFT_OUT, openRowList } from './row-list.ts';
import { RunSettings } from './settings.ts';
import { loadFlowWords } from './words.ts';

describe('drain', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());
  const begun = async () => {
    const [stop, abort, gate] = [new AbortController(), new AbortController(), createGate({ capacity: { fixed: 2 } })];
    const ended = drainOn(stop.signal, abort.signal, gate);
    const pass = await gate.enter({ stage: 'respond', order: 0 }, 0, new Call());
    const release = () => {
      pass.ended(null);
      pass.release();
    };
    return { stop, abort, gate, ended, release };
  };

  test('lets no new call through, and ends when those under way have come back', async () => {
    const { stop, gate, ended, release } = await begun();
    expect(ended.aborted).toBe(false);
    stop.abort(new Error('stopped'));
    let through = false;
    void Promise.resolve(gate.enter({ stage: 'respond', order: 0 }, 0, new Call())).then(() => {
      through = true;
    });
    vi.advanceTimersByTime(10_000);
    expect(ended.aborted).toBe(false);
    release();
    vi.advanceTimersByTime(50);
    await turn();
    expect([ended.aborted, ended.reason.message, through]).toEqual([true, 'stopped', false]);
  });

  test('ends after 30 s at the latest, and at once when aborted', async () => {
    const [slow, hasty] = [await begun(), await begun()];
    for (const { stop } of [slow, hasty]) stop.abort(new Error('stopped'));
    hasty.abort.abort(new Error('now'));
    expect([slow.ended.aborted, hasty.ended.aborted]).toEqual([false, true]);
    vi.advanceTimersByTime(30_050);
    expect([slow.ended.aborted, vi.getTimerCount()]).toEqual([true, 0]);
  });
});

describe('the list of what was left out', () => {
  const line = { id: 'a', reason: 'surplus', unit: 'u' };

  test('has its name only when it is whole', async () => {
    const dir = scratch();
    const list = openRowList(join(dir, LEFT_OUT));
    for (let at = 0; at < 3000; at++) await list.add({ ...line, id: `${at}-${Math.sin(at)}` });
    expect(readdirSync(dir)).not.toContain('left-out.jsonl.zst');
    await list.finish();
    const lines = zstdDecompressSync(readFileSync(join(dir, 'left-out.jsonl.zst')))
      .toString()
      .trim()
      .split('\n');
    expect(lines).toHaveLength(3000);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ ...line, id: '0-0' });
  });

  test('abandoned leaves nothing; what cannot be written is an error and no crash', async () => {
    const dir = scratch();
    const list = openRowList(join(dir, LEFT_OUT));
    await list.add(line);
    await list.abandon();
    expect(readdirSync(dir)).toEqual([]);
    mkdirSync(join(dir, 'left-out.jsonl.zst.part'));
    const blocked = openRowList(join(dir, LEFT_OUT));
    for (let at = 0; at < 5; at++) await turn();
    await expect(blocked.add(line).then(() => blocked.finish())).rejects.toMatchObject({ code: 'E_DISK' });
  });
});

describe('narrowing', () => {
  const skill = smallSkill({
    transforms: [transformOf({ weight: 0 }), transformOf({ id: 'retell', types: ['tell'] })],
    goals: [goalOf(), goalOf({ id: 'easier', weight: 0 })],
  });
  const none = { transform: null, types: null, goal: null };

  test('leaves what can be drawn, and makes drawable what was asked for', () => {
    expect(narrow(skill, none).transforms.map(({ id }) => id)).toEqual(['retell']);
    expect(narrow(skill, { ...none, transform: 'copy' }).transforms).toMatchObject([{ id: 'copy', weight: 1 }]);
    expect(narrow(skill, { ...none, types: ['tell'] }).transforms).toMatchObject([{ id: 'retell', types: ['tell'] }]);
    expect(narrow(skill, { ...none, goal: 'easier' }).goals).toMatchObject([{ id: 'easier', weight: 1 }]);
  });

  test('names the nearest part, and what cannot be drawn so', () => {
    const hint = { code: 'E_SKILL_UNKNOWN', hint: 'Did you mean "retell"?' };
    expect(() => narrow(skill, { ...none, transform: 'retel' })).toThrow(expect.objectContaining(hint));
    expect(() => narrow(skill, { ...none, goal: 'xxxxxxx' })).toThrow(/preview goal "xxxxxxx"/);
    expect(() => narrow(skill, { ...none, transform: 'retell', types: ['pick'] })).toThrow(/"retell" does not draw it/);
  });
});

test('an estimate is scaled up from seeds that are spread over all, and scales by a share', async () => {
  const hashes = { frames: '', layouts: '', verify: '' };
  const words = { skills: [smallSkill()], shared: await loadFlowWords(), hashes };
  const from = (list: string[], get = async (id: string) => seedOf(id)) => ({ ids: list, get, all: () => [] });
  const ids = Array.from({ length: 40 }, (_, at) => `s${at}`);
  const asked: string[] = [];
  const price = (_: Stage, { calls }: Usage) => calls;
  const found = await estimate(
    words,
    RunSettings.parse({}),
    from(ids, async (id) => {
      asked.push(id);
      return seedOf(id);
    }),
    price,
  );
  expect(asked).toEqual(Array.from({ length: 16 }, (_, at) => `s${Math.floor(at * 2.5)}`));
  const once = await estimate(words, RunSettings.parse({}), from(asked), price);
  expect(once.calls).toBeGreaterThanOrEqual(16);
  expect(found).toMatchObject({ ...shareOf(once, 40 / 16), spread: { rows: expect.any(Number) } });
  expect(once.spread).toEqual({ calls: 0, rows: 0, prompt: 0, completion: 0, cost: 0 });
  expect(once.cost).toBe(once.calls);
  const one = (stage: Stage) => (stage === 'respond' ? null : 0);
  expect((await estimate(words, RunSettings.parse({}), from(asked), one)).cost).toBeNull();
  expect(await estimate(words, RunSettings.parse({}), from([]), price)).toMatchObject({ sampled: 0 });
  const spread = { calls: 4, rows: 2, prompt: 40, completion: 10, cost: null };
  const whole = {
    sampled: 4,
    by: 'teacher' as const,
    calls: 10,
    rows: 3,
    prompt: 100,
    completion: 50,
    cost: 1,
    spread,
  };
  expect(shareOf(whole, 0.5)).toEqual({
    ...{ sampled: 4, by: 'teacher', calls: 5, rows: 2, prompt: 50, completion: 25, cost: 0.5 },
    spread: { calls: 2, rows: 1, prompt: 20, completion: 5, cost: null },
  });
});

test('an estimate from a sample that the teacher answered says how far chance may lead off, and most often holds', async () => {
  const hashes = { frames: '', layouts: '', verify: '' };
  const words = { skills: [smallSkill()], shared: await loadFlowWords(), hashes };
  const ids = Array.from({ length: 60 }, (_, at) => `s${at}`);
  const long = (id: string) => (Number(id.slice(1)) % 7) * 400;
  const get = async (id: string) => ({
    ...seedOf(id),
    text: `${seedOf(id).text} ${'More of it. '.repeat(long(id) / 12)}`,
  });
  const seeds = { ids, get, all: () => [] };
  const teacher = rehearsalTeacher();
  await teacher.open();
  const ask = (count: number) => {
    const caller = createCaller({ teacher, journal: memoryJournal(), meter: createMeter() });
    return estimate(words, RunSettings.parse({}), seeds, () => null, { teacher, caller, seeds: count });
  };
  const all = await ask(60);
  expect([all.by, all.spread.prompt]).toEqual(['teacher', 0]);
  const sampled = await ask(12);
  expect(sampled.spread.prompt).toBeGreaterThan(0);
  expect(Math.abs(sampled.prompt - all.prompt)).toBeLessThan(2 * sampled.spread.prompt);
});
