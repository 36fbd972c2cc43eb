import { z } from 'zod';
import { run } from '../../sandbox/run.ts';
import type { Check, Finding, Subject, Verify } from '../check.ts';
import { solutionFor, testsFor } from './agents.ts';
import { codeOf } from './fenced.ts';
import { languageName } from './fields.ts';
import { isRunnable, type Runnable, stubOf } from './stub.ts';
import { type Tried, tryCase, tryTests } from './trial.ts';

const Callable = z.object({ entry: z.string(), entryKind: z.enum(['function', 'class']) });
const Program = z.object({ samples: z.array(z.object({ stdin: z.string(), stdout: z.string() })) });
const Owed = z.object({ language: z.string(), given: z.string(), givenLanguage: z.string() });

/** Types whose handed-over code has the defect that tests must find, and those whose handed-over code is right. */
const BROKEN = ['fix-bug', 'debug-from-traceback'];
const RIGHT = ['refactor', 'optimize'];

/** One way of running code against what was written for the task. */
type Trial = (code: string) => Promise<Tried>;

/**
 * The code of a response passes tests that an agent wrote from the task alone. The tests are tried first: a stub must fail
 * them, so must handed-over code that has the defect; handed-over code that is right must pass, or else the second solution of
 * another agent. Languages that this machine cannot run safely are left alone, and nobody is asked.
 */
export const passesTests: Check = {
  id: 'passes-tests',
  at: 'response',
  async check(subject, verify) {
    const { item, response } = subject;
    const owed = Owed.safeParse(item.instruction).data;
    const callable = Callable.safeParse(item.instruction).data;
    const program = Program.safeParse(item.instruction).data;
    if (!owed || item.type === 'write-tests' || !(callable || program)) return null;
    const language = languageName(owed.language);
    const code = codeOf(response ?? '', language, callable?.entry);
    if (code === null || !isRunnable(language) || !(await canRun(language))) return null;

    const written = await testsFor(subject, verify);
    if ('finding' in written) return written.finding;
    const { tests, cases } = written.value;
    if (callable && tests.trim() === '') return { reason: 'no-tests', detail: 'The tests hold no statement' };
    const due = [...(program?.samples ?? []), ...cases];
    const trial: Trial = callable
      ? (tried) => tryTests(language, tried, tests)
      : (tried) => firstFailure(due.map((each) => () => tryCase(language, tried, each)));
    const stub = callable ? stubOf(language, callable.entry, callable.entryKind) : '';
    const amiss = await testsAmiss({ trial, stub, subject, owed, language }, verify);
    if (amiss) return { ...amiss, reply: tests || JSON.stringify(due) };
    return failing(await trial(code), 'code-fails-tests');
  },
};

/** Whether the sandbox runs a language on this machine. */
export async function canRun(language: Runnable): Promise<boolean> {
  return (await run({ language, code: '' })).status !== 'not-executed';
}

interface Trying {
  trial: Trial;
  stub: string;
  subject: Subject;
  owed: z.infer<typeof Owed>;
  language: Runnable;
}

async function testsAmiss({ trial, stub, subject, owed, language }: Trying, verify: Verify): Promise<Finding | null> {
  const { type } = subject.item;
  const handedOver = owed.given.trim() !== '' && languageName(owed.givenLanguage) === language;
  if (passes(await trial(stub))) return { reason: 'tests-pass-on-stub', detail: 'Code that does nothing passes' };
  if (handedOver && BROKEN.includes(type) && passes(await trial(owed.given)))
    return { reason: 'tests-miss-defect', detail: 'The code with the defect passes' };
  if (handedOver && RIGHT.includes(type)) return failing(await trial(owed.given), 'tests-fail-on-code');
  const second = await solutionFor(subject, verify);
  return 'finding' in second ? second.finding : failing(await trial(second.value), 'second-solution-fails');
}

function passes(tried: Tried): boolean {
  return tried !== 'not-executed' && tried.passed;
}

function failing(tried: Tried, reason: string): Finding | null {
  return tried === 'not-executed' || tried.passed ? null : { reason, detail: tried.detail };
}

async function firstFailure(trials: (() => Promise<Tried>)[]): Promise<Tried> {
  for (const trial of trials) {
    const tried = await trial();
    if (tried === 'not-executed' || !tried.passed) return tried;
  }
  return { passed: true };
}
