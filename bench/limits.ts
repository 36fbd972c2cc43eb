/** How near the limits come to the best fixed number of requests at once: in virtual time, exact and seeded, and once for real. */
import { setTimeout as pass } from 'node:timers/promises';
import type { Capacity } from '../src/teacher/backend.ts';
import { openHttpTeacher } from '../src/teacher/http/http-teacher.ts';
import { createGate } from '../src/teacher/limits/gate.ts';
import { type Figures, type SimulatedServer, simulate, virtualTime } from '../src/teacher/limits/virtual.ts';
import { replyOf, requestOf, SMALL } from './sizes.ts';
import { startServer } from './start.ts';
import type { Bench } from './table.ts';

const SERVER: SimulatedServer = { capacity: 300, latency: 200, sigma: 0.5 };
const CALLERS = 1000;
const FOUND = { start: 32 };

type Row = readonly string[];

export const bench: Bench = async () => ({
  said:
    `Answers a second with the limit that is found (it begins with 32) against the best fixed one (the best of 95, 100 ` +
    `and 102 % of the capacity), and the share of requests refused. Virtual time: a server that answers 300 at once ` +
    `after a log-normal 200 ms, sigma 0.5, and refuses the others at once; ${CALLERS} callers that ask without end. ` +
    'The last row is the same server for real, on the loopback.',
  columns: ['case', 'found /s', 'best fixed /s', 'ratio', 'refused'],
  rows: [
    await row('300 at once, the first 3 s after 2 s', SERVER, 2000, 3000),
    await row('300 at once, settled', SERVER, 20_000, 60_000),
    ...(await changing()),
    ...(await both()),
    await row('a queue instead of refusals, 256 at once', { ...SERVER, capacity: 256, queues: true }, 60_000, 60_000),
    await row('4 % refused whatever is asked', { ...SERVER, whims: 0.04 }, 30_000, 60_000),
    await real(),
  ],
});

function line(name: string, { rate, refused, sent }: Figures, best: number): Row {
  const share = ((100 * refused) / Math.max(1, sent)).toFixed(2);
  return [name, rate.toFixed(0), best.toFixed(0), (rate / best).toFixed(3), `${share} %`];
}

async function measured(server: SimulatedServer, capacity: Capacity, settle: number, ms: number): Promise<Figures> {
  const time = virtualTime();
  const simulation = simulate(time, createGate({ capacity, clock: time }), { ...server }, CALLERS);
  await simulation.run(settle);
  return simulation.run(ms);
}

async function bestOf(server: SimulatedServer): Promise<number> {
  const rates: number[] = [];
  for (const share of [0.95, 1, 1.02]) {
    const fixed = Math.max(1, Math.round(server.capacity * share));
    rates.push((await measured(server, { fixed }, 3000, 20_000)).rate);
  }
  return Math.max(...rates);
}

async function row(name: string, server: SimulatedServer, settle: number, ms: number): Promise<Row> {
  return line(name, await measured(server, FOUND, settle, ms), await bestOf(server));
}

/** A server whose capacity changes three times; each is measured from 12 s after the change. */
async function changing(): Promise<Row[]> {
  const time = virtualTime();
  const server = { ...SERVER };
  const simulation = simulate(time, createGate({ capacity: FOUND, clock: time }), server, CALLERS);
  await simulation.run(20_000);
  const rows: Row[] = [];
  for (const capacity of [120, 400, 300]) {
    server.capacity = capacity;
    await simulation.run(12_000);
    rows.push(line(`it changes to ${capacity}`, await simulation.run(20_000), await bestOf({ ...SERVER, capacity })));
  }
  return rows;
}

/** Two endpoints of one process, each with limits of its own. */
async function both(): Promise<Row[]> {
  const time = virtualTime();
  const servers = [SERVER, { ...SERVER, capacity: 20, latency: 900 }];
  const runs = servers.map((server, at) => {
    const simulation = simulate(time, createGate({ capacity: FOUND, clock: time }), server, 600, `s${at}`);
    return { server, simulation };
  });
  for (const { simulation } of runs) await simulation.run(0);
  await time.pass(30_000);
  const rows: Row[] = [];
  for (const { server, simulation } of runs) {
    const name = `two endpoints: ${server.capacity} at once, ${server.latency} ms`;
    rows.push(line(name, await simulation.run(40_000), await bestOf(server)));
  }
  return rows;
}

const REAL_MS = 15_000;

/** Asks a served teacher without end through the whole HTTP teacher. */
async function real(): Promise<Row> {
  const options = { canned: replyOf(SMALL), capacity: 300, latency: 200, tail: 0.5, seed: 'limits' };
  const rates: Figures[] = [];
  for (const concurrency of [300, undefined]) {
    const server = await startServer(options);
    try {
      rates.push(await asked(server.url, concurrency));
    } finally {
      await server.stop();
    }
  }
  const [fixed, found] = rates;
  if (!fixed || !found) throw new Error('nothing was measured');
  return line('300 at once, over HTTP (best fixed: 300)', found, fixed.rate);
}

async function asked(url: string, concurrency: number | undefined): Promise<Figures> {
  let [answered, retries, counting, on] = [0, 0, false, true];
  const onRetry = () => {
    if (counting) retries++;
  };
  const teacher = openHttpTeacher({ url, ...(concurrency !== undefined && { concurrency }), onRetry });
  await teacher.open();
  const work = async (caller: number) => {
    for (let at = 0; on; at++) {
      await teacher.complete(requestOf(SMALL, caller * 1_000_000 + at));
      if (counting) answered++;
    }
  };
  const all = Promise.all(Array.from({ length: CALLERS }, (_, caller) => work(caller)));
  await pass(10_000);
  counting = true;
  await pass(REAL_MS);
  counting = false;
  on = false;
  await all;
  await teacher.close();
  return { answered, refused: retries, sent: answered + retries, rate: (answered * 1000) / REAL_MS };
}
