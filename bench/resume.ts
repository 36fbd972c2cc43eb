/** How long a process takes until it can go on with a run that was killed: 100,000 journaled calls in open units. */
import { join } from 'node:path';
import { openSqliteStore } from '../src/store/sqlite.ts';
import type { JournalRecord } from '../src/teacher/journal.ts';
import { inFolder, measureIn } from './start.ts';
import { type Bench, median, spread } from './table.ts';
import { unitOf } from './units.ts';

const UNITS = 312;
const UNIT_CALLS = 321;
const REPLY = 4096;
const STARTS = 5;

/** What the child measures; milliseconds since its process began. */
export interface Resume {
  opened: number;
  planned: number;
  ready: number;
  /** CPU until then, user and system, in ms. */
  cpu: number;
  calls: number;
}

export const bench: Bench = async () =>
  inFolder(async (dir) => {
    await fill(dir);
    const starts: Resume[] = [];
    for (let start = 0; start < STARTS; start++) starts.push(await measureIn<Resume>('resume-child.ts', { dir }));
    const { calls } = starts[0] ?? { calls: 0 };
    if (calls !== UNITS * UNIT_CALLS) throw new Error(`Read ${calls} calls`);
    const seconds = (of: (start: Resume) => number) => starts.map((start) => of(start) / 1000);
    const step = (name: string, values: number[], budget = '') => [name, spread(values, 2), budget];
    const ready = seconds((each) => each.ready);
    return {
      said:
        `Seconds, median (least-most) of ${STARTS} fresh processes, for ${calls} calls with replies of 4 KB in ` +
        `${UNITS} open units; the file lies in the page cache. A run reads a unit's journal when it leases the unit, ` +
        'so that it begins to ask before all are read.',
      columns: ['until', 's', 'budget', 'ratio'],
      rows: [
        [
          ...step(
            'the folder is open (Node, imports, lock, books)',
            seconds((each) => each.opened),
          ),
          '',
        ],
        [
          ...step(
            'the planner is ready',
            seconds((each) => each.planned),
          ),
          '',
        ],
        [...step('the journals of all open units are read', ready, '2'), (median(ready) / 2).toFixed(2)],
        [
          ...step(
            'CPU until then',
            seconds((each) => each.cpu),
          ),
          '',
        ],
      ],
    };
  });

async function fill(dir: string): Promise<void> {
  const store = openSqliteStore(join(dir, 'state.db'));
  const units = Array.from({ length: UNITS }, (_, order) => unitOf(order));
  await store.plan(units);
  for (const { id, order } of units) {
    const records = Array.from({ length: UNIT_CALLS }, (_, call) => recordOf(order * UNIT_CALLS + call));
    await store.append(id, records);
  }
  await store.close();
}

function recordOf(number: number): JournalRecord {
  const text = `Reply ${number}. `.padEnd(REPLY, 'The lamp burned whale oil until 1901. ');
  const usage = { promptTokens: 500, cachedTokens: 0, completionTokens: 1024 };
  const key = `${number}`.padStart(43, 'k');
  return {
    key,
    stage: 'respond',
    agent: 'respond',
    maxTokens: 4096,
    outcome: { reply: { text, finish: 'stop', usage } },
  };
}
