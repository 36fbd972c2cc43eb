import { describe, expect, test } from 'vitest';
import { Call } from '../call-signal.ts';
import { createGate, type Pass } from './gate.ts';
import { scene } from './scene.fixture.ts';
import { virtualTime } from './virtual.ts';

describe('budgets of a minute', () => {
  test.each([
    ['requests', { requestsPerMinute: 600 }, 10],
    ['tokens', { tokensPerMinute: 30_000 }, 5],
  ])('of %s are kept and used', async (_, budget, perSecond) => {
    const { simulation } = scene({}, budget);
    const first = await simulation.run(60_000);
    expect(first.sent).toBeLessThanOrEqual(perSecond * 62 + 1);
    const second = await simulation.run(60_000);
    expect(second.sent).toBeLessThanOrEqual(perSecond * 60 + 1);
    expect(second.answered).toBeGreaterThan(0.95 * perSecond * 60);
  });

  test('stated by the endpoint are kept to; nothing left closes it until the reset', async () => {
    const time = virtualTime();
    const gate = createGate({ capacity: { start: 32 }, clock: time });
    const first = await gate.enter({ stage: 'respond', order: 0 }, 10, new Call());
    first.ended(null, { limits: { requestsPerMinute: 60, remainingRequests: 0, resetRequestsMs: 5000 } });
    first.release();
    let through = 0;
    for (let order = 0; order < 10; order++)
      void Promise.resolve(gate.enter({ stage: 'respond', order }, 10, new Call())).then(() => through++);
    await time.pass(4999);
    expect(through).toBe(0);
    await time.pass(101);
    expect(through).toBe(2);
    await time.pass(3000);
    expect(through).toBe(5);
  });

  test('what the user allows is not raised by what the endpoint states; true counts correct estimates', async () => {
    const time = virtualTime();
    const gate = createGate({ capacity: { fixed: 100 }, clock: time, tokensPerMinute: 60_000 });
    const pass = await gate.enter({ stage: 'respond', order: 0 }, 2000, new Call());
    pass.ended(null, { tokens: 500, limits: { tokensPerMinute: 600_000 } });
    pass.release();
    let through = 0;
    for (let order = 0; order < 4; order++)
      void Promise.resolve(gate.enter({ stage: 'respond', order }, 1000, new Call())).then(() => through++);
    await time.pass(1);
    expect(through).toBe(1);
    await time.pass(1000);
    expect(through).toBe(2);
  });
});

describe('the breaker', () => {
  test('lets single requests try an endpoint that is down, ever more rarely, and opens wide when one is answered', async () => {
    const { simulation, gate, server } = scene({ down: true });
    await simulation.run(5000);
    expect(gate.broken).toBe(true);
    const { sent } = await simulation.run(120_000);
    expect(sent).toBeGreaterThan(2);
    expect(sent).toBeLessThan(12);
    server.down = false;
    await simulation.run(31_000);
    expect(gate.broken).toBe(false);
    expect((await simulation.run(10_000)).rate).toBeGreaterThan(100);
  });

  test('is not opened by refusals, nor by faults among answers', async () => {
    const { simulation, gate } = scene({ capacity: 1 }, { capacity: { fixed: 50 } });
    await simulation.run(20_000);
    expect(gate.broken).toBe(false);
  });
});

describe('the gate', () => {
  const enter = (
    gate: ReturnType<typeof createGate>,
    stage: 'respond' | 'transform' | 'edit',
    order: number,
    call = new Call(),
  ) => gate.enter({ stage, order }, 0, call);
  const leave = (pass: Pass) => {
    pass.ended(null);
    pass.release();
  };

  test('lets later stages and lower units go first, then who came first', async () => {
    const gate = createGate({ capacity: { fixed: 1 }, clock: virtualTime() });
    const log: string[] = [];
    const first = await enter(gate, 'transform', 0);
    const wait = async (name: string, stage: 'respond' | 'transform' | 'edit', order: number) => {
      const pass = await enter(gate, stage, order);
      log.push(name);
      leave(pass);
    };
    const all = [
      wait('transform 1', 'transform', 1),
      wait('edit 9 a', 'edit', 9),
      wait('edit 9 b', 'edit', 9),
      wait('respond 7', 'respond', 7),
      wait('respond 2', 'respond', 2),
    ];
    expect([gate.inFlight, gate.waiting]).toEqual([1, 5]);
    leave(first);
    await Promise.all(all);
    expect(log).toEqual(['respond 2', 'respond 7', 'edit 9 a', 'edit 9 b', 'transform 1']);
    expect([gate.inFlight, gate.waiting]).toEqual([0, 0]);
  });

  test('holds a place until it is released, once', async () => {
    const gate = createGate({ capacity: { fixed: 1 }, clock: virtualTime() });
    const pass = await enter(gate, 'respond', 0);
    pass.ended(null);
    expect(gate.inFlight).toBe(1);
    pass.release();
    pass.release();
    expect(gate.inFlight).toBe(0);
  });

  test('forgets who is stopped while waiting, and lets nobody in once held', async () => {
    const gate = createGate({ capacity: { fixed: 1 }, clock: virtualTime() });
    const pass = await enter(gate, 'respond', 0);
    const call = new Call();
    const waits = enter(gate, 'respond', 1, call);
    call.stop(new Error('enough'));
    await expect(waits).rejects.toThrow('enough');
    expect(gate.waiting).toBe(0);
    gate.hold();
    leave(pass);
    let through = false;
    void Promise.resolve(enter(gate, 'respond', 2)).then(() => {
      through = true;
    });
    await Promise.resolve();
    expect([through, gate.waiting, gate.inFlight]).toEqual([false, 1, 0]);
  });
});
