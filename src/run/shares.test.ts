import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { goalOf, seedOf, smallSkill, typeOf } from '../../test/scripted-flow.ts';
import { splitDraw } from '../dataset/select.ts';
import { assign, checkMix } from './assign.ts';
import type { Mix } from './mixes.ts';
import { checkHoldout, quotasOf, testShareOf, totalsOf } from './quotas.ts';
import { DEFAULT_TEMPERATURES, RunSettings, samplingOf } from './settings.ts';
import { weightsFrom } from './weights.ts';

const named = (...ids: string[]) => ids.map((id) => smallSkill({ id }));

describe('quotas', () => {
  test('share pairs out by the mix, whole rows by largest remainder', () => {
    const skills = named('a', 'b', 'c');
    const rowsOf = (mix: Mix, holdout: number | null = null) =>
      Object.fromEntries(totalsOf(quotasOf({ pairs: 10, mix, holdout }, skills) ?? new Map()));
    expect(quotasOf({ pairs: null, mix: 'even', holdout: null }, skills)).toBeNull();
    expect(rowsOf('even')).toEqual({ a: 4, b: 3, c: 3 });
    const mix = { a: 1, b: 2.5 };
    expect(rowsOf(mix)).toEqual({ a: 3, b: 7, c: 0 });
    expect(rowsOf(mix, 5)).toEqual({ a: 8, b: 12, c: 0 });
  });

  test('add up to the pairs, each less than one off its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), weights, (pairs, list) => {
        fc.pre(list.some((weight) => weight > 0));
        const ids = list.map((_, at) => `s${at}`);
        const mix = Object.fromEntries(list.map((weight, at) => [`s${at}`, weight]));
        const quotas = totalsOf(quotasOf({ pairs, mix, holdout: null }, named(...ids)) ?? new Map());
        const total = list.reduce((a, b) => a + b, 0);
        expect([...quotas.values()].reduce((a, b) => a + b, 0)).toBe(pairs);
        for (const [at, weight] of list.entries()) {
          expect(Math.abs((quotas.get(`s${at}`) ?? 0) - (pairs * weight) / total)).toBeLessThan(1);
        }
      }),
    );
  });
});

describe('holding out', () => {
  const sources = (...names: string[]) => ({
    async *all() {
      for (const source of names) yield { ...seedOf(source), source };
    },
  });
  const settings = RunSettings.parse({ pairs: 100, holdout: 5 });
  const quotas = quotasOf(settings, named('a'));
  const shareOf = (names: string[]) => testShareOf(storeIn(scratch()), settings, quotas, sources(...names));

  test('leaves a document on either side, however few there are', async () => {
    for (let at = 0; at < 30; at++) {
      const names = [`a${at}.txt`, `b${at}.txt`, `c${at}.txt`];
      const share = await shareOf(names);
      const inTest = names.filter((name) => splitDraw('0', name) < share).length;
      expect(inTest).toBeGreaterThan(0);
      expect(inTest).toBeLessThan(names.length);
    }
  });

  test('refuses one document, and rows beside a number that is not given', async () => {
    await expect(shareOf(['only.txt'])).rejects.toMatchObject({ code: 'E_CONFIG' });
    expect(() => checkHoldout({ holdout: 5, pairs: null })).toThrow('--pairs is not given');
    expect(() => checkHoldout({ holdout: 5, pairs: 10 })).not.toThrow();
  });
});

describe('assign', () => {
  const settings = { runSeed: '0', mix: 'even' } as const;
  const [text, code] = [
    smallSkill({ id: 'text' }),
    smallSkill({ id: 'code', accepts: { kinds: ['code'], tokens: [1, 9999] } }),
  ];

  test('goes by the mix among the skills that accept the seed', () => {
    const drawn = Array.from(
      { length: 200 },
      (_, at) => assign(seedOf(`${at}`), 0, named('a', 'b'), { runSeed: '0', mix: { a: 3, b: 1 } })?.id,
    );
    const share = drawn.filter((id) => id === 'a').length / 200;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.85);
    for (let at = 0; at < 20; at++) expect(assign(seedOf(`${at}`), 0, [text, code], settings)?.id).toBe('text');
  });

  test('never draws a skill without weight, and none that has its rows', () => {
    const mix = { text: 0, code: 1 };
    expect(assign(seedOf(), 0, [text, code], { runSeed: '0', mix })?.id).toBe('code');
    expect(assign(seedOf(), 0, [text, code], settings, new Map([['code', 1]]))).toBeNull();
    expect(assign(seedOf(), 0, [text, code], settings, new Map([['text', 1]]))?.id).toBe('text');
  });

  test('a mix that names no skill of the run is an error', () => {
    expect(() => checkMix({ tekst: 1 }, [text])).toThrow(/"tekst" is not a skill/);
    expect(() => checkMix({ text: 0 }, [text])).toThrow(/gives no weight/);
    expect(() => checkMix({ text: 1 }, [text, code])).not.toThrow();
  });
});

describe('weights', () => {
  const skill = smallSkill({
    types: [typeOf({ id: 'x' }), typeOf({ id: 'y', weight: 3 })],
    goals: [goalOf({ id: 'rare', share: 0.1 }), goalOf({ id: 'often', share: 0.9 })],
  });
  const from = (pairs: number, types: Record<string, number>, goals: Record<string, number> = {}) =>
    weightsFrom([skill], () => ({ seeds: pairs, pairs, types, goals }));

  test('turn up what came short and down what came often, within a factor of 4, and say nothing of nothing', () => {
    expect(from(0, {})).toEqual({ types: {}, goals: {} });
    expect(from(100, { x: 25, y: 75 }).types).toEqual({ 'small/x': 1, 'small/y': 1 });
    expect(from(400, { x: 400 }).types).toEqual({ 'small/x': 0.252, 'small/y': 4 });
  });

  test('turn down a goal that is over its share, and no other', () => {
    const { goals } = from(100, {}, { rare: 20, often: 90 });
    expect(goals['small/rare']).toBeCloseTo(0.25);
    expect(goals).not.toHaveProperty('small/often');
  });
});

test('sampling: the default of the stage, or the user value for all', () => {
  const settings = RunSettings.parse({});
  expect(samplingOf(settings, 'verify')).toEqual({ temperature: 0 });
  expect(samplingOf({ temperature: 0.3, topP: 0.9 }, 'verify')).toEqual({ temperature: 0.3, topP: 0.9 });
  expect(DEFAULT_TEMPERATURES.map(({ stage }) => stage)).toContain('respond');
});
