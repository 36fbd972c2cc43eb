import { z } from 'zod';
import type { AnswerForm } from '../../data.ts';
import { exact } from '../forms/form.ts';
import { type Condition, IllFormed } from './language.ts';
import type { Budget, Problem, Value } from './problem.ts';
import type { ASKS } from './shapes.ts';

/** What a program finds wrong with an item: see {@link solvedByProgram}. */
export interface Fault {
  reason: 'no-solution' | 'two-solutions' | 'key-wrong' | 'too-large' | 'ill-formed-statement';
  detail: string;
}

/** What is asked of a problem, whatever its kind. */
export interface Question {
  ask: (typeof ASKS)[number];
  target: string;
  claims: readonly { option: string; claim: string }[];
}

/** Steps of search, and cases, that one item may cost. */
const STEPS = 1_500_000;
const CASES = 60_000;

/** Whether the item's key is exactly what the problem gives; null where it is. Errors: IllFormed. */
export function judge<S>(problem: Problem<S>, asked: Question, form: AnswerForm, fields: unknown): Fault | null {
  if (form === 'option') return judgeOptions(problem, asked, fields);
  if (form === 'boolean') return judgeVerdict(problem, asked, fields);
  return judgeValue(problem, asked, form, fields);
}

const Options = z.object({ options: z.array(z.string()), key: z.int() });

function judgeOptions<S>(problem: Problem<S>, asked: Question, fields: unknown): Fault | null {
  const { options, key } = Options.parse(fields);
  const claims = options.map((option) => claimOf(option, asked));
  if (asked.claims.length !== options.length) throw new IllFormed('there are more claims than options, or fewer');
  const right =
    asked.ask === 'how-many' ? countsThatFit(problem, asked, claims) : claimsThatFit(problem, asked, claims);
  if ('reason' in right) return right;
  const found = options.flatMap((option, at) => (right.fits[at] ? [option] : []));
  if (found.length > 1) return { reason: 'two-solutions', detail: `Right are: ${found.join(' | ')}` };
  if (right.fits[key]) return null;
  return { reason: 'key-wrong', detail: found.length === 0 ? 'No option is right' : `Right is: ${found[0]}` };
}

function claimOf(option: string, { claims }: Question): string {
  const [only, ...others] = claims.filter((each) => exact(each.option) === exact(option));
  if (!only || others.length > 0) throw new IllFormed(`the option "${option.slice(0, 80)}" has no claim of its own`);
  return only.claim;
}

function claimsThatFit<S>(
  problem: Problem<S>,
  { ask }: Question,
  claims: readonly string[],
): Fault | { fits: boolean[] } {
  const counted = count(problem, claims.map(problem.condition));
  if ('reason' in counted) return counted;
  return { fits: counted.holding.map((holding) => satisfies(ask, holding, counted.cases)) };
}

function countsThatFit<S>(
  problem: Problem<S>,
  asked: Question,
  claims: readonly string[],
): Fault | { fits: boolean[] } {
  const found = howMany(problem, asked.target);
  if (typeof found !== 'number') return found;
  return { fits: claims.map((claim) => Number(claim.replace(/^.*?(\d+)\D*$/s, '$1')) === found) };
}

/** Whether something that holds in so many of the cases is what was asked for. */
function satisfies(ask: Question['ask'], holding: number, cases: number): boolean {
  if (ask === 'could') return holding > 0;
  if (ask === 'cannot') return holding === 0;
  if (ask === 'need-not') return holding < cases;
  if (ask === 'open') return holding > 0 && holding < cases;
  if (ask === 'must' || ask === 'value') return holding === cases;
  throw new IllFormed(`"${ask}" asks for no condition`);
}

function judgeVerdict<S>(problem: Problem<S>, { ask, target }: Question, fields: unknown): Fault | null {
  const { answer } = z.object({ answer: z.boolean() }).parse(fields);
  const counted = count(problem, [problem.condition(target)]);
  if ('reason' in counted) return counted;
  const found = satisfies(ask, counted.holding[0] ?? 0, counted.cases);
  return found === answer ? null : { reason: 'key-wrong', detail: `It is ${found}` };
}

function judgeValue<S>(
  problem: Problem<S>,
  { ask, target }: Question,
  form: AnswerForm,
  fields: unknown,
): Fault | null {
  const right = z
    .object({
      answer: z.union([z.number(), z.string(), z.array(z.string())]).optional(),
      alternatives: z.array(z.string()).optional(),
      steps: z.array(z.string()).optional(),
    })
    .parse(fields);
  const given = right.steps ?? right.answer ?? '';
  const found = ask === 'how-many' ? howMany(problem, target) : settled(problem, ask, target);
  if (typeof found === 'object' && 'reason' in found) return found;
  const agrees = [given, ...(right.alternatives ?? [])].some((value) => same(found, value, form === 'order'));
  return agrees ? null : { reason: 'key-wrong', detail: `It is ${[found].flat().join(', ') || 'nobody'}` };
}

/** How many cases there are, in how many a condition holds, or how many values something may have. */
function howMany<S>(problem: Problem<S>, target: string): Fault | number {
  const all = /^(?:all|)$/i.test(target.trim());
  const condition = all ? (): true => true : attempt(() => problem.condition(target));
  if (condition) {
    const counted = count(problem, [condition]);
    return 'reason' in counted ? counted : (counted.holding[0] ?? 0);
  }
  const values = valuesOf(problem, target);
  return 'reason' in values ? values : values.found.size;
}

function settled<S>(problem: Problem<S>, ask: Question['ask'], target: string): Fault | Value {
  const values = valuesOf(problem, target);
  if ('reason' in values) return values;
  const found = [...values.found.values()];
  const numbers = found.filter((value) => typeof value === 'number');
  if (ask === 'most' || ask === 'least') {
    if (numbers.length < found.length) throw new IllFormed(`"${target}" is no number`);
    return ask === 'most' ? Math.max(...numbers) : Math.min(...numbers);
  }
  if (found.length > 1)
    return { reason: 'two-solutions', detail: `"${target}" may be ${found.slice(0, 4).join(' or ')}` };
  return found[0] ?? '';
}

function valuesOf<S>(problem: Problem<S>, target: string): Fault | { found: Map<string, Value> } {
  const term = problem.term(target);
  const found = new Map<string, Value>();
  const cases = run(problem, (state) => {
    const value = term(state);
    found.set(JSON.stringify(value), value);
  });
  return 'reason' in cases ? cases : { found };
}

function count<S>(problem: Problem<S>, conditions: readonly Condition<S>[]) {
  const holding = conditions.map(() => 0);
  const cases = run(problem, (state) => {
    for (const [at, condition] of conditions.entries()) if (condition(state)) holding[at] = (holding[at] ?? 0) + 1;
  });
  return 'reason' in cases ? cases : { ...cases, holding };
}

/** Goes through all cases; a fault where there are none or too many. */
function run<S>(problem: Problem<S>, visit: (state: S) => void): Fault | { cases: number } {
  const budget: Budget = { left: STEPS };
  let cases = 0;
  problem.each((state) => {
    if (++cases > CASES) budget.left = -1;
    else visit(state);
  }, budget);
  if (budget.left < 0) return { reason: 'too-large', detail: 'There are more cases than a program goes through' };
  return cases === 0 ? { reason: 'no-solution', detail: 'The conditions leave no case' } : { cases };
}

/** Values are the same: numbers as numbers, names in any order unless it counts. */
function same(found: Value, given: Value, ordered: boolean): boolean {
  if (typeof found === 'number') {
    const number = typeof given === 'number' ? given : Number([given].flat().join('').trim() || Number.NaN);
    return Math.abs(number - found) < 1e-6;
  }
  const [one, other] = [found, given].map((value) => [value].flat().map((each) => exact(String(each))));
  const sorted = (values: string[] = []) => (ordered ? values : values.toSorted()).join('\n');
  return sorted(one) === sorted(other);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof IllFormed) return null;
    throw error;
  }
}
