import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { testIo } from '../../test/kept-io.ts';
import { UserError } from '../errors.ts';
import { newRunState, type RunState } from '../run/run-state.ts';
import { createMeter } from '../teacher/meter.ts';
import { withoutLogins } from '../text/without-logins.ts';
import { commandLine } from './command-line.ts';
import { interrupts } from './interrupts.ts';
import { printError } from './print-error.ts';
import { createProgress } from './progress.ts';

describe('command line, as kept', () => {
  test('can be typed again', () => {
    const flags = {
      out: "it's here",
      pairs: 5,
      skills: ['a', 'b'],
      mix: { a: 2, b: 1 },
      maxSeeds: 3,
      run: true,
      estimate: false,
      set: ['draws.types=2', 'x=y z'],
    };
    expect(commandLine(['my docs', 'b'], flags)).toBe(
      "agentinstruct generate 'my docs' b --out 'it'\\''s here' --pairs 5 --skills a,b --mix a=2,b=1 --max-seeds 3 --run --set draws.types=2 --set 'x=y z'",
    );
  });

  test('holds no secret', () => {
    const flags = {
      teacher: 'https://user:hidden-1@host/v1?key=hidden-2,http://u:hidden@3@other:8080/v1#hidden-4',
      header: { Authorization: 'Bearer hidden-5' },
      extraBody: { key: 'hidden-6' },
      set: ['headers.X=hidden-7', 'extraBody.key=hidden-8', 'teacher=http://a:hidden-9@h/v1?k=hidden-10', 'pairs=3'],
      model: 'm',
    };
    const kept = commandLine(['https://u:hidden-11@h/x?token=hidden-12'], flags);
    expect(kept).not.toContain('hidden');
    expect(kept).toBe(
      'agentinstruct generate https://h/x --teacher https://host/v1,http://other:8080/v1 --set teacher=http://h/v1 --set pairs=3 --model m',
    );
  });
});

describe('the logins of URLs', () => {
  test.each([
    ['https://user:pa,ss@host.example/v1', 'https://host.example/v1'],
    ['https://user:pa ss@host.example/v1', 'https://host.example/v1'],
    ['https://host.example/v1?code=abc,hidden', 'https://host.example/v1'],
    ['https://u:a,b@h/v1?k=c,d,http://u:e,f@g/v1#x,y', 'https://h/v1,http://g/v1'],
    ['http://a/v1, http://user:pass1234@b/v1', 'http://a/v1, http://b/v1'],
    ['HTTP://user:pass1234@b/v1', 'http://b/v1'],
    ['htp://user:pass1234@b/v1', 'htp://b/v1'],
  ])('%s: what stands behind a comma goes too', (given, kept) => {
    expect(withoutLogins(given)).toBe(kept);
    const shown = commandLine([given], { set: [`teacher=${given}`] });
    expect(shown.replaceAll("'", '')).toBe(`agentinstruct generate ${kept} --set teacher=${kept}`);
  });

  test.each(['http://localhost:80', 'C:/docs#1', 'a, b', 'localhost:8000?'])('%s stays as it is', (text) => {
    expect(withoutLogins(text)).toBe(text);
  });
});

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  let now = 0;
  const asking = (state: RunState, more: Partial<RunState> = {}) =>
    Object.assign(state, {
      phase: 'asking',
      load: { inFlight: 0, waiting: 0, capacity: 8, hold: () => {} },
      meter: createMeter(),
      total: 100,
      ...more,
    });
  const seeds = (state: RunState, count: number, pairs = 0) => {
    state.finished = { ...state.finished, seeds: count, pairs };
  };

  test('tells the time left by what this process did, also after a resume and a long reading', () => {
    const io = testIo();
    const progress = createProgress(io, false, () => now);
    const state = newRunState();
    progress.watch(state);
    now += 500_000;
    seeds(state, 40);
    progress.watch(asking(state));
    expect(io.errs).toEqual([]);
    now += 10_000;
    vi.advanceTimersByTime(10_000);
    expect(io.errs).toEqual(['40/100 seeds, 0 pairs, 0 drops, 0 calls (0.0/s), 0 tokens, time left unknown']);
    now += 10_000;
    seeds(state, 60);
    vi.advanceTimersByTime(10_000);
    expect(io.errs.at(-1)).toContain('60/100 seeds');
    expect(io.errs.at(-1)).toContain('40 s left');
    vi.advanceTimersByTime(10_000);
    expect(io.errs).toHaveLength(2);
    progress.stop();
    seeds(state, 70);
    vi.advanceTimersByTime(60_000);
    expect(io.errs).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('tells no time left while seeds are still read', () => {
    const io = testIo();
    const progress = createProgress(io, false, () => now);
    const state = asking(newRunState(), { reading: true });
    progress.watch(state);
    now += 10_000;
    seeds(state, 20);
    vi.advanceTimersByTime(10_000);
    expect(io.errs.at(-1)).toMatch(/^20\/100 seeds so far, .*, time left unknown$/);
    state.reading = false;
    vi.advanceTimersByTime(10_000);
    expect(io.errs.at(-1)).toContain('40 s left');
    progress.stop();
  });

  test('goes by the pairs where pairs are wanted', () => {
    const io = testIo();
    const progress = createProgress(io, false, () => now);
    const state = newRunState();
    progress.watch(asking(state, { wanted: 7300 }));
    now += 10_000;
    seeds(state, 10, 10);
    vi.advanceTimersByTime(10_000);
    expect(io.errs.at(-1)).toContain('10/100 seeds, 10 pairs for the 7300 rows wanted, ');
    expect(io.errs.at(-1)).toContain('2 h 1 min left');
    progress.stop();
  });

  test('without a terminal waits a whole interval from the first call on', () => {
    const io = testIo();
    const progress = createProgress(io, false, () => now);
    vi.advanceTimersByTime(9_000);
    progress.watch(asking(newRunState()));
    vi.advanceTimersByTime(9_000);
    expect(io.errs).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(io.errs).toHaveLength(1);
    progress.stop();
  });

  test('cuts live lines to the terminal', () => {
    const io = testIo({ terminal: true, columns: 40 });
    const progress = createProgress(io, false, () => now);
    progress.watch(asking(newRunState(), { total: 50_000 }));
    progress.stop();
    expect(io.lives[0]?.map((line) => line.length)).toEqual([40, '  in flight 0 of 8'.length]);
  });

  test('shows stages live on a terminal, and events with --json', () => {
    const [terminal, json] = [testIo({ terminal: true }), testIo({ terminal: true })];
    for (const [io, asJson] of [
      [terminal, false],
      [json, true],
    ] as const) {
      const progress = createProgress(io, asJson, () => now);
      const state = asking(newRunState());
      state.meter?.paid('respond', {
        calls: 30,
        promptTokens: 1000,
        cachedTokens: 0,
        completionTokens: 500,
        estimated: false,
      });
      state.meter?.replayed('respond');
      progress.watch(state);
      progress.stop();
    }
    expect(terminal.lives[0]?.[1]).toContain('respond   30 calls, 0.0/s, 1.5k tokens, 1 from the journal');
    expect(terminal.lives[0]?.at(-1)).toBe('  in flight 0 of 8');
    expect(terminal.lives.at(-1)).toEqual([]);
    expect(JSON.parse(json.outs[0] ?? '')).toMatchObject({
      event: 'progress',
      phase: 'asking',
      stages: { respond: { calls: 30, replayed: 1 } },
    });
    expect(json.lives).toEqual([]);
  });
});

describe('errors', () => {
  test('that a user can mend have message, code and hint, and no stack', () => {
    const io = testIo();
    printError(new UserError('E_SEEDS', 'Cannot read it: gone', { hint: 'Look.', cause: new Error('inner') }), io);
    expect(io.errs).toEqual(['error Cannot read it: gone (E_SEEDS)', '  Look.']);
  });

  test('show what would steer the terminal', () => {
    const io = testIo();
    printError(new UserError('E_SEEDS', 'Cannot read "\u001b[2J"', { hint: 'Look at \u202ex.' }), io);
    printError('\u0007', io);
    expect(io.errs.slice(0, 3)).toEqual([
      'error Cannot read "\\u{1b}[2J" (E_SEEDS)',
      '  Look at \\u{202e}x.',
      '\\u{7}',
    ]);
  });

  test('of ours have their stack and ask for a report', () => {
    const io = testIo();
    printError(new TypeError('oops'), io);
    expect(io.errs[0]).toMatch(/TypeError: oops\n\s+at /);
    expect(io.errs.at(-1)).toContain('fault in agentinstruct');
  });
});

test('interrupts: the first stops, the second aborts, the third exits; released, none is heard', () => {
  const from = new EventEmitter();
  const [first, exit] = [vi.fn(), vi.fn()];
  const { stop, abort, release } = interrupts(first, from, exit);
  const states = [['SIGINT'], ['SIGTERM'], ['SIGINT']].map(([signal]) => {
    from.emit(signal ?? '');
    return [stop.aborted, abort.aborted, exit.mock.calls.length];
  });
  expect(states).toEqual([
    [true, false, 0],
    [true, true, 0],
    [true, true, 1],
  ]);
  expect(first).toHaveBeenCalledTimes(1);
  release();
  expect(from.listenerCount('SIGINT') + from.listenerCount('SIGTERM')).toBe(0);
});

test('asked to stop, a process is stopped as by the first signal, once', () => {
  const from = new EventEmitter();
  const first = vi.fn();
  const { stop, abort, askToStop, release } = interrupts(first, from);
  askToStop();
  askToStop();
  expect([stop.aborted, abort.aborted, first.mock.calls.length]).toEqual([true, false, 1]);
  from.emit('SIGINT');
  expect(abort.aborted).toBe(true);
  release();
});
