/** Time, as limits see it; tests pass one of their own. Milliseconds. */
export interface Clock {
  /** Never runs backwards. */
  now(): number;
  /** Acts once after `ms`; gives a function that calls it off. */
  after(ms: number, act: () => void): () => void;
}

/** The machine's own. */
export const REAL_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
