import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('no more than so many are under way, all come to their turn, and a failure frees its place', async () => {
  const take = createTurns(2);
  let [now, most] = [0, 0];
  const work = (at: number) => async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    if (at % 3 === 0) throw new Error(`no ${at}`);
    return at;
  };
  const all = await Promise.allSettled(Array.from({ length: 9 }, (_, at) => take(work(at))));
  expect(most).toBe(2);
  expect(all.map((each) => each.status)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => (at % 3 === 0 ? 'rejected' : 'fulfilled')),
  );
});
