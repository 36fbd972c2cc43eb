import { z } from 'zod';
import type { Candidate } from '../candidate.ts';
import { FLAG_NAMES, FLAGS } from '../flags/flags.ts';
import type { Finding, Flag, OpenStep, Step, StepTools } from '../step.ts';

const Name = z.enum(FLAG_NAMES as [string, ...string[]]);
const Options = z.strictObject({
  /** Flags that leave a row out; the others only stand in its column. */
  drop: z.array(Name).default(['empty', 'refusal', 'disclaimer', 'loop', 'cut-off', 'secret']),
});
type Options = z.infer<typeof Options>;

/** Tells for each row what is odd about it, by the rules of flags/, and leaves out the rows that have what the recipe says. */
export const step: Step<Options> = {
  id: 'flags',
  options: Options,
  says: ({ drop }) => (drop.length === 0 ? 'told in the column "flags"' : `left out with ${drop.join(', ')}`),
  open: ({ drop }, tools) => open(new Set(drop), tools),
};

function open(drop: ReadonlySet<string>, { flag }: StepTools): OpenStep {
  const counts = new Map<string, number>();
  return {
    async look(row) {
      const flags = await flagsOf(row);
      if (flags.length === 0) return null;
      for (const { name } of flags) counts.set(name, (counts.get(name) ?? 0) + 1);
      await flag(row, flags);
      const worst = flags.find(({ name }) => drop.has(name));
      return worst ? finding(worst) : null;
    },
    found: () =>
      Object.fromEntries(FLAG_NAMES.flatMap((name) => (counts.has(name) ? [[name, counts.get(name) ?? 0]] : []))),
  };
}

/** What is found in a row, in the order of the rules. */
export async function flagsOf(row: Candidate): Promise<Flag[]> {
  const flags: Flag[] = [];
  for (const { name, find } of FLAGS) {
    const found = find(row);
    const detail = found instanceof Promise ? await found : found;
    if (detail !== null) flags.push({ name, detail });
  }
  return flags;
}

function finding({ name, detail }: Flag): Finding {
  return { reason: name, detail };
}
