import { z } from 'zod';
import { run } from '../../sandbox/run.ts';
import type { Check } from '../check.ts';
import { languageName } from './fields.ts';
import { isRunnable } from './stub.ts';

const HandedOver = z.object({ given: z.string(), givenLanguage: z.string(), entry: z.string() });
const Output = z.object({ given: z.string(), runs: z.enum(['python', 'javascript']), answer: z.string() });

const WHOLE = ['fix-bug', 'refactor', 'optimize', 'write-tests', 'translate-language'];
const LIMITS = { seconds: 3, megabytes: 64, printed: 4000 };

/**
 * Code that an item hands over runs as far as a program can tell: where it defines what is to be worked on, loading it
 * ends without an error; where its output is asked for, it prints the key, twice the same.
 */
export const givenRuns: Check = {
  id: 'given-runs',
  at: 'item',
  async check({ item }) {
    const output = Output.safeParse(item.instruction).data;
    if (output) return printsAnswer(output);
    const handed = HandedOver.safeParse(item.instruction).data;
    const language = languageName(handed?.givenLanguage ?? '');
    if (!handed || !isRunnable(language) || !WHOLE.includes(item.type)) return null;
    const ran = await run({ language, code: handed.given }, LIMITS);
    if (ran.status === 'ok' || ran.status === 'not-executed') return null;
    return { reason: 'given-fails', detail: `What is handed over ends with ${ran.status}: ${ran.detail}` };
  },
};

async function printsAnswer({ given, runs, answer }: z.infer<typeof Output>) {
  const program = { language: runs, code: given };
  const [ran, again] = await Promise.all([run(program, LIMITS), run(program, LIMITS)]);
  if (ran.status === 'not-executed') return null;
  if (ran.status !== 'ok') return { reason: 'given-fails', detail: `${ran.status}: ${ran.detail}` };
  const printed = ran.stdout.trim();
  if (printed !== again.stdout.trim())
    return { reason: 'output-varies', detail: `It prints "${printed}" and then "${again.stdout.trim()}"` };
  if (printed.includes('\n')) return { reason: 'output-long', detail: `It prints more than a line: "${printed}"` };
  return printed === answer.trim()
    ? null
    : { reason: 'key-not-printed', detail: `It prints "${printed.slice(0, 200)}" and the key is "${answer}"` };
}
