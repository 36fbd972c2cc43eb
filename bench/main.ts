/** Runs the benches named on the command line, or all, and prints a Markdown table of each. A file that exports `bench` is one. */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { type Bench, markdown } from './table.ts';

const files = readdirSync(import.meta.dirname).filter((name) =>
  /^export const bench\b/m.test(name.endsWith('.ts') ? readFileSync(join(import.meta.dirname, name), 'utf8') : ''),
);
const all = files.map((name) => basename(name, '.ts')).sort();
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !all.includes(name));
if (unknown !== undefined) {
  console.error(`Cannot run bench "${unknown}": there are ${all.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : all) {
    const { bench }: { bench: Bench } = await import(`./${name}.ts`);
    const load = loadavg()[0] ?? 0;
    console.log(markdown(name, await bench()));
    console.log(
      `Node ${process.version}, ${availableParallelism()} CPUs, load average ${load.toFixed(1)} at its start.\n`,
    );
  }
}
