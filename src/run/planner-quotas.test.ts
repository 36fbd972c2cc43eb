import { describe, expect, test } from 'vitest';
import { runOut, SKILL, wanting } from '../../test/planner.ts';
import { countsOf, NO_OBJECT, seedsOf, shardsIn, storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { seedOf, smallSkill } from '../../test/scripted-flow.ts';
import { createPlanner, type PlanSettings } from './planner.ts';

describe('a planner with quotas', () => {
  test('with a quota goes through the seeds again, up to the most passes, and is then exhausted', async () => {
    const run = async (pairs: number) => {
      const dir = scratch();
      const store = storeIn(dir);
      const planner = await createPlanner(store, await shardsIn(dir, 16), [SKILL], wanting(pairs));
      await runOut(store, planner);
      const passes = (await store.units()).map(({ pass, seeds }) => [pass, seeds.length]);
      await store.close();
      return { passes, exhausted: planner.exhausted };
    };
    const every = [
      [0, 16],
      [1, 16],
      [2, 16],
    ];
    expect(await run(1000)).toEqual({ passes: every, exhausted: true });
    expect(await run(5 + 6 + 7)).toMatchObject({ exhausted: false });
  });

  test('stops where the quota is full by rows that the dataset would take, not by pairs', async () => {
    const dir = scratch();
    const shards = await shardsIn(dir, 16 * 30);
    const unitsFor = async (name: string, taken?: PlanSettings['taken']) => {
      const store = storeIn(`${dir}/${name}`);
      await runOut(store, await createPlanner(store, shards, [SKILL], wanting(25, taken ? { taken } : {})));
      const count = (await store.units()).length;
      await store.close();
      return count;
    };
    expect(await unitsFor('pairs')).toBe(4);
    expect(await unitsFor('rows', async (round) => new Map([['small', round < 8 ? 24 : 25]]))).toBeGreaterThan(5);
  });

  test('does not pay for rows of a skill that has its own when another cannot get any', async () => {
    const dir = scratch();
    const store = storeIn(dir);
    const skills = [SKILL, smallSkill({ id: 'code-only', accepts: { kinds: ['code'], tokens: [1, 1000] } })];
    const quotas = new Map([
      ['small', 10],
      ['code-only', 10],
    ]);
    const planner = await createPlanner(
      store,
      await shardsIn(dir, 1600),
      skills,
      wanting(0, { quotas, maxPasses: 20 }),
    );
    await runOut(store, planner);
    expect(planner.exhausted).toBe(true);
    expect((await store.units()).length).toBeLessThanOrEqual(12);
    await store.close();
  });

  test.each([2, 3, 20])(
    'a skill that seeks seeds in vain takes none from the others (rows a seed: %i)',
    async (rate) => {
      const dir = scratch();
      const [store, shards] = [storeIn(dir), await shardsIn(dir, 399)];
      await shards.append([{ ...seedOf('rare'), kind: 'code' }]);
      const other = (id: string, kind: 'code' | 'table') =>
        smallSkill({ id, accepts: { kinds: [kind], tokens: [1, 1000] } });
      const quotas = new Map(['none', 'rare', 'small'].map((id) => [id, id === 'small' ? 80 : 20]));
      const skills = [other('none', 'table'), other('rare', 'code'), SKILL];
      const planner = await createPlanner(store, shards, skills, wanting(0, { quotas, maxPasses: 20 }));
      for (;;) {
        if (await planner.advance()) continue;
        const lease = await store.lease('w', 60_000);
        if (!lease) break;
        const counts = countsOf(lease.unit, rate * lease.unit.seeds.length);
        await store.commit(lease, NO_OBJECT, counts);
        planner.committed(lease.unit, counts);
      }
      const units = await store.units();
      const rows = (skill: string) =>
        rate * units.filter((unit) => unit.skill === skill).flatMap(({ seeds }) => seeds).length;
      expect(rows('small')).toBeGreaterThanOrEqual(80);
      expect(rows('small')).toBeLessThan(80 + rate * 30);
      expect(rows('rare')).toBeGreaterThanOrEqual(20);
      expect(planner.exhausted).toBe(true);
      await store.close();
    },
  );

  test('gives up a skill that gives nothing, and tries it again when seeds are added', async () => {
    const dir = scratch();
    const store = storeIn(dir);
    const shards = await shardsIn(dir, 800);
    const settings = wanting(10, { maxPasses: 20 });
    const planner = await createPlanner(store, shards, [SKILL], settings);
    const given = async () => (await store.units()).reduce((sum, { seeds }) => sum + seeds.length, 0);
    await runOut(store, planner, 0);
    expect(planner.exhausted).toBe(true);
    const once = await given();
    expect(once).toBeGreaterThanOrEqual(200);
    expect(once).toBeLessThan(800);
    await shards.append(seedsOf(300, 800));
    await runOut(store, await createPlanner(store, shards, [SKILL], settings), 0);
    expect(await given()).toBeGreaterThan(once + 100);
    await store.close();
  });
});
