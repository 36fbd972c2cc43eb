import { expect, test } from 'vitest';
import type { Attempted } from '../backend.ts';
import { question } from '../http/loopback.ts';
import { virtualTime } from '../limits/virtual.ts';
import { backend, opened, said } from './endpoints.fixture.ts';
import type { GatedOptions } from './gated-teacher.ts';

/** A teacher of one endpoint in time of its own, and what was told. */
async function silent(attempt: () => Attempted | Promise<Attempted>) {
  const time = virtualTime();
  const told: string[] = [];
  let ended = false;
  const options: Partial<GatedOptions> = {
    clock: time.now,
    sleep: (ms) => new Promise<void>((resolve) => void time.after(ms, resolve)),
    tell: (words) => told.push(words),
    every(ms, act) {
      const again = () => {
        if (ended) return;
        act();
        time.after(ms, again);
      };
      time.after(ms, again);
      return () => {
        ended = true;
      };
    },
  };
  const { teacher } = await opened([backend('http://a', attempt)], options);
  return { teacher, time, told, ended: () => ended };
}

test('an endpoint that answers every time with a fault is told of, with the fault, the more rarely the longer it lasts', async () => {
  let broken = true;
  const { teacher, time, told } = await silent(() =>
    broken ? { status: 502, words: 'it answers 200 without a completion: Welcome', waitMs: 2000 } : said('yes'),
  );
  const call = teacher.complete(question('a'));
  await time.pass(100_000);
  expect(told).toEqual(
    [15, 30, 60].map(
      (at) =>
        `No answer from "http://a" for ${at} s: it answers 200 without a completion: Welcome, and asks to wait 2 s; it is asked again`,
    ),
  );
  broken = false;
  await time.pass(100_000);
  expect((await call).text).toBe('yes');
  const before = told.length;
  await time.pass(500_000);
  expect(told).toHaveLength(before);
});

test('one that says nothing at all is told of too; one that nobody asks is not, and closing ends the vigil', async () => {
  const { teacher, time, told, ended } = await silent(() => new Promise(() => {}));
  await time.pass(60_000);
  expect(told).toEqual([]);
  void teacher.complete(question('a')).catch(() => undefined);
  await time.pass(16_000);
  expect(told).toEqual([expect.stringMatching(/^No answer from "http:\/\/a" for 1\d s: a request is under way/)]);
  await teacher.close();
  expect(ended()).toBe(true);
});
