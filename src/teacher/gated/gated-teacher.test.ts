import { describe, expect, test } from 'vitest';
import { UserError } from '../../errors.ts';
import { testTeacher } from '../contract.ts';
import { question } from '../http/loopback.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import { backend, down, opened, said } from './endpoints.fixture.ts';
import { limitedTeacher } from './limited-teacher.ts';

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
    const told: string[] = [];
    const { teacher } = await opened([a, bad], { tell: (words) => told.push(words) });
    for (let at = 0; at < 20; at++) await teacher.complete(question(`${at}`, { affinity: `${at}` }));
    expect(bad.asked).toBe(1);
    expect(told).toEqual([`${refused.message}; "http://b" is left out`]);
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

  test('one that comes back with another model stays out, and each reason is told once', async () => {
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
    expect(told).toEqual([
      'Cannot reach the teacher at "http://a"; "http://a" is left out',
      expect.stringMatching(/"m2".*"m1".*"http:\/\/a" is left out$/),
    ]);
  });
});
