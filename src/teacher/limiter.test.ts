import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimiter, type Release } from './limiter.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Acquires and notes when it was let through. */
function queue(limiter: ReturnType<typeof createLimiter>) {
  const through: string[] = [];
  const releases = new Map<string, Release>();
  const add = (name: string, stage: 'transform' | 'edit' | 'respond', order: number, signal?: AbortSignal) =>
    limiter.acquire({ stage, order }, signal).then((release) => {
      through.push(name);
      releases.set(name, release);
    });
  return { through, releases, add };
}

test('acquire goes by later stage, then lower unit, then first come', async () => {
  const limiter = createLimiter(1);
  const { through, releases, add } = queue(limiter);
  await add('held', 'transform', 0);
  const rest = [
    add('t1', 'transform', 1),
    add('r9a', 'respond', 9),
    add('e0', 'edit', 0),
    add('r9b', 'respond', 9),
    add('r2', 'respond', 2),
    add('t0', 'transform', 0),
  ];
  for (let i = 0; i < rest.length; i++) {
    releases.get(through.at(-1) ?? '')?.();
    await settle();
  }
  await Promise.all(rest);
  expect(through).toEqual(['held', 'r2', 'r9a', 'r9b', 'e0', 't0', 't1']);
});

test('acquire rejects with the reason of an abort, before and while waiting, and loses no place by it', async () => {
  const limiter = createLimiter(1);
  const reason = new Error('enough');
  await expect(limiter.acquire({ stage: 'edit', order: 0 }, AbortSignal.abort(reason))).rejects.toBe(reason);
  const { releases, add, through } = queue(limiter);
  await add('held', 'edit', 0);
  const controller = new AbortController();
  const gone = add('gone', 'respond', 0, controller.signal);
  const next = add('next', 'edit', 0);
  controller.abort(reason);
  await expect(gone).rejects.toBe(reason);
  expect([limiter.inFlight, limiter.waiting]).toEqual([1, 1]);
  releases.get('held')?.();
  await next;
  expect(through).toEqual(['held', 'next']);
  expect([limiter.inFlight, limiter.waiting]).toEqual([1, 0]);
});

test('an abort after a call was let through takes nothing back', async () => {
  const limiter = createLimiter(1);
  const controller = new AbortController();
  const { releases, add } = queue(limiter);
  await add('held', 'edit', 0);
  const late = add('late', 'edit', 1, controller.signal);
  releases.get('held')?.();
  await late;
  controller.abort();
  expect([limiter.inFlight, limiter.waiting]).toEqual([1, 0]);
});

test('capacity takes effect at once, up and down, and a release counts once', async () => {
  const limiter = createLimiter(1);
  const { through, releases, add } = queue(limiter);
  const all = ['a', 'b', 'c', 'd'].map((name, order) => add(name, 'edit', order));
  limiter.capacity = 3;
  await settle();
  expect(through).toEqual(['a', 'b', 'c']);
  limiter.capacity = 1;
  releases.get('a')?.();
  releases.get('a')?.();
  releases.get('b')?.();
  await settle();
  expect([limiter.inFlight, limiter.waiting, limiter.capacity]).toEqual([1, 1, 1]);
  releases.get('c')?.();
  await Promise.all(all);
  expect(through.at(-1)).toBe('d');
});

test('never lets more through than its capacity, and all in the end', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), order: fc.nat(5) }),
    fc.record({ kind: fc.constant('release' as const) }),
    fc.record({ kind: fc.constant('capacity' as const), to: fc.double({ min: 0, max: 4, noNaN: true }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const limiter = createLimiter(2);
      const held: Release[] = [];
      let added = 0;
      let through = 0;
      for (const each of steps) {
        const before = limiter.inFlight;
        if (each.kind === 'add') {
          added++;
          void limiter.acquire({ stage: 'edit', order: each.order }).then((release) => {
            through++;
            held.push(release);
          });
        } else if (each.kind === 'release') held.shift()?.();
        else limiter.capacity = each.to;
        expect(limiter.inFlight).toBeLessThanOrEqual(Math.max(before, limiter.capacity));
        await Promise.resolve();
        await Promise.resolve();
      }
      limiter.capacity = 100;
      await settle();
      expect([through, limiter.waiting, limiter.inFlight - held.length]).toEqual([added, 0, 0]);
    }),
  );
});
