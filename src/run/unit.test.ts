import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { storeIn } from '../../test/run-books.ts';
import { scratch } from '../../test/scratch.ts';
import { byStage, contextOf, seedOf, smallSkill } from '../../test/scripted-flow.ts';
import { Drop, Pair } from '../data.ts';
import { UserError } from '../errors.ts';
import { readObject } from '../store/objects.ts';
import type { Lease, Store } from '../store/store.ts';
import { createMeter } from '../teacher/meter.ts';
import type { ScriptedTeacher } from '../teacher/scripted.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { type UnitTools, workUnit } from './unit.ts';

const UNIT = { kind: 'generate', order: 0, skill: 'small', pass: 0, round: 0 } as const;

async function leased(store: Store, seeds: string[]): Promise<Lease> {
  await store.plan([{ ...UNIT, id: 'small-000000', seeds }]);
  const lease = await store.lease('w', 60_000);
  if (!lease) throw new Error('nothing to lease');
  return lease;
}

async function toolsFor(dir: string, store: Store, teacher: Teacher): Promise<UnitTools> {
  const { asker, ...context } = await contextOf(smallSkill(), teacher);
  const { sampling, maxTokens } = asker;
  return {
    runDir: dir,
    store,
    teacher,
    purse: null,
    earlier: null,
    meter: createMeter(),
    seed: async (id) => seedOf(id),
    context: async () => context,
    asker: { sampling, maxTokens },
  };
}

const NOTHING = { path: '', sha256: '', bytes: 0 };
const Record = z.looseObject({ record: z.string() });
const Call = z.looseObject({ key: z.string() });
const NEVER = new AbortController().signal;

test('the object holds pairs and drops by seed, then every call by key; counts say the same', async () => {
  const dir = scratch();
  const store = storeIn(dir);
  const teacher = byStage({
    respond: (prompt) => (prompt.includes('crossed') ? '' : (/right thing \d/.exec(prompt)?.[0] ?? 'The right thing.')),
  });
  const lease = await leased(store, ['b', 'a']);
  const counts = await workUnit(lease, await toolsFor(dir, store, teacher), NEVER);
  const [entry] = await store.manifest();
  const kinds: string[] = [];
  const [seeds, keys]: [string[], string[]] = [[], []];
  for await (const line of readObject(dir, entry?.object ?? NOTHING)) {
    const { record } = Record.parse(line);
    kinds.push(record);
    if (record === 'call') keys.push(Call.parse(line).key);
    else seeds.push((record === 'pair' ? Pair : Drop).parse(line).lineage.seed.id);
  }
  expect(kinds.lastIndexOf('drop')).toBeLessThan(kinds.indexOf('call'));
  expect(new Set(seeds)).toEqual(new Set(['b', 'a']));
  expect(seeds.lastIndexOf('b')).toBeLessThan(seeds.indexOf('a'));
  expect(keys).toEqual([...keys].sort());
  const pairs = kinds.filter((kind) => kind === 'pair').length;
  const dropped = Object.values(counts?.drops ?? {}).flatMap((reasons) => Object.values(reasons));
  expect(counts).toMatchObject({ seeds: 2, pairs });
  expect(pairs).toBeGreaterThan(0);
  expect(dropped.length).toBeGreaterThan(0);
  expect(counts?.items).toBe(pairs + dropped.reduce((sum, count) => sum + count, 0));
  expect(entry?.counts).toEqual(counts);
  await store.close();
});

test('what is in the journal is not paid for again, and gives the same object', async () => {
  const [first, second] = [scratch(), scratch()];
  const work = async (dir: string, teacher: ScriptedTeacher, keepFrom?: Store) => {
    const store = storeIn(dir);
    const lease = await leased(store, ['a', 'b']);
    if (keepFrom) await store.append(lease.unit.id, await keepFrom.readJournal(lease.unit.id));
    const commit = store.commit.bind(store);
    if (!keepFrom) store.commit = async () => false;
    const counts = await workUnit(lease, await toolsFor(dir, store, teacher), NEVER);
    store.commit = commit;
    return { store, counts };
  };
  const teacher = byStage();
  const paid = await work(first, teacher);
  expect(paid.counts).toBeNull();
  const silent = byStage();
  const replayed = await work(second, silent, paid.store);
  expect(teacher.calls.length).toBeGreaterThan(4);
  expect(silent.calls).toEqual([]);
  expect(replayed.counts?.seeds).toBe(2);
  for (const { store } of [paid, replayed]) await store.close();
});

test('a call that fails for good ends the others; none is under way when it rejects, and what came is durable', async () => {
  const dir = scratch();
  const store = storeIn(dir);
  let underWay = 0;
  const failure = new UserError('E_TEACHER', 'Cannot reach it: gone');
  const scripted = byStage();
  const teacher: Teacher = {
    ...scripted,
    async complete(request, signal) {
      underWay++;
      try {
        if (scripted.calls.length === 3) throw failure;
        const reply = await scripted.complete(request, signal);
        await new Promise((resolve) => setTimeout(resolve, scripted.calls.length));
        return reply;
      } finally {
        underWay--;
      }
    },
  };
  const lease = await leased(store, ['a', 'b', 'c']);
  await expect(workUnit(lease, await toolsFor(dir, store, teacher), NEVER)).rejects.toBe(failure);
  expect(underWay).toBe(0);
  expect(await store.readJournal(lease.unit.id)).toHaveLength(3);
  expect(existsSync(join(dir, 'units'))).toBe(false);
  await store.close();
});

test('aborted, it commits nothing and rejects with the reason', async () => {
  const dir = scratch();
  const store = storeIn(dir);
  const ending = new AbortController();
  const teacher = byStage({
    respond: () => {
      ending.abort(new DOMException('lost', 'AbortError'));
      return 'The right thing.';
    },
  });
  const lease = await leased(store, ['a']);
  await expect(workUnit(lease, await toolsFor(dir, store, teacher), ending.signal)).rejects.toThrow('lost');
  expect(await store.manifest()).toEqual([]);
  await store.close();
});
