import type { Capacity, StatedLimits } from '../backend.ts';
import type { Call } from '../call-signal.ts';
import type { Load, Request } from '../teacher.ts';
import { createBreaker } from './breaker.ts';
import { createBudget, state } from './budget.ts';
import { type Clock, REAL_CLOCK } from './clock.ts';
import { createQueue, type Entry } from './queue.ts';
import { createWindow, fixedWindow } from './window.ts';

/** What came of an attempt, as limits see it: a fault, or null for an answer. */
export type End = { status: number | null; waitMs: number | null; timedOut?: true } | null;

/** The right to send one request. */
export interface Pass {
  /** To be told once what came of it; `calledOff` where it was stopped. Tokens as the provider counted them. */
  ended(end: End | 'calledOff', facts?: { tokens?: number | null; limits?: StatedLimits | undefined }): void;
  /** Gives the place back; to be called once, after `ended`. */
  release(): void;
}

/** Lets requests to one endpoint through: as many at once and in a minute as it bears, in the order of the queue. */
export interface Gate extends Load {
  /** A pass, at once where there is room. Rejects with the call's reason when it is stopped while it waits. */
  enter(request: Pick<Request, 'stage' | 'order'>, tokens: number, call: Call): Pass | Promise<Pass>;
  /** Whether the endpoint has failed so often that only single requests try it. */
  readonly broken: boolean;
}

/** What is known of an endpoint. Budgets are null where the user names none. */
export interface GateOptions {
  capacity: Capacity;
  requestsPerMinute?: number | null;
  tokensPerMinute?: number | null;
  clock?: Clock;
}

const REFUSALS = new Set([429, 503, 529]);
const LATE = new Set([408, 504]);

interface Waiter {
  tokens: number;
  go: (pass: Pass) => void;
}

/** A gate. Entering, ending and releasing cost a few microseconds; all waits share one timer. */
export function createGate(options: GateOptions): Gate {
  const { capacity, requestsPerMinute = null, tokensPerMinute = null, clock = REAL_CLOCK } = options;
  const window = 'fixed' in capacity ? fixedWindow(capacity.fixed) : createWindow({ ...capacity, clock });
  const [requests, tokens] = [createBudget(requestsPerMinute, clock), createBudget(tokensPerMinute, clock)];
  const breaker = createBreaker(clock);
  const queue = createQueue<Waiter>();
  let [inFlight, held] = [0, false];
  let timer: { at: number; cancel: () => void } | null = null;

  /** Milliseconds until a request of so many tokens may go; Infinity where something must end first. */
  function wait(amount: number): number {
    if (held || inFlight >= window.limit) return Number.POSITIVE_INFINITY;
    return Math.max(breaker.wait(), requests.wait(1), tokens.wait(amount));
  }

  function pass(amount: number): Pass {
    inFlight++;
    requests.take(1);
    tokens.take(amount);
    breaker.went();
    const { epoch } = window;
    let out = false;
    return {
      ended(end, facts) {
        if (facts?.limits) state(requests, tokens, facts.limits);
        if (typeof facts?.tokens === 'number') tokens.correct(amount - facts.tokens);
        if (end === 'calledOff') return breaker.ended();
        if (end === null) {
          window.answered(queue.length > 0 || inFlight >= window.limit);
          return breaker.answered();
        }
        tokens.correct(amount);
        const { status, timedOut } = end;
        const refused = status !== null && REFUSALS.has(status);
        const late = timedOut === true || (status !== null && LATE.has(status));
        if (refused || late) window.refused(epoch, inFlight - 1, late);
        if (refused) breaker.answered();
        else breaker.failed();
      },
      release() {
        if (out) return;
        out = true;
        inFlight--;
        admit();
      },
    };
  }

  function admit(): void {
    for (let next = queue.peek(); next; next = queue.peek()) {
      const ms = wait(next.tokens);
      if (ms > 0) {
        wake(Math.max(1, ms));
        return;
      }
      queue.shift();
      next.go(pass(next.tokens));
    }
    rest();
  }

  function rest(): void {
    timer?.cancel();
    timer = null;
  }

  function wake(ms: number): void {
    const at = clock.now() + ms;
    if (ms === Number.POSITIVE_INFINITY || (timer && timer.at <= at)) return;
    timer?.cancel();
    const cancel = clock.after(ms, () => {
      timer = null;
      admit();
    });
    timer = { at, cancel };
  }

  return {
    get inFlight() {
      return inFlight;
    },
    get waiting() {
      return queue.length;
    },
    get capacity() {
      return held ? 0 : window.limit;
    },
    get broken() {
      return breaker.open;
    },
    hold() {
      held = true;
    },
    enter(request, amount, call) {
      if (queue.length === 0 && wait(amount) === 0) return pass(amount);
      return new Promise((resolve, reject) => {
        const go = (given: Pass) => {
          call.current = null;
          resolve(given);
        };
        const entry: Entry<Waiter> = queue.push(request, { tokens: amount, go });
        call.current = {
          stop(reason) {
            queue.leave(entry);
            call.current = null;
            if (queue.length === 0) rest();
            reject(reason);
          },
        };
        admit();
      });
    },
  };
}
