import { describe, expect, test } from 'vitest';
import type { Backend } from '../backend.ts';
import { question } from '../http/loopback.ts';
import { virtualTime } from '../limits/virtual.ts';
import { backend, down, opened, said } from './endpoints.fixture.ts';
import { gatedTeacher } from './gated-teacher.ts';

describe('waits', () => {
  test('hold no place: while one waits, others go', async () => {
    let first = true;
    const limited = backend('http://a', () => {
      if (!first) return said('yes');
      first = false;
      return { status: 429, words: 'slow down', waitMs: 60_000 };
    });
    limited.backend = { ...limited.backend, capacity: { fixed: 1 } };
    const { teacher, time } = await opened([limited]);
    let slow = false;
    const waiting = teacher.complete(question('a')).then(() => {
      slow = true;
    });
    await time.pass(1);
    expect((await teacher.complete(question('b'))).text).toBe('yes');
    expect(slow).toBe(false);
    await time.pass(70_000);
    await waiting;
  });

  test('in the queue do not count for patience: a call behind others is asked again, with time left', async () => {
    const time = virtualTime();
    const lefts: number[] = [];
    let failed = false;
    const slow: Backend = {
      ...{ name: 'http://a', model: 'm', capacity: { fixed: 1 } },
      ...{ open: async () => {}, close: async () => {} },
      async attempt({ stage }, _, left) {
        if (stage === 'transform') lefts.push(left);
        if (stage === 'transform' && !failed) {
          failed = true;
          return { status: 500, words: 'oops', waitMs: null };
        }
        await new Promise<void>((resolve) => void time.after(10_000, resolve));
        return said('yes');
      },
    };
    const sleep = (ms: number) => new Promise<void>((resolve) => void time.after(ms, resolve));
    const teacher = gatedTeacher([slow], { clock: time.now, sleep, random: () => 0.5, patience: 30_000 });
    await teacher.open();
    const early = teacher.complete(question('early', { stage: 'transform', order: 9 }));
    const later = Array.from({ length: 12 }, (_, order) => teacher.complete(question(`${order}`, { order })));
    await Promise.all([time.pass(200_000), early, ...later]);
    expect(lefts).toEqual([30_000, 29_750]);
  });

  test('that outlast patience end the call: nothing is sent with no time left', async () => {
    const failing = backend('http://a', () => ({ status: 500, words: 'oops', waitMs: null }));
    let now = 0;
    const sleep = async () => {
      now += 20_000;
    };
    const { teacher } = await opened([failing], { clock: () => now, sleep, patience: 10_000 });
    await expect(teacher.complete(question('a'))).rejects.toThrow(/oops; 1 attempt in 20 s$/);
    expect(failing.asked).toBe(1);
  });

  test('a place is held until the reply is kept', async () => {
    const { teacher } = await opened([backend('http://a')]);
    const kept = Promise.withResolvers<void>();
    await teacher.complete(question('a'), undefined, kept.promise);
    expect(teacher.load?.inFlight).toBe(1);
    kept.resolve();
    await new Promise(setImmediate);
    expect(teacher.load?.inFlight).toBe(0);
  });

  test('an endpoint that is down for longer than patience ends the call, whoever tries it', async () => {
    const { teacher, time } = await opened([backend('http://a', () => down)], { patience: 20_000 });
    const ends: unknown[] = [];
    for (let at = 0; at < 30; at++) teacher.complete(question(`${at}`)).catch((error: unknown) => ends.push(error));
    await time.pass(200_000);
    expect(ends[0]).toMatchObject({ code: 'E_TEACHER', message: /nothing listens there; \d+ attempts?/ });
    await teacher.close();
  });

  test('time in which nobody asks an endpoint does not count as its silence', async () => {
    let failures = 0;
    const passing = backend('http://a', () => (failures-- > 0 ? down : said('yes')));
    const { teacher, time } = await opened([passing], { patience: 20_000 });
    await teacher.complete(question('a'));
    await time.pass(60_000);
    failures = 12;
    const texts = Promise.all(
      Array.from({ length: 12 }, (_, at) => teacher.complete(question(`${at}`)).then(({ text }) => text)),
    );
    const settled = texts.catch((error: unknown) => error);
    await time.pass(20_000);
    expect(await settled).toEqual(Array.from({ length: 12 }, () => 'yes'));
  });

  test('a call that is stopped is no answer: an endpoint that was down is still tried one by one', async () => {
    const time = virtualTime();
    let asked = 0;
    const failing: Backend = {
      ...{ name: 'http://a', model: 'm', capacity: { fixed: 20 } },
      ...{ open: async () => {}, close: async () => {} },
      attempt: (_, call) => {
        if (++asked <= 10) return Promise.resolve(down);
        return new Promise((_resolve, reject) => {
          call.current = { stop: reject };
        });
      },
    };
    const sleep = (ms: number) => new Promise<void>((resolve) => void time.after(ms, resolve));
    const teacher = gatedTeacher([failing], { clock: time.now, sleep, random: () => 0.5 });
    await teacher.open();
    const stop = new AbortController();
    const asking = () => teacher.complete(question('a'), stop.signal).catch(() => undefined);
    const ends = Array.from({ length: 10 }, asking);
    await time.pass(20_000);
    expect(asked).toBe(11);
    stop.abort();
    await Promise.all(ends);
    for (let at = 0; at < 5; at++) teacher.complete(question('b')).catch(() => undefined);
    await time.pass(10_000);
    expect(asked).toBe(12);
    await teacher.close();
  });
});
