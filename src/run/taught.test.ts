import { expect, test } from 'vitest';
import { storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { seedOf, smallSkill } from '../../test/scripted-flow.ts';
import type { SeedKind } from '../data.ts';
import { taughtSkills } from './taught.ts';

const PROSE = smallSkill({ id: 'prose' });
const CODE = smallSkill({ id: 'code', accepts: { kinds: ['code'], tokens: [1, 1000] } });
const ALL = { skills: null, mix: 'default' as const };

const seeds = (...kinds: SeedKind[]) => ({
  async *all() {
    for (const kind of kinds) yield { ...seedOf(kind), kind };
  },
});
const idsOf = (skills: readonly { id: string }[]) => skills.map(({ id }) => id);

test('leaves out skills that no seed is of a kind for, and keeps to that when seeds are added', async () => {
  const store = storeIn(scratch());
  expect(idsOf(await taughtSkills(store, ALL, [PROSE, CODE], seeds('text')))).toEqual(['prose']);
  expect(idsOf(await taughtSkills(store, ALL, [PROSE, CODE], seeds('text', 'code')))).toEqual(['prose']);
  await store.close();
});

test.each([
  ['named', { skills: ['prose', 'code'], mix: 'default' as const }],
  ['weighed', { skills: null, mix: { prose: 1, code: 1 } }],
])('leaves out none that are %s', async (_, settings) => {
  const store = storeIn(scratch());
  expect(idsOf(await taughtSkills(store, settings, [PROSE, CODE], seeds('text')))).toEqual(['prose', 'code']);
  await store.close();
});

test('teaches all where no seed suits any, so that seeds are dropped by name', async () => {
  const store = storeIn(scratch());
  expect(idsOf(await taughtSkills(store, ALL, [CODE], seeds('text')))).toEqual(['code']);
  await store.close();
});
