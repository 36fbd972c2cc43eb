/** A dataset of crafted rows and its export, for tests of exports. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Crafted, crafted, writeCrafted } from './interop/crafted.ts';
import { cli, type Ran } from './run-cli.ts';
import { scratch } from './scratch.ts';

/** The rows of such a dataset. */
export const CRAFTED = crafted();

/** A dataset folder, where it is exported to, what exports it, and how a file of JSON lines is read there. */
export interface Exported {
  run: string;
  out: string;
  lines(name: string): Record<string, unknown>[];
  export(...flags: string[]): Promise<Ran>;
}

/** Writes rows as a dataset; nothing is exported yet. */
export async function dataset(rows: readonly Crafted[] = CRAFTED): Promise<Exported> {
  const dir = scratch();
  const [run, out] = [join(dir, 'run'), join(dir, 'out')];
  await writeCrafted(run, rows);
  return {
    run,
    out,
    lines: (name) =>
      readFileSync(join(out, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    export: (...flags) => cli(['export', run, '--out', out, ...flags]),
  };
}
