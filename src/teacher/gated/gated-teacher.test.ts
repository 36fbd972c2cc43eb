import { describe, expect, test } from 'vitest';
import { UserError } from '../../errors.ts';
import type { Attempted, Backend } from '../backend.ts';
import { testTeacher } from '../contract.ts';
import { question } from '../http/loopback.ts';
import { virtualTime } from '../limits/virtual.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import type { Reply } from '../teacher.ts';
import { type GatedOptions, gatedTeacher } from './gated-teacher.ts';
import { limitedTeacher } from './limited-teacher.ts';

const said = (text: string): Attempted => ({ reply: { text, finish: 'stop', usage: null } satisfies Reply });
const down: Attempted = { status: null, words: 'nothing listens there', waitMs: null };

/** A backend that answers with its name, or as `attempt` says; `asked` counts. */
function backend(name: string, attempt: () => Attempted | Promise<Attempted> = () => said(name), model = 'm') {
  const made = { asked: 0, opened: 0, closed: 0, opens: async () => {} };
  const of: Backend = {
    name,
    model,
    capacity: { fixed: 4 },
    async open() {
      made.opened++;
      await made.opens();
    },
    async attempt(_, call) {
      call.check();
      made.asked++;
      return attempt();
    },
    close: async () => void made.closed++,
  };
  return Object.assign(made, { backend: of });
}

async function opened(backends: { backend: Backend }[], options: Partial<GatedOptions> = {}) {
  const time = virtualTime();
  const sleep = (ms: number) => new Promise<void>((resolve) => void time.after(ms, resolve));
  const teacher = gatedTeacher(
    backends.map((each) => each.backend),
    { clock: time.now, sleep, random: () => 0.5, ...options },
  );
  await teacher.open();
  return { teacher, time };
}

testTeacher('a limited teacher', async () => ({
  teacher: limitedTeacher(rehearsalTeacher(), 2),
  close: async () => {},
}));

describe('many endpoints as one teacher', () => {
  const pair = () => [backend('http://a'), backend('http://b')] as const;

  test('requests of one affinity go to the same one', async () => {
    const both = pair();
    const { teacher } = await opened([...both]);
    const places = new Map<string, Set<string>>();
    for (let at = 0; at < 60; at++) {
      const affinity = `seed ${at % 20}`;
      const { text } = await teacher.complete(question(`${at}`, { affinity }));
      places.set(affinity, (places.get(affinity) ?? new Set()).add(text));
    }
    for (const place of places.values()) expect(place.size).toBe(1);
    for (const { asked } of both) expect(asked).toBeGreaterThan(9);
  });

  test('one that dies is asked no more, and asked again when it is back', async () => {
    const [a, b] = pair();
    let dead = true;
    const dying = backend('http://b', () => (dead ? down : said('back')));
    const { teacher, time } = await opened([a, dying]);
    for (let at = 0; at < 40; at++)
      expect((await teacher.complete(question(`${at}`, { affinity: `${at}` }))).text).toBe('http://a');
    expect(dying.asked).toBeLessThan(15);
    const before = dying.asked;
    for (let at = 0; at < 20; at++) await teacher.complete(question(`${at}`, { affinity: `${at}` }));
    expect(dying.asked).toBe(before);
    dead = false;
    await time.pass(6000);
    const texts = new Set<string>();
    for (let at = 0; at < 40; at++) texts.add((await teacher.complete(question(`${at}`, { affinity: `${at}` }))).text);
    expect(texts).toEqual(new Set(['http://a', 'back']));
    expect(b.asked).toBe(0);
  });

  test('one that refuses for good is taken out while another answers; where none is left it is told', async () => {
    const refused = new UserError('E_TEACHER_AUTH', 'Cannot use the teacher at "http://b": key refused');
    const [a] = pair();
    const bad = backend('http://b', () => {
      throw refused;
    });
    const { teacher } = await opened([a, bad]);
    for (let at = 0; at < 20; at++) await teacher.complete(question(`${at}`, { affinity: `${at}` }));
    expect(bad.asked).toBe(1);
    const alone = await opened([backend('http://b', () => Promise.reject(refused))]);
    await expect(alone.teacher.complete(question('a'))).rejects.toBe(refused);
  });

  test('one that cannot be opened is opened later; none at all is an error', async () => {
    const [a, b] = pair();
    b.opens = () => Promise.reject(new UserError('E_TEACHER', 'Cannot reach the teacher at "http://b"'));
    const { teacher, time } = await opened([a, b]);
    for (let at = 0; at < 10; at++) await teacher.complete(question(`${at}`, { affinity: `${at}` }));
    expect(b.asked).toBe(0);
    b.opens = async () => {};
    await time.pass(6000);
    for (let at = 0; at < 30; at++) await teacher.complete(question(`${at}`, { affinity: `${at}` }));
    expect(b.asked).toBeGreaterThan(0);
    b.opens = () => Promise.reject(new UserError('E_TEACHER', 'Cannot reach the teacher at "http://b"'));
    await expect(opened([b])).rejects.toMatchObject({ code: 'E_TEACHER' });
  });

  test('models that differ are refused', async () => {
    const other = backend('http://b', undefined, 'other');
    await expect(opened([backend('http://a'), other])).rejects.toMatchObject({ code: 'E_TEACHER_MODEL' });
  });

  test('one that comes back with another model stays out, and is told once', async () => {
    const [late, b] = [backend('http://a', undefined, 'm1'), backend('http://b', undefined, 'm2')];
    late.opens = () => Promise.reject(new UserError('E_TEACHER', 'Cannot reach the teacher at "http://a"'));
    const told: string[] = [];
    const { teacher, time } = await opened([late, b], { tell: (words) => told.push(words) });
    expect(teacher.model).toBe('m2');
    late.opens = async () => {};
    for (let at = 0; at < 60; at++) {
      if (at % 20 === 0) await time.pass(6000);
      await teacher.complete(question(`${at}`, { affinity: `${at}` }));
    }
    expect(late.opened).toBeGreaterThan(2);
    expect([late.asked, b.asked, teacher.model]).toEqual([0, 60, 'm2']);
    expect(told).toEqual([expect.stringMatching(/"m2".*"m1".*"http:\/\/a" is left out$/)]);
  });
});

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
