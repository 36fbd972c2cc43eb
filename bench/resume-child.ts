/** Goes on with the run in a folder as far as before its first call, and prints how long that took as JSON. */
import { openRunFolder } from '../src/run/folder.ts';
import { createPlanner } from '../src/run/planner.ts';
import { openSeedShards } from '../src/store/seed-shards.ts';
import type { Resume } from './resume.ts';

const LEASE_MS = 60_000;
const { dir }: { dir: string } = JSON.parse(process.argv[2] ?? '');

const folder = await openRunFolder(dir, null);
const { store } = folder;
const opened = performance.now();
await createPlanner(store, openSeedShards(dir, []), [], { runSeed: '0', mix: 'even', quotas: null, maxPasses: 1 });
const planned = performance.now();
const held: Map<string, unknown>[] = [];
for (let lease = await store.lease('bench', LEASE_MS); lease; lease = await store.lease('bench', LEASE_MS)) {
  held.push(new Map((await store.readJournal(lease.unit.id)).map((record) => [record.key, record])));
}
const ready = performance.now();
const { user, system } = process.cpuUsage();
await folder.close();
const found: Resume = {
  opened,
  planned,
  ready,
  cpu: (user + system) / 1000,
  calls: held.reduce((sum, records) => sum + records.size, 0),
};
process.stdout.write(JSON.stringify(found));
