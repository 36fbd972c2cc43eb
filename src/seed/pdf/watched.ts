/** What reading one thing of a PDF may take before it is given up: milliseconds, and bytes of heap. */
const LONGEST = 60_000;
const MOST_HEAP = 384 * 2 ** 20;

/** Something takes far longer, or far more memory, than for any page that people read. */
export class TooMuch extends Error {}

/**
 * Waits for what pdf.js does, which it does in this thread in short turns, and gives up between two of them when it has
 * taken far too long or too much memory. What was given up must be ended by destroying its document.
 */
export async function watched<T>(work: Promise<T>): Promise<T> {
  const pending = Symbol();
  const start = performance.now();
  const heap = process.memoryUsage().heapUsed;
  for (;;) {
    const first = await Promise.race([work, turn(pending)]);
    if (first !== pending) return first as T;
    if (performance.now() - start > LONGEST || process.memoryUsage().heapUsed - heap > MOST_HEAP) throw new TooMuch();
  }
}

function turn<S extends symbol>(token: S): Promise<S> {
  return new Promise((resolve) => {
    setImmediate(() => resolve(token));
  });
}
