import type { Clock } from './clock.ts';

/** How many requests may be at an endpoint at once, found out by what comes back. */
export interface Window {
  /** A whole number of at least 1. */
  readonly limit: number;
  /** Counts the cuts: a refusal of what was sent before the last one does not cut again. */
  readonly epoch: number;
  /** A request was answered. `full`: more would have been sent, had they been let. */
  answered(full: boolean): void;
  /** A request, sent in `epoch`, was refused, or not answered in time (`late`); `inFlight` others are under way. */
  refused(epoch: number, inFlight: number, late?: boolean): void;
}

/** What a window grows between. */
export interface WindowOptions {
  start: number;
  /** Default 4,096. */
  most?: number;
  clock: Clock;
}

/** Sustained pressure: this share of a round trip, and two at least. Less than that is isolated. */
const PRESSURE = 0.02;
/** The most of a share of refusals that is taken to have nothing to do with how many are asked. */
const MOST_WHIMS = 0.15;
/** Answers and refusals at or below the level that was refused, from which the share of whims is told; older ones count ever less. */
const TOLD = 400;
/** From this share on a refusal alone tells nothing. */
const WHIMSICAL = 0.01;
/** What is left of the window after a cut. */
const CUT = 0.95;
/** What is left of it where requests were waited for in vain: those behind them wait as well. */
const LATE_CUT = 0.7;
/** Answers between two looks above the level that was refused, so that few of them are refused by a small endpoint too; or so many ms. */
const FIRST_LOOK_ANSWERS = 16;
const LOOK_ANSWERS = 1000;
const LOOK_ANSWERS_MS = 60_000;
/** Isolated refusals take no more than this from the window. */
const SHAVE = 0.95;
/** A doubling of the window that does not bring this factor more answers a second only lengthens the endpoint's queue. */
const WORTH = 1.2;
/** Milliseconds between two looks above the level that was refused: growing while they are refused. */
const FIRST_LOOK = 1500;
const LONGEST_LOOK = 5000;
/** So many of a round trip's answers must have come while the window was full for its rate to tell anything. */
const FULL = 0.95;
/** A step from which probing upwards is slow start again. */
const RUN = 16;
/** Milliseconds after which a window that stopped for want of more answers looks again; twice as many each time it stops again. */
const FIRST_KNEE_LOOK = 2000;
const LONGEST_KNEE_LOOK = 30_000;

/**
 * Additive increase, multiplicative decrease with a memory (after Chiu and Jain 1989, Jacobson 1988, and CUBIC, RFC
 * 9438): slow start until requests are refused or answers come no faster; then the window is what was in flight when a
 * request was refused, cut once per round trip while the pressure lasts, brought back to that level within a few round trips, and
 * probed above it now and then by one, by more and more where nothing is refused. A round trip is a window of answers.
 * What is refused while fewer are asked than were ever refused for their number is a whim of the endpoint: its share is
 * learned, and only more than it is pressure. Round trips without an answer tell of an outage, not of whims.
 */
export function createWindow({ start, most = 4096, clock }: WindowOptions): Window {
  let limit = Math.min(Math.max(1, start), most);
  let epoch = 0;
  let slow = true;
  /** The level that was refused, or that brought nothing more. */
  let mark = Number.POSITIVE_INFINITY;
  let step = 1;
  let [look, lookAt] = [FIRST_LOOK, 0];
  let [lookAnswers, sinceRefusal] = [FIRST_LOOK_ANSWERS, 0];
  let kneeLook = FIRST_KNEE_LOOK;
  let best = limit;
  let round = newRound();
  /** What came back while the window was not above the mark, round trips with a cut left out. */
  let below = { ended: TOLD / 8, refused: 0 };
  /** The last round trip of slow start, for what the next one is to bring. */
  let last = { size: 0, rate: 0 };

  function newRound() {
    const size = Math.max(1, Math.floor(limit));
    return { size, limit, epoch, ended: 0, answered: 0, refused: 0, full: 0, began: clock.now() };
  }

  /** The share of requests that are refused whatever their number. */
  function whims(): number {
    return Math.min(MOST_WHIMS, below.refused / below.ended);
  }

  /** Refusals of a round trip that tell of too many requests: more than whims and chance (two standard deviations) give. */
  function pressure(size: number): number {
    const share = whims();
    return Math.max(2, PRESSURE * size) + share * size + 2 * Math.sqrt(share * size);
  }

  function endRound(): void {
    if (!slow && round.answered > 0 && round.limit <= mark && round.epoch === epoch) {
      const kept = Math.min(1, TOLD / (below.ended + round.ended));
      below = { ended: (below.ended + round.ended) * kept, refused: (below.refused + round.refused) * kept };
    }
    if (slow) checkWorth();
    else if (isQuiet() && round.full * 2 >= round.size) grow();
    round = newRound();
  }

  /** Whether the round trip had no refusals but whims. */
  function isQuiet(): boolean {
    const expected = whims() * round.size;
    return round.refused === 0 || round.refused <= expected + Math.sqrt(expected);
  }

  /** Ends slow start where a larger window brought too little. */
  function checkWorth(): void {
    const { size, answered, full, began } = round;
    if (full < size * FULL) return;
    const rate = answered / Math.max(1, clock.now() - began);
    if (size >= 1.5 * last.size && rate < last.rate * WORTH) {
      slow = false;
      limit = last.size;
      mark = limit;
      waitForLook();
    } else if (size >= 1.5 * last.size) {
      if (last.size > 0) kneeLook = FIRST_KNEE_LOOK;
      last = { size, rate };
    }
  }

  /** More at once brought nothing: the next try comes later than the last one did. */
  function waitForLook(): void {
    [look, lookAt] = [FIRST_LOOK, clock.now() + kneeLook];
    kneeLook = Math.min(LONGEST_KNEE_LOOK, kneeLook * 2);
  }

  /** Once for all that was sent before it: what waits behind them is late as well, whatever is sent now. */
  function cutLate(): void {
    limit = Math.max(1, limit * LATE_CUT);
    [mark, best, slow, step] = [limit, limit, false, 1];
    waitForLook();
    epoch++;
  }

  function mayLook(): boolean {
    const late = clock.now() - lookAt;
    return late >= 0 && (sinceRefusal >= lookAnswers || late >= LOOK_ANSWERS_MS);
  }

  function grow(): void {
    if (limit < mark) {
      limit = Math.min(mark, limit + Math.max(1, 0.02 * mark));
      return;
    }
    if (!mayLook()) return;
    limit = Math.min(most, limit + step);
    mark = limit;
    best = Math.max(best, limit);
    step *= 2;
    if (step <= 2) return;
    look = FIRST_LOOK;
    lookAnswers = FIRST_LOOK_ANSWERS;
    if (step < RUN) return;
    slow = true;
    last = { size: 0, rate: 0 };
    step = 1;
  }

  return {
    get limit() {
      return Math.max(1, Math.floor(limit));
    },
    get epoch() {
      return epoch;
    },
    answered(full) {
      round.ended++;
      round.answered++;
      sinceRefusal++;
      if (full) round.full++;
      if (slow && full && limit < most) limit = Math.min(most, limit + 1);
      best = Math.max(best, limit);
      if (round.ended >= round.size) endRound();
    },
    refused(sent, inFlight, late = false) {
      round.ended++;
      round.refused++;
      const pressed = round.refused >= pressure(round.size);
      if (late && pressed && sent === epoch) cutLate();
      if (late || (!pressed && whims() > WHIMSICAL)) {
        if (round.ended >= round.size) endRound();
        return;
      }
      if (!slow && step > 1) step = 1;
      if (pressed && sent === epoch) {
        const level = Math.max(1, Math.min(limit, inFlight));
        mark = level;
        limit = slow ? level : Math.max(1, level * CUT);
        best = limit;
        slow = false;
        epoch++;
      } else if (pressed || !slow) {
        const floor = pressed ? 1 : best * SHAVE;
        limit = Math.max(1, Math.min(limit, Math.max(floor, inFlight)));
        mark = Math.min(mark, Math.max(limit, inFlight));
      }
      if (!slow) {
        lookAt = clock.now() + look;
        look = Math.min(LONGEST_LOOK, look * 2);
        lookAnswers = Math.min(LOOK_ANSWERS, lookAnswers * 2);
        sinceRefusal = 0;
      }
      if (round.ended >= round.size) endRound();
    },
  };
}

/** A window that is set. */
export function fixedWindow(limit: number): Window {
  return { limit, epoch: 0, answered: () => {}, refused: () => {} };
}
