import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitNext, ONE_PASS, runOut, SKILL } from '../../test/planner.ts';
import { seedsOf, shardsIn, storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { smallSkill } from '../../test/scripted-flow.ts';
import { openSeedShards } from '../store/seed-shards.ts';
import type { Unit } from '../store/store.ts';
import { createPlanner } from './planner.ts';

const SEARCHING = smallSkill({ id: 'seeker', programs: { copy: { searches: true, make: () => 'nothing' } } });
const SKILLS = [SKILL, SEARCHING];
const COUNT = 16 * 13 + 5;

/** Plans and works while seeds come in shards of these sizes; `order` says what is done next. */
async function planned(dir: string, sizes: readonly number[], order: readonly number[]): Promise<Unit[]> {
  const [store, shards] = [storeIn(dir), openSeedShards(dir, [])];
  const left = seedsOf(COUNT);
  const sizesLeft = [...sizes];
  let sealed = false;
  const planner = await createPlanner(store, shards, SKILLS, { ...ONE_PASS, sealed: () => sealed });
  const read = async () => {
    const next = left.splice(0, sizesLeft.shift() ?? COUNT);
    if (next.length > 0) await shards.append(next);
    else sealed = true;
  };
  for (let at = 0; ; at++) {
    const what = (order[at % order.length] ?? 0) % 3;
    if (what === 0 && !sealed) await read();
    else if (what === 1 && (await commitNext(store, planner))) continue;
    else if (await planner.advance()) continue;
    else if (!sealed) await read();
    else if (!(await commitNext(store, planner)) && !(await planner.advance())) break;
  }
  const units = await store.units();
  await store.close();
  return units;
}

describe('planner while seeds are read', () => {
  test('plans the same however far reading is', async () => {
    const dir = scratch();
    const whole = await planned(`${dir}/whole`, [COUNT], [0, 0, 2]);
    expect(new Set(whole.flatMap(({ seeds }) => seeds)).size).toBe(COUNT);
    expect(new Set(whole.map(({ skill }) => skill))).toEqual(new Set(['small', 'seeker']));
    let run = 0;
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 });
    const order = fc.array(fc.nat(2), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, order, async (each, steps) => {
        expect(await planned(`${dir}/${run++}`, each, steps)).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  test('begins with the first round that is full, and leaves skills that search to the end', async () => {
    const dir = scratch();
    const [store, shards] = [storeIn(dir), openSeedShards(dir, [])];
    let sealed = false;
    const planner = await createPlanner(store, shards, SKILLS, { ...ONE_PASS, sealed: () => sealed });
    const append = (from: number, to: number) => shards.append(seedsOf(to - from, from));
    await append(0, 60);
    expect(await planner.advance()).toBe(false);
    await append(60, 180);
    expect(await planner.advance()).toBe(true);
    const first = await store.units();
    expect(first.flatMap(({ seeds }) => seeds)).toHaveLength(64);
    expect(first.every(({ skill }) => skill === 'small')).toBe(true);
    expect(await planner.advance()).toBe(false);
    sealed = true;
    await runOut(store, planner);
    const units = await store.units();
    const skills = units.map(({ skill }) => skill);
    expect(units.flatMap(({ seeds }) => seeds)).toHaveLength(180);
    expect(skills.lastIndexOf('small')).toBeLessThan(skills.indexOf('seeker'));
    await store.close();
  });

  test('goes on after a crash as if there had been none, while the same seeds are read again', async () => {
    const dir = scratch();
    const whole = await planned(`${dir}/whole`, [COUNT], [0, 0, 2]);
    const store = storeIn(`${dir}/crashed`);
    const shards = await shardsIn(`${dir}/crashed`, 150);
    const begun = await createPlanner(store, shards, SKILLS, { ...ONE_PASS, sealed: () => false });
    const set = store.set.bind(store);
    store.set = async (name, value) => (name === 'cursor' ? Promise.reject(new Error('killed')) : set(name, value));
    await expect(begun.advance()).rejects.toThrow('killed');
    store.set = set;
    let sealed = false;
    const again = await createPlanner(store, shards, SKILLS, { ...ONE_PASS, sealed: () => sealed });
    expect(await again.advance()).toBe(true);
    await shards.append(seedsOf(COUNT - 150, 150));
    sealed = true;
    await runOut(store, again);
    expect(await store.units()).toEqual(whole);
    await store.close();
  });

  test('gives added seeds to skills that search too, once those of the others are planned', async () => {
    const dir = scratch();
    const [store, shards] = [storeIn(dir), await shardsIn(dir, 40)];
    await runOut(store, await createPlanner(store, shards, SKILLS, ONE_PASS));
    const before = await store.units();
    await shards.append(seedsOf(40, 40));
    let sealed = false;
    const planner = await createPlanner(store, shards, SKILLS, { ...ONE_PASS, sealed: () => sealed });
    expect(await planner.advance()).toBe(false);
    sealed = true;
    await runOut(store, planner);
    const added = (await store.units()).slice(before.length);
    expect(added.flatMap(({ seeds }) => seeds).sort()).toEqual(shards.ids.slice(40).toSorted());
    expect(added.at(-1)?.skill).toBe('seeker');
    await store.close();
  });

  test('of a run that was planned before searching skills came last, plans no seed twice', async () => {
    const dir = scratch();
    const [store, shards] = [storeIn(dir), await shardsIn(dir, 30)];
    await store.set('cursor', { passes: [30], round: 1, order: 2, next: { small: 1, seeker: 1 } });
    const planner = await createPlanner(store, shards, SKILLS, ONE_PASS);
    expect(await planner.advance()).toBe(false);
    await store.close();
  });
});
