/**
 * Makes a dataset in this process: `node examples/generate.ts [RUN-FOLDER]`.
 * The rehearsal teacher needs no model; put `createTeacher({ teacher: 'http://localhost:8000/v1', ... })` in its place.
 */
import { join } from 'node:path';
import { generate, RunSettings, rehearsalTeacher } from 'agentinstruct';

const settings = RunSettings.parse({
  seeds: [join(import.meta.dirname, 'seeds')],
  out: process.argv[2] ?? 'out',
  maxSeeds: 8,
  draws: { types: 2, items: 1 },
});
const teacher = rehearsalTeacher();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

try {
  const { state, status, summary } = await generate({
    settings,
    teacher,
    command: 'node examples/generate.ts',
    version: 'example',
    now: () => new Date(),
    stop: stop.signal,
    abort: new AbortController().signal,
    watch: () => {},
  });
  console.log(`${state}: ${status.items} items, ${status.pairs} pairs, ${status.calls} calls`);
  for (const split of summary.splits) console.log(`${split.name}: ${split.rows} rows in ${split.files.join(', ')}`);
} finally {
  await teacher.close();
}
