/** How long a report of 100,000 pairs takes, and in how much memory: a run folder of synthetic units, read as a user's is. */
import { join } from 'node:path';
import { RUN_FORMAT, writeRunFile } from '../src/run/folder.ts';
import { identityOf } from '../src/run/identity.ts';
import { RunSettings } from '../src/run/settings.ts';
import { noCounts } from '../src/store/counts.ts';
import { writeObject } from '../src/store/objects.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import { pairOf } from '../test/pairs.ts';
import { proseOf } from './chain-teacher.ts';
import { inFolder, measureIn } from './start.ts';
import type { Bench } from './table.ts';
import { unitOf } from './units.ts';

const UNITS = 500;
const UNIT_PAIRS = 200;

export const bench: Bench = async () =>
  inFolder(async (dir) => {
    await fill(dir);
    const { seconds, rss, rows } = await measureIn<{ seconds: number; rss: number; rows: number }>('report-child.ts', {
      dir,
    });
    if (rows !== UNITS * UNIT_PAIRS) throw new Error(`Read ${rows} rows`);
    return {
      said: `A report of ${rows.toLocaleString('en')} pairs in ${UNITS} units, prompts of 2 KB and responses of 1 KB, in a process of its own: from the start of reading to the page written.`,
      columns: ['seconds', 'goal', 'peak RSS', 'goal'],
      rows: [[seconds.toFixed(1), '60', `${Math.round(rss / 1e6)} MB`, '1,000 MB']],
    };
  });

async function fill(dir: string): Promise<void> {
  const store = openSqliteStore(join(dir, 'state.db'));
  await store.plan(Array.from({ length: UNITS }, (_, order) => unitOf(order)));
  const begun = new Date(0).toISOString();
  await store.set('begun', begun);
  const hashes = { frames: '', layouts: '', verify: '' };
  const identity = identityOf(RunSettings.parse({}), [], hashes, { model: 'bench', stages: {} });
  const facts = { format: RUN_FORMAT, version: '0', begun, command: 'bench', teacher: 'bench', models: {} };
  await writeRunFile(dir, { ...facts, identity, skills: [], usage: [] });
  for (let order = 0; order < UNITS; order++) {
    const lease = await store.lease('bench', 60_000);
    if (!lease) throw new Error('no unit is left');
    const pairs = Array.from({ length: UNIT_PAIRS }, (_, at) => rowOf(order * UNIT_PAIRS + at));
    const object = await writeObject(dir, lease.unit, lease.attempt, pairs);
    await store.commit(lease, object, { ...noCounts(), seeds: 16, items: UNIT_PAIRS, pairs: UNIT_PAIRS });
  }
  await store.close();
}

function rowOf(at: number) {
  const pair = pairOf(`p${at}`, `seed-${at >> 3}`);
  const instruction = { question: `What is ${at}?`, options: ['one', 'two', 'three', String(at)], key: at % 4 };
  const content = {
    transform: 'identity',
    variant: null,
    angle: null,
    value: { passage: proseOf(`passage ${at >> 3}`, 300) },
  };
  const item = {
    id: `i${at}`,
    type: `type-${at % 40}`,
    variant: null,
    asker: [],
    form: 'option' as const,
    content,
    instruction,
    refinements: [],
  };
  return {
    ...pair,
    messages: [
      { role: 'user' as const, content: `${content.value.passage}\n\n${instruction.question}` },
      { role: 'assistant' as const, content: proseOf(`response ${at}`, 160) },
    ],
    lineage: { ...pair.lineage, item },
  };
}
