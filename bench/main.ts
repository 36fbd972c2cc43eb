/** Runs the benches named on the command line, or all, and prints a Markdown table of each. */
import { availableParallelism, loadavg } from 'node:os';
import { bench as cpuPerCall } from './cpu-per-call.ts';
import { bench as flow } from './flow.ts';
import { bench as limits } from './limits.ts';
import { bench as memory } from './memory.ts';
import { bench as paidAgain } from './paid-again.ts';
import { bench as replicas } from './replicas.ts';
import { bench as resume } from './resume.ts';
import { type Bench, markdown } from './table.ts';

const BENCHES: Record<string, Bench> = {
  'cpu-per-call': cpuPerCall,
  memory,
  resume,
  flow,
  limits,
  replicas,
  'paid-again': paidAgain,
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !BENCHES[name]);
if (unknown !== undefined) {
  console.error(`Cannot run bench "${unknown}": there are ${Object.keys(BENCHES).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const load = loadavg()[0] ?? 0;
    console.log(markdown(name, await bench()));
    console.log(
      `Node ${process.version}, ${availableParallelism()} CPUs, load average ${load.toFixed(1)} at its start.\n`,
    );
  }
}
