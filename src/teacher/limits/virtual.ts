import { setImmediate as settled } from 'node:timers/promises';
import { type Draw, draw } from '../../text/draw.ts';
import { Call } from '../call-signal.ts';
import { waitAfter } from '../gated/persist.ts';
import type { Clock } from './clock.ts';
import type { End, Gate, Pass } from './gate.ts';

/** For tests and benches: time that passes only when it is told to, exactly and at once. */
export interface VirtualTime extends Clock {
  /** Lets `ms` pass, with all that is to happen in it, in order. */
  pass(ms: number): Promise<void>;
}

/** Virtual time, from 0. */
export function virtualTime(): VirtualTime {
  let time = 0;
  let turn = 0;
  const events: { at: number; turn: number; act: () => void; off: boolean }[] = [];
  const sooner = (a: (typeof events)[number], b: (typeof events)[number]) => a.at - b.at || a.turn - b.turn;
  const insert = (event: (typeof events)[number]) => {
    let [low, high] = [0, events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = events[middle];
      if (there && sooner(there, event) > 0) low = middle + 1;
      else high = middle;
    }
    events.splice(low, 0, event);
  };
  return {
    now: () => time,
    after(ms, act) {
      const event = { at: time + Math.max(0, ms), turn: turn++, act, off: false };
      insert(event);
      return () => {
        event.off = true;
      };
    },
    async pass(ms) {
      const end = time + ms;
      await settled();
      for (let next = events.at(-1); next && next.at <= end; next = events.at(-1)) {
        events.pop();
        time = Math.max(time, next.at);
        if (next.off) continue;
        next.act();
        await settled();
      }
      time = end;
    },
  };
}

/** A server that answers so many requests at once, each after a log-normal while, and refuses the others at once. */
export interface SimulatedServer {
  capacity: number;
  /** Whether what is above the capacity waits instead. */
  queues?: boolean;
  /** Milliseconds after which a request that is not answered is given up by the one who asks; in the queue it is then passed over. */
  timeout?: number;
  /** Median latency in ms, and sigma of its logarithm. */
  latency: number;
  sigma: number;
  /** Share of requests refused for no reason. */
  whims?: number;
  /** While true every request fails with 500. */
  down?: boolean;
}

/** What a simulation has come to since it was last asked. */
export interface Figures {
  /** Answers. */
  answered: number;
  refused: number;
  sent: number;
  /** Answers a second. */
  rate: number;
}

/** Drives a gate with as many requests as it lets through, refused ones coming back as those of a teacher do. */
export interface Simulation {
  run(ms: number): Promise<Figures>;
}

/** A simulation of `callers` callers who ask without end. */
export function simulate(
  time: VirtualTime,
  gate: Gate,
  server: SimulatedServer,
  callers: number,
  seed = 'a',
): Simulation {
  const random = draw('simulation', seed);
  let [busy, answered, refused, sent] = [0, 0, 0, 0];
  const line: (() => void)[] = [];

  function serve(done: (status: number | null) => void): void {
    const whim = server.whims !== undefined && random.next() < server.whims;
    if (whim || (busy >= server.capacity && !server.queues)) return void time.after(1, () => done(429));
    if (server.down) return void time.after(1, () => done(500));
    let left = false;
    const work = () => {
      if (left) return;
      busy++;
      time.after(latencyOf(server, random), () => {
        busy--;
        while (busy < server.capacity && line.length > 0) line.shift()?.();
        if (!left) done(null);
        left = true;
      });
    };
    if (server.timeout !== undefined) {
      time.after(server.timeout, () => {
        if (!left) done(LATE);
        left = true;
      });
    }
    if (busy < server.capacity) work();
    else line.push(work);
  }

  function attempt(order: number, tries: number): void {
    const entered = gate.enter({ stage: 'respond', order }, 100, new Call());
    const go = (pass: Pass) => {
      sent++;
      serve((status) => {
        pass.ended(endOf(status));
        pass.release();
        if (status === null) {
          answered++;
          return attempt(order + callers, 1);
        }
        if (status === 429) refused++;
        time.after(waitAfter({ status, words: '', waitMs: null }, tries, random.next()), () =>
          attempt(order, tries + 1),
        );
      });
    };
    if (entered instanceof Promise) void entered.then(go);
    else go(entered);
  }

  let begun = false;
  return {
    async run(ms) {
      if (!begun) for (let order = 0; order < callers; order++) attempt(order, 1);
      begun = true;
      const before = { answered, refused, sent };
      await time.pass(ms);
      const gained = answered - before.answered;
      return {
        answered: gained,
        refused: refused - before.refused,
        sent: sent - before.sent,
        rate: (gained * 1000) / ms,
      };
    },
  };
}

const LATE = 0;

function endOf(status: number | null): End {
  if (status === null) return null;
  return status === LATE ? { status: null, waitMs: null, timedOut: true } : { status, waitMs: null };
}

function latencyOf({ latency, sigma }: SimulatedServer, { next }: Draw): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return latency * Math.exp(sigma * normal);
}
