import { describe, expect, test } from 'vitest';
import { Call } from '../call-signal.ts';
import { createGate, type GateOptions, type Pass } from './gate.ts';
import { type SimulatedServer, simulate, virtualTime } from './virtual.ts';

const SERVER: SimulatedServer = { capacity: 300, latency: 200, sigma: 0.5 };

function scene(server: Partial<SimulatedServer> = {}, gate: Partial<GateOptions> = {}, callers = 1000) {
  const time = virtualTime();
  const made = createGate({ capacity: { start: 32 }, clock: time, ...gate });
  const simulated = { ...SERVER, ...server };
  return { time, gate: made, server: simulated, simulation: simulate(time, made, simulated, callers) };
}

async function fixedRate(server: Partial<SimulatedServer>, limit: number): Promise<number> {
  const { simulation } = scene(server, { capacity: { fixed: limit } });
  await simulation.run(3000);
  return (await simulation.run(20_000)).rate;
}

async function bestRate(server: Partial<SimulatedServer>, capacity: number): Promise<number> {
  const rates = [capacity * 0.95, capacity, capacity * 1.02].map((limit) => fixedRate(server, Math.round(limit)));
  return Math.max(...(await Promise.all(rates)));
}

describe('a window finds what an endpoint bears', () => {
  test.each([0.25, 0.5])('300 at once, log-normal latency of sigma %d', async (sigma) => {
    const best = await bestRate({ sigma }, 300);
    const { simulation } = scene({ sigma });
    await simulation.run(2000);
    expect((await simulation.run(3000)).rate).toBeGreaterThan(0.95 * best);
    await simulation.run(15_000);
    const settled = await simulation.run(60_000);
    expect(settled.rate).toBeGreaterThan(0.95 * best);
    expect(settled.refused / settled.sent).toBeLessThan(0.001);
  });

  test('whatever it changes to in the middle', async () => {
    const { simulation, server } = scene();
    await simulation.run(20_000);
    for (const capacity of [120, 400, 30, 300]) {
      server.capacity = capacity;
      await simulation.run(12_000);
      const { rate, refused, sent } = await simulation.run(20_000);
      expect(rate).toBeGreaterThan(0.95 * (await bestRate({ capacity }, capacity)));
      expect(refused / sent).toBeLessThan(capacity < 100 ? 0.004 : 0.001);
    }
  });

  test.each([1, 2, 5])('%d at once', async (capacity) => {
    const { simulation, gate } = scene({ capacity });
    await simulation.run(30_000);
    const { rate } = await simulation.run(60_000);
    expect(gate.capacity).toBeLessThanOrEqual(capacity + 1);
    expect(rate).toBeGreaterThan(0.9 * (await fixedRate({ capacity }, capacity)));
  });

  test('two of different speed find their own', async () => {
    const time = virtualTime();
    const speeds = [
      { capacity: 300, latency: 200, sigma: 0.5 },
      { capacity: 20, latency: 900, sigma: 0.5 },
    ];
    const both = speeds.map((server, at) =>
      simulate(time, createGate({ capacity: { start: 32 }, clock: time }), server, 600, `s${at}`),
    );
    const [fast, slow] = both;
    const begun = both.map((each) => each.run(0));
    await Promise.all(begun);
    await time.pass(30_000);
    const before = await Promise.all(both.map((each) => each.run(0)));
    expect(before).toHaveLength(2);
    const first = (await fast?.run(40_000))?.rate ?? 0;
    const second = (await slow?.run(40_000))?.rate ?? 0;
    expect(first).toBeGreaterThan(0.95 * (await fixedRate({ latency: 200 }, 300)));
    expect(second).toBeGreaterThan(0.9 * (await fixedRate({ capacity: 20, latency: 900 }, 20)));
  });

  test('one that queues instead of refusing: it stops where more at once brings no more answers', async () => {
    const { simulation, gate } = scene({ capacity: 256, queues: true, sigma: 0.25 }, {}, 4000);
    await simulation.run(60_000);
    expect(gate.capacity).toBeGreaterThanOrEqual(200);
    expect(gate.capacity).toBeLessThanOrEqual(1100);
    const { rate } = await simulation.run(20_000);
    expect(rate).toBeGreaterThan(0.95 * (await fixedRate({ capacity: 256, queues: true, sigma: 0.25 }, 256)));
  });

  test('one that queues for longer than requests are waited for: it goes back to what is answered in time', async () => {
    const { simulation, server, gate } = scene({ capacity: 256, queues: true, sigma: 0.25, timeout: 1000 }, {}, 4000);
    await simulation.run(30_000);
    server.capacity = 20;
    await simulation.run(60_000);
    expect(gate.capacity).toBeLessThan(120);
    expect((await simulation.run(30_000)).rate).toBeGreaterThan(
      0.8 * (await fixedRate({ capacity: 20, sigma: 0.25 }, 20)),
    );
  });

  test('isolated refusals take next to nothing from it', async () => {
    const { simulation } = scene({ whims: 0.005 });
    await simulation.run(20_000);
    const { rate } = await simulation.run(40_000);
    expect(rate).toBeGreaterThan(0.92 * (await bestRate({}, 300)));
  });

  test.each([0.02, 0.04, 0.1])('a share of %d refused whatever is asked is not taken for pressure', async (whims) => {
    const { simulation } = scene({ whims });
    await simulation.run(30_000);
    const { rate } = await simulation.run(60_000);
    expect(rate).toBeGreaterThan(0.75 * (await bestRate({}, 300)));
  });

  test('refusals for no reason hide neither the capacity nor its changes', async () => {
    const { simulation, server } = scene({ whims: 0.04 });
    await simulation.run(30_000);
    for (const capacity of [60, 400]) {
      server.capacity = capacity;
      await simulation.run(30_000);
      const { rate, refused, sent } = await simulation.run(30_000);
      expect(rate).toBeGreaterThan(0.75 * (await bestRate({ capacity }, capacity)));
      expect(refused / sent).toBeLessThan(0.15);
    }
  });

  test('it does not grow while nobody fills it', async () => {
    const { simulation, gate } = scene({ capacity: 1000 }, {}, 20);
    await simulation.run(60_000);
    expect(gate.capacity).toBe(32);
  });

  test('a set number stays', async () => {
    const { simulation, gate } = scene({ capacity: 10 }, { capacity: { fixed: 40 } });
    await simulation.run(5000);
    expect(gate.capacity).toBe(40);
  });
});

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
