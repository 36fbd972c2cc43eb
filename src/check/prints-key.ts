import { z } from 'zod';
import { run } from '../sandbox/run.ts';
import type { Check } from './check.ts';

/** The fields of a program whose output is asked for, to be spread into a shape that a type asks for with `With:`. */
export const shownProgram = {
  language: z.enum(['javascript', 'python']).describe('The language of the program'),
  program: z
    .string()
    .min(20)
    .describe('The whole program, as the reader sees it beside the question; no comment tells what it prints'),
};

const Shown = z.object(shownProgram);
const Option = z.object({ options: z.array(z.string()), key: z.int() });
const LIMITS = { seconds: 2, megabytes: 32, printed: 4000 };

/**
 * A program that the item shows, run in the sandbox, prints what the right option says and no other. Where the machine
 * has nothing to run it safely in, it is left to the answers.
 */
export const printsKey: Check = {
  id: 'prints-key',
  at: 'item',
  async check({ item }) {
    const shown = Shown.safeParse(item.instruction);
    const options = item.form === 'option' ? Option.safeParse(item.instruction) : null;
    if (!shown.success || !options?.success) return null;
    const { language, program } = shown.data;
    const ran = await run({ language, code: program }, LIMITS);
    if (ran.status === 'not-executed') return null;
    if (ran.status !== 'ok') return { reason: 'program-fails', detail: `${ran.status}: ${ran.detail}` };
    if (ran.stdout.trim() === '') return { reason: 'program-fails', detail: 'It prints nothing' };
    const printed = options.data.options.map((option) => sameOutput(option, ran.stdout));
    if (!printed[options.data.key])
      return { reason: 'key-not-printed', detail: `It prints ${JSON.stringify(ran.stdout.trim().slice(0, 200))}` };
    return printed.filter(Boolean).length > 1
      ? { reason: 'options-alike', detail: 'Two options say what the program prints' }
      : null;
  },
};

/** Whether an option is an output, as one writes it in a line: lines may be parted by strokes, commas or spaces. */
function sameOutput(option: string, stdout: string): boolean {
  const bare = (text: string) => text.replaceAll(/["'`\s]/g, '');
  const lines = stdout.trim().split('\n');
  const written = option.replaceAll('\\n', '\n');
  return ['', '/', ',', '|', ';', 'then', '→', ', then'].some((mark) => bare(lines.join(mark)) === bare(written));
}
