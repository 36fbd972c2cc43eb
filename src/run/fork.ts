import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { RunFile } from './folder.ts';
import type { Identity } from './identity.ts';
import { openForReading } from './status.ts';

/** What the plan of a run goes by: a fork must have the same. */
const OF_THE_PLAN = /^(run-seed|mix|pairs|text-field|benchmarks|chunk\..*)$/;

/**
 * Begins a run with the plan of an earlier one: its seeds, its units (all of them open) and what its rounds were planned by, so
 * that upstream of what was changed every request is the same as there. Does so once; a run that has begun goes on as it
 * is. Errors: E_RUN_UNKNOWN, E_RUN_CHANGED where the settings would lead to another plan.
 */
export async function forkPlan(from: string, out: string, store: Store, own: Pick<RunFile, 'identity'>): Promise<void> {
  if ((await store.get('forked')) !== undefined || (await store.units()).length > 0) return;
  const earlier = await openForReading(from, null);
  try {
    checkPlan(from, earlier.file.identity, own.identity);
    await copySeeds(join(from, 'seeds'), join(out, 'seeds'));
    for (const name of await namesOf(earlier.store)) {
      const value = await earlier.store.get(name);
      if (value !== undefined) await store.set(name, value);
    }
    const taught = (skill: string) => `skill ${skill}` in own.identity;
    await store.plan((await earlier.store.units()).filter(({ skill }) => taught(skill)));
    await store.set('forked', from);
  } finally {
    await earlier.store.close();
  }
}

/** What the store keeps of seeds and plan; the last name has the cursor, so that nothing is planned by half of it. */
async function namesOf(store: Store): Promise<string[]> {
  const counted = async (prefix: string) => {
    const names: string[] = [];
    while ((await store.get(`${prefix}-${names.length}`)) !== undefined) names.push(`${prefix}-${names.length}`);
    return names;
  };
  const seeds = [...(await counted('seed-shard')), 'seed-shards', 'seed-books', 'searched', 'taught'];
  return [...seeds, ...(await counted('round')), 'cursor'];
}

function checkPlan(from: string, theirs: Identity, ours: Identity): void {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(ours)])].filter((name) => OF_THE_PLAN.test(name));
  const changed = names.filter((name) => theirs[name] !== ours[name]);
  if (changed.length === 0) return;
  const lines = changed.map((name) => `${name} was ${theirs[name] ?? 'absent'}, is ${ours[name] ?? 'absent'}`);
  throw new UserError('E_RUN_CHANGED', `Cannot fork the run in "${from}": ${lines.join('; ')}`, {
    hint: 'These decide the plan. Put them back as they were there, or use --reuse, which makes a plan of its own.',
  });
}

async function copySeeds(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true });
  } catch (cause) {
    throw new UserError('E_DISK', `Cannot copy the seeds in "${from}": ${messageOf(cause)}`, { cause });
  }
}
