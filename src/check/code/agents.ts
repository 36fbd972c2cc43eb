import { z } from 'zod';
import type { Asked } from '../../ask/ask.ts';
import { jsonFormat } from '../../ask/format.ts';
import type { Finding, Subject, Verify } from '../check.ts';

const Tests = z.strictObject({
  tests: z
    .string()
    .describe('The statements, as code that runs right behind a solution; empty where a whole program is wanted'),
  cases: z
    .array(z.strictObject({ stdin: z.string(), stdout: z.string() }))
    .max(12)
    .describe('Where a whole program is wanted, 4 to 10 inputs with their outputs; none otherwise'),
});

const Solution = z.strictObject({ solution: z.string().min(1).describe('The code, bare, without a fence') });

const TESTS = jsonFormat(Tests);
const SOLUTION = jsonFormat(Solution);

/** What an agent gave, or the finding that ends a check. */
export type Given<T> = { value: T } | { finding: Finding };

/** Tests for an item's task, by an agent that sees the task alone: no solution and no response. */
export async function testsFor(subject: Subject, verify: Verify): Promise<Given<z.infer<typeof Tests>>> {
  return given(await verify('write-tests', taskOf(subject), TESTS));
}

/** A solution of an item's task, by an agent that sees neither tests nor response. */
export async function solutionFor(subject: Subject, verify: Verify): Promise<Given<string>> {
  const asked = given(await verify('second-solution', taskOf(subject), SOLUTION));
  return 'value' in asked ? { value: asked.value.solution } : asked;
}

const Named = z.object({ language: z.string(), entry: z.string().optional(), entryKind: z.string().optional() });

function taskOf({ item, material, question }: Subject): { material: string; item: string } {
  const { language, entry, entryKind } = Named.parse(item.instruction);
  const task = {
    task: question,
    language,
    ...(entry !== undefined && { defines: `${entryKind ?? ''} ${entry}`.trim() }),
  };
  return { material, item: JSON.stringify(task, null, 2) };
}

function given<T>(asked: Asked<T>): Given<T> {
  if ('value' in asked) return { value: asked.value };
  const { reason, detail, reply } = asked.fault;
  return { finding: { reason: `unverified-${reason}`, detail, reply } };
}
