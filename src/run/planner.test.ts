import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitNext, ONE_PASS, runOut, SKILL, wanting, yieldOf } from '../../test/planner.ts';
import { countsOf, NO_OBJECT, seedsOf, shardsIn, storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { seedOf, smallSkill, typeOf } from '../../test/scripted-flow.ts';
import { openSeedShards, type SeedShards } from '../store/seed-shards.ts';
import type { Unit } from '../store/store.ts';
import { createPlanner, type PlanSettings } from './planner.ts';

function roundsOf(units: readonly Unit[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(units, ({ round }) => round)].map(([round, list]) => [round, list.length]));
}

describe('planner', () => {
  test('plans full units in rounds of 4, 8, 16, ... and never has more than two rounds open', async () => {
    const dir = scratch();
    const [store, shards] = [storeIn(dir), await shardsIn(dir, 16 * 28 + 5)];
    const planner = await createPlanner(store, shards, [SKILL], ONE_PASS);
    while ((await planner.advance()) || (await commitNext(store, planner))) {
      const done = new Set((await store.manifest()).map(({ unit }) => unit.id));
      const open = (await store.units()).filter(({ id }) => !done.has(id));
      expect(new Set(open.map(({ round }) => round)).size).toBeLessThanOrEqual(2);
    }
    const units = await store.units();
    expect(roundsOf(units)).toEqual({ 0: 4, 1: 8, 2: 16, 3: 1 });
    expect(units.map(({ seeds }) => seeds.length)).toEqual([...Array(28).fill(16), 5]);
    expect(units.flatMap(({ seeds }) => seeds)).toEqual(shards.ids);
    expect(units.map(({ order }) => order)).toEqual(units.map((_, at) => at));
    expect(planner.exhausted).toBe(false);
    await store.close();
  });

  test('two rounds are planned at once; the third waits until the first is committed to its last unit', async () => {
    const dir = scratch();
    const store = storeIn(dir);
    const planner = await createPlanner(store, await shardsIn(dir, 500), [SKILL], ONE_PASS);
    expect([await planner.advance(), await planner.advance(), await planner.advance()]).toEqual([true, true, false]);
    for (const last of [false, false, false, true]) {
      await commitNext(store, planner);
      expect(await planner.advance()).toBe(last);
    }
    await store.close();
  });

  test('gives the same plan and the same weights whatever the order and time of commits', async () => {
    const dir = scratch();
    const shards = await shardsIn(dir, 470);
    const plannedBy = async (path: string, choices: readonly number[], settings: PlanSettings) => {
      const store = storeIn(path);
      const planner = await createPlanner(store, shards, [SKILL], settings);
      const leases = [];
      for (let at = 0; ; at++) {
        const choice = choices[at % choices.length] ?? 0;
        if (choice % 3 !== 0 && (await planner.advance())) continue;
        const lease = await store.lease('w', 60_000);
        if (lease) leases.push(lease);
        if (lease && choice % 2 === 0) continue;
        const [next] = leases.splice(choice % Math.max(1, leases.length), 1);
        if (next) {
          await store.commit(next, NO_OBJECT, yieldOf(next.unit));
          planner.committed(next.unit, yieldOf(next.unit));
        } else if (!lease && !(await planner.advance())) break;
      }
      const units = await store.units();
      const rounds = [...new Set(units.map(({ round }) => round))];
      const weights = await Promise.all(rounds.map((round) => planner.weights(round)));
      await store.close();
      return { units, weights, exhausted: planner.exhausted };
    };
    let run = 0;
    for (const settings of [ONE_PASS, wanting(90), wanting(400, { maxPasses: 2 })]) {
      const first = await plannedBy(`${dir}/${run++}`, [0], settings);
      expect(first.units.length).toBeGreaterThan(3);
      const choices = fc.array(fc.nat(20), { minLength: 1, maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(choices, async (order) => {
          expect(await plannedBy(`${dir}/${run++}`, order, settings)).toEqual(first);
        }),
        { numRuns: 4 },
      );
    }
  });

  test('the weights of a round come from committed rounds up to the last but one, and not from the one between', async () => {
    const dir = scratch();
    const store = storeIn(dir);
    const skill = smallSkill({ types: [typeOf(), typeOf({ id: 'say' })] });
    const planner = await createPlanner(store, await shardsIn(dir, 500), [skill], ONE_PASS);
    await planner.advance();
    await planner.advance();
    const give = async (type: string) => {
      const lease = await store.lease('w', 60_000);
      if (lease) planner.committed(lease.unit, countsOf(lease.unit, 10, type));
    };
    for (let unit = 0; unit < 4; unit++) await give('pick');
    for (let unit = 0; unit < 7; unit++) await give('say');
    expect(await planner.advance()).toBe(true);
    expect(await planner.weights(1)).toEqual({ types: {}, goals: {} });
    const { types } = await planner.weights(2);
    expect(types['small/pick']).toBeLessThan(1);
    expect(types['small/say']).toBeGreaterThan(1);
    await store.close();
  });

  test('after a crash between plan and cursor the same is planned again, also when seeds were added in between', async () => {
    const dir = scratch();
    const [whole, crashed] = [storeIn(`${dir}/whole`), storeIn(`${dir}/crashed`)];
    const [before, after] = [await shardsIn(dir, 40), openSeedShards(`${dir}/more`, [])];
    await after.append(seedsOf(60));
    await (await createPlanner(whole, before, [SKILL], ONE_PASS)).advance();
    const set = crashed.set.bind(crashed);
    crashed.set = async (name, value) => (name === 'cursor' ? Promise.reject(new Error('killed')) : set(name, value));
    await expect((await createPlanner(crashed, before, [SKILL], ONE_PASS)).advance()).rejects.toThrow('killed');
    crashed.set = set;
    expect(await crashed.get('cursor')).toBeUndefined();
    const again = await createPlanner(crashed, after, [SKILL], ONE_PASS);
    await again.advance();
    expect(await crashed.units()).toEqual(await whole.units());
    await runOut(crashed, again);
    expect((await crashed.units()).flatMap(({ seeds }) => seeds)).toEqual(after.ids);
    for (const store of [whole, crashed]) await store.close();
  });

  test('added seeds get units of their own; those there are stay as they are', async () => {
    const dir = scratch();
    const [store, shards] = [storeIn(dir), await shardsIn(dir, 20)];
    await runOut(store, await createPlanner(store, shards, [SKILL], ONE_PASS));
    const before = await store.units();
    await shards.append(seedsOf(10, 20));
    await runOut(store, await createPlanner(store, shards, [SKILL], ONE_PASS));
    const units = await store.units();
    expect(units.slice(0, before.length)).toEqual(before);
    expect(units.slice(before.length).flatMap(({ seeds }) => seeds)).toEqual(shards.ids.slice(20));
    await store.close();
  });

  test('a seed that no skill takes is still planned, to be dropped by name', async () => {
    const dir = scratch();
    const shards: SeedShards = openSeedShards(dir, []);
    await shards.append([seedOf('short', 'Too short.'), seedOf('fits')]);
    const store = storeIn(dir);
    await runOut(store, await createPlanner(store, shards, [SKILL], ONE_PASS));
    expect((await store.units()).flatMap(({ seeds }) => seeds)).toEqual(['short', 'fits']);
    await store.close();
  });
});
