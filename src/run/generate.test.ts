import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../test/rows.ts';
import { scratch } from '../../test/scratch.ts';
import { UserError } from '../errors.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { findRow } from './find-row.ts';
import { type GenerateParts, generate } from './generate.ts';
import { RunSettings } from './settings.ts';
import { openForReading, readStatus } from './status.ts';

const SECRET = 'sk-very-secret';

function partsOf(
  dir: string,
  more: Partial<GenerateParts> = {},
  settings: Record<string, unknown> = {},
): GenerateParts {
  const headers = { Authorization: SECRET };
  const draws = { types: 2, items: 1 };
  return {
    settings: RunSettings.parse({
      seeds: ['examples/seeds'],
      out: dir,
      skills: ['reading-comprehension'],
      maxSeeds: 3,
      headers,
      draws,
      concurrency: 8,
      ...settings,
    }),
    teacher: rehearsalTeacher(),
    command: 'agentinstruct generate',
    version: '1.0.0',
    now: () => new Date(0),
    stop: new AbortController().signal,
    abort: new AbortController().signal,
    watch: () => {},
    ...more,
  };
}

/** The rehearsal, but for what happens at its n-th call. */
function teacherThat(at: number, happens: () => void): Teacher & { calls: number } {
  const inner = rehearsalTeacher();
  return {
    ...inner,
    calls: 0,
    async complete(request, signal) {
      if (++this.calls === at) happens();
      return inner.complete(request, signal);
    },
  };
}

describe('generate', () => {
  test('paused by its teacher it keeps what came, says so in every place, and goes on without paying again', async () => {
    const dir = join(scratch(), 'run');
    const failing = teacherThat(15, () => {
      throw new UserError('E_TEACHER', 'Cannot reach the teacher: it is gone');
    });
    const paused = await generate(partsOf(dir, { teacher: failing }));
    expect(paused).toMatchObject({ state: 'paused', failure: { code: 'E_TEACHER' }, status: { state: 'stopped' } });
    expect(readFileSync(join(dir, 'README.md'), 'utf8')).toContain('Unfinished');
    const durable = paused.status.calls;
    const again = teacherThat(0, () => {});
    const done = await generate(partsOf(dir, { teacher: again }));
    expect(done).toMatchObject({ state: 'done', failure: null, status: { state: 'done' } });
    expect(durable).toBeGreaterThan(0);
    expect(again.calls).toBe(done.status.calls - durable);
    const whole = join(scratch(), 'run');
    await generate(partsOf(whole));
    expect(await rowsOf(dir)).toEqual(await rowsOf(whole));
    expect(readFileSync(join(dir, 'README.md'), 'utf8')).not.toContain('Unfinished');
  });

  test('stopped, calls under way come to their end and are durable', async () => {
    const dir = join(scratch(), 'run');
    const stop = new AbortController();
    const teacher = teacherThat(10, () => stop.abort(new DOMException('stopped', 'AbortError')));
    const { state, status } = await generate(partsOf(dir, { teacher, stop: stop.signal }));
    expect(state).toBe('stopped');
    expect(status.calls).toBe(teacher.calls);
  });

  test('stopped before the first call it rejects with the reason and gives the folder free', async () => {
    const dir = join(scratch(), 'run');
    const teacher = teacherThat(0, () => {});
    const stop = AbortSignal.abort(new DOMException('stopped', 'AbortError'));
    await expect(generate(partsOf(dir, { teacher, stop }))).rejects.toThrow('stopped');
    expect(teacher.calls).toBe(0);
    expect((await generate(partsOf(dir))).state).toBe('done');
  });

  test('gives as many rows as --pairs asks for, counting no duplicates, and tells rejected files', async () => {
    const dir = scratch();
    mkdirSync(join(dir, 'seeds'));
    writeFileSync(join(dir, 'seeds', 'x.bin'), 'no reader takes it');
    const seeds = ['examples/seeds', join(dir, 'seeds')];
    const result = await generate(partsOf(join(dir, 'run'), {}, { seeds, pairs: 7 }));
    const { state, status } = result;
    expect([state, status.rows]).toEqual(['done', 7]);
    expect(result.seeds.rejected).toEqual([{ file: 'seeds/x.bin', reason: expect.stringContaining('no reader') }]);
    expect(status.pairs).toBe(7 + (status.leftOut.duplicate ?? 0) + (status.leftOut.surplus ?? 0));
  });

  test('writes no secret and no prompt anywhere but in objects, and leaves no part of a file', async () => {
    const dir = join(scratch(), 'run');
    await generate(partsOf(dir));
    const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
    for (const name of ['run.json', 'events.jsonl', 'README.md', 'state.db']) {
      expect(readFileSync(join(dir, name)).includes(SECRET), name).toBe(false);
    }
    const events = readFileSync(join(dir, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event }) => event)).toEqual(['begun', 'unit', 'done']);
    expect(Object.keys(events[1])).toEqual(['at', 'event', 'unit', 'seeds', 'items', 'pairs']);
  });

  test('status reads a run back, and a row is found by the first digits of its id with its replies', async () => {
    const dir = join(scratch(), 'run');
    const { status } = await generate(partsOf(dir));
    expect(await readStatus(dir, null)).toEqual(status);
    const { store } = await openForReading(dir, null);
    const [row] = await rowsOf(dir);
    const id = String(row?.id);
    const found = await findRow(dir, store, id.slice(0, 12));
    expect([found.row.id, found.unit]).toEqual([id, row?.unit]);
    expect(found.calls.length).toBeGreaterThan(0);
    expect(found.calls.every(({ reply }) => reply !== null)).toBe(true);
    await expect(findRow(dir, store, 'zz')).rejects.toMatchObject({ code: 'E_NOT_FOUND', message: /hexadecimal/ });
    await expect(findRow(dir, store, 'ffffffffffffffff')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
    await store.close();
    await expect(readStatus(scratch(), null)).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN', message: /no run\.json/ });
    expect(existsSync(join(dir, 'state.db'))).toBe(true);
  });
});
