import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { UserError } from '../errors.ts';
import { noCounts } from '../store/counts.ts';
import { unitOf } from '../store/journal/contract.ts';
import { type Lease, ORDERS, type Store } from '../store/store.ts';
import { Call } from '../teacher/call-signal.ts';
import { createGate } from '../teacher/limits/gate.ts';
import { runUnits, type WorkerParts } from './worker.ts';

/** A store that leases `units` in turn and notes what is done to them; `held` says what a heartbeat finds. */
function fakeStore(units: number, held: () => boolean = () => true) {
  const open = Array.from({ length: units }, (_, at) => unitOf(at));
  const log: string[] = [];
  const store = {
    async lease() {
      const unit = open.shift();
      if (unit) log.push(`lease ${unit.order}`);
      return unit && { unit, attempt: 1 };
    },
    heartbeat: async () => held(),
    async release({ unit }: Lease) {
      log.push(`release ${unit.order}`);
    },
  };
  return { store: store as unknown as Store, log, open };
}

function partsOf(store: Store, work: WorkerParts['work'], more: Partial<WorkerParts> = {}): WorkerParts {
  const [stop, abort] = [new AbortController(), new AbortController()];
  return {
    store,
    load: createGate({ capacity: { fixed: 4 } }),
    name: 'w',
    among: ORDERS.generate,
    plan: async () => false,
    work,
    committed: () => {},
    stop: stop.signal,
    abort: abort.signal,
    ...more,
  };
}

/** Rejects with the signal's reason when that is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

describe('worker', () => {
  test('a failure of the books aborts the units under way, waits for them, gives them back, and surfaces', async () => {
    const { store, log } = fakeStore(1);
    let ended = false;
    const work: WorkerParts['work'] = async (_, signal, begun) => {
      begun?.();
      await aborted(signal).finally(async () => {
        await turn();
        ended = true;
      });
      return noCounts();
    };
    const full = new UserError('E_DISK', 'Cannot write');
    await expect(runUnits(partsOf(store, work, { plan: () => Promise.reject(full) }))).rejects.toBe(full);
    expect(ended).toBe(true);
    expect(log).toEqual(['lease 0', 'release 0']);
  });

  test('works all units, plans when none is left, and ends when nothing more is planned', async () => {
    const { store, open } = fakeStore(3);
    const done: number[] = [];
    let planned = 0;
    await runUnits(
      partsOf(store, async () => noCounts(), {
        plan: async () => planned++ === 0 && open.push(unitOf(7), unitOf(8)) > 0,
        committed: ({ unit }) => done.push(unit.order),
      }),
    );
    expect(done.sort()).toEqual([0, 1, 2, 7, 8]);
    expect(planned).toBeGreaterThanOrEqual(2);
  });

  test('plans again after the last unit, however late its commit comes while planning is asked', async () => {
    const { store, open } = fakeStore(1);
    const gate = Promise.withResolvers<void>();
    const done: number[] = [];
    const plan = async () => {
      const free = done.length === 1;
      gate.resolve();
      for (let i = 0; i < 20; i++) await Promise.resolve();
      return free && open.push(unitOf(1)) > 0;
    };
    const work: WorkerParts['work'] = async (lease, _, begun) => {
      begun();
      if (lease.unit.order === 0) await gate.promise;
      return noCounts();
    };
    await runUnits(partsOf(store, work, { plan, committed: ({ unit }) => done.push(unit.order) }));
    expect(done).toEqual([0, 1]);
  });

  test('leases no more while the calls that wait are twice the limit, and the next when there is room', async () => {
    const { store, log } = fakeStore(3);
    const gate = createGate({ capacity: { fixed: 2 } });
    const held: (() => void)[] = [];
    const calls = async (count: number, begun: () => void) => {
      const waiting = Array.from({ length: count }, async () => {
        const pass = await gate.enter({ stage: 'respond', order: 0 }, 0, new Call());
        held.push(() => {
          pass.ended(null);
          pass.release();
        });
      });
      begun();
      await Promise.all(waiting);
      return noCounts();
    };
    const running = runUnits(partsOf(store, (_, __, begun) => calls(4, begun), { load: gate }));
    for (let i = 0; i < 20; i++) await turn();
    expect(log).toEqual(['lease 0']);
    while (held.length > 0 || log.length < 3) {
      held.shift()?.();
      await turn();
    }
    const free = setInterval(() => held.shift()?.(), 1);
    await running;
    clearInterval(free);
    expect(log).toEqual(['lease 0', 'lease 1', 'lease 2']);
  });

  test('a lost lease aborts the unit: nothing is committed or released, and the others go on', async () => {
    let beats = 0;
    const { store, log } = fakeStore(2, () => ++beats !== 1);
    const committed: number[] = [];
    const reasons: unknown[] = [];
    const work: WorkerParts['work'] = async ({ unit }, signal, begun) => {
      begun();
      if (unit.order === 1) return noCounts();
      await aborted(signal).catch((error: unknown) => {
        reasons.push(error);
        throw error;
      });
      return noCounts();
    };
    await runUnits(partsOf(store, work, { leaseMs: 9, committed: ({ unit }) => committed.push(unit.order) }));
    expect(committed).toEqual([1]);
    expect(reasons).toEqual([expect.objectContaining({ name: 'AbortError' })]);
    expect(log.filter((line) => line.startsWith('release'))).toEqual([]);
  });

  test('a failing unit is given back and ends the others; the failure comes after they have ended', async () => {
    const { store, log } = fakeStore(2);
    const failure = new UserError('E_TEACHER', 'Cannot reach it: gone');
    let ended = false;
    const work: WorkerParts['work'] = async ({ unit }, signal, begun) => {
      begun();
      if (unit.order === 1) throw failure;
      await aborted(signal).catch(() => undefined);
      for (let i = 0; i < 5; i++) await turn();
      ended = true;
      throw signal.reason;
    };
    await expect(runUnits(partsOf(store, work))).rejects.toBe(failure);
    expect(ended).toBe(true);
    expect(log.filter((line) => line.startsWith('release')).sort()).toEqual(['release 0', 'release 1']);
  });

  test('stop leases nothing more; what is under way ends and is committed', async () => {
    const { store, open } = fakeStore(5);
    const stop = new AbortController();
    const committed = vi.fn();
    const work: WorkerParts['work'] = async (_, __, begun) => {
      stop.abort();
      begun();
      await turn();
      return noCounts();
    };
    await runUnits(partsOf(store, work, { stop: stop.signal, committed }));
    expect(committed).toHaveBeenCalledTimes(1);
    expect(open).toHaveLength(4);
  });

  test('being aborted is no failure, but a failure of the disk is, also after a stop', async () => {
    for (const failure of [null, new UserError('E_DISK', 'Cannot write it: full')]) {
      const { store, log } = fakeStore(1);
      const abort = new AbortController();
      const work: WorkerParts['work'] = async (_, signal, begun) => {
        begun();
        setImmediate(() => abort.abort(new DOMException('stopped', 'AbortError')));
        await aborted(signal).catch((error: unknown) => {
          throw failure ?? error;
        });
        return noCounts();
      };
      const running = runUnits(partsOf(store, work, { abort: abort.signal, stop: abort.signal }));
      if (failure) await expect(running).rejects.toBe(failure);
      else await running;
      expect(log).toEqual(['lease 0', 'release 0']);
    }
  });
});
