import { describe, expect, test } from 'vitest';
import { createGate } from './gate.ts';
import { scene } from './scene.fixture.ts';
import { type SimulatedServer, simulate, virtualTime } from './virtual.ts';

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

  test('an outage in which all is refused is not taken for refusals for no reason', async () => {
    const { simulation, server } = scene({ latency: 1000 });
    await simulation.run(120_000);
    server.capacity = 0;
    await simulation.run(120_000);
    server.capacity = 300;
    await simulation.run(180_000);
    const { answered, refused } = await simulation.run(120_000);
    expect(refused / answered).toBeLessThan(0.01);
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
