import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Calls in flight from which memory matters more than the time that the collector takes. */
const MANY = 512;
/** Where the young generation stops growing then, in bytes: two semi-spaces of 8 MB. */
const MOST = 16 * 2 ** 20;
const LOOK_MS = 20;

/**
 * With very many calls in flight, stops V8's young generation from growing beyond 16 MB (its own limit is 128 MB on large
 * machines), where it would hold more garbage than the calls take. Measured in docs/performance.md. Gives a function
 * that ends the watch.
 */
export function capYoungSpace(inFlight: number): () => void {
  if (inFlight < MANY) return () => {};
  const look = setInterval(() => {
    const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
    if ((young?.space_size ?? 0) < MOST) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(look);
  }, LOOK_MS);
  look.unref();
  return () => clearInterval(look);
}
