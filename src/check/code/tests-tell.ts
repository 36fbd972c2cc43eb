import { z } from 'zod';
import type { Check } from '../check.ts';
import { codeOf } from './fenced.ts';
import { languageName } from './fields.ts';
import { isRunnable, stubOf } from './stub.ts';
import { tryTests } from './trial.ts';

const Tested = z.object({
  language: z.string(),
  given: z.string(),
  entry: z.string(),
  entryKind: z.enum(['function', 'class']),
});

/** Tests that a response was asked for pass on the code that was handed over and fail on a stub of it. */
export const testsTell: Check = {
  id: 'tests-tell',
  at: 'response',
  async check({ item, response }) {
    const { data } = Tested.safeParse(item.instruction);
    if (item.type !== 'write-tests' || data === undefined) return null;
    const language = languageName(data.language);
    const tests = codeOf(response ?? '', language, data.entry);
    if (tests === null || !isRunnable(language)) return null;
    const onCode = await tryTests(language, data.given, tests);
    if (onCode === 'not-executed') return null;
    if (!onCode.passed) return { reason: 'tests-fail-on-code', detail: onCode.detail };
    const onStub = await tryTests(language, stubOf(language, data.entry, data.entryKind), tests);
    return onStub !== 'not-executed' && onStub.passed
      ? { reason: 'tests-pass-on-stub', detail: 'Code that does nothing passes' }
      : null;
  },
};
