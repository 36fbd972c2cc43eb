import type { Stage, Usage } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { Skill } from '../skill/skill.ts';
import { type Caller, createCaller, sumUsage } from '../teacher/call.ts';
import { memoryJournal } from '../teacher/journal.ts';
import { createMeter } from '../teacher/meter.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { allEnded } from '../text/all-ended.ts';
import { assign } from './assign.ts';
import { createSearch, type Search, type Searchable } from './search.ts';
import { type RunSettings, samplingOf } from './settings.ts';
import type { RunWords } from './words.ts';

/** What one seed came to. Tokens as the teacher counted them, else characters / 4. */
export interface Took {
  calls: number;
  rows: number;
  prompt: number;
  completion: number;
  /** US dollars; null where a price is not known. */
  cost: number | null;
}

/** What the tokens of a stage cost, in US dollars; null where no price is known. */
export type PriceOf = (stage: Stage, usage: Usage) => number | null;

/** What a run may take, scaled up from a sample of its seeds that were worked through. */
export interface Estimate extends Took {
  sampled: number;
  /** Who answered in the sample. */
  by: 'rehearsal' | 'teacher';
  /** What half of the width of a 90 % interval comes to: how far chance in the choice of the sample may lead off. */
  spread: Took;
}

/** An estimate for only a share of the work (0-1, or more than 1 for several passes). */
export function shareOf({ sampled, by, spread, ...took }: Estimate, share: number): Estimate {
  return { sampled, by, ...scaled(took, share), spread: scaled(spread, share) };
}

function scaled({ calls, rows, prompt, completion, cost }: Took, by: number): Took {
  const of = (value: number) => Math.round(value * by);
  const [all, paid] = [{ calls: of(calls), rows: of(rows) }, cost === null ? null : cost * by];
  return { ...all, prompt: of(prompt), completion: of(completion), cost: paid };
}

/** Seeds that a rehearsal's search looks through. */
const MOST_SEARCHED = 2000;

/** Seeds that are rehearsed. */
const SAMPLE = 16;

/** Who answers in a sample of how many seeds. */
export interface Sampled {
  teacher: Pick<Teacher, 'model'>;
  /** The way to it; calls that went it before are not paid for again. */
  caller: Caller;
  seeds: number;
}

/**
 * Works some seeds through, spread evenly over all, with the run's own prompts, and scales up to all of them. Without
 * `asked` the rehearsal teacher answers: a model writes longer, real completions may be several times as long. With it
 * the teacher does, and is paid for it, once for calls that seeds share; different seeds go side by side. Each stage is
 * priced by itself. Rejects as the caller does.
 */
export async function estimate(
  words: RunWords,
  settings: RunSettings,
  seeds: Searchable,
  price: PriceOf,
  asked: Sampled | null = null,
): Promise<Estimate> {
  const { ids } = seeds;
  const search = createSearch(seeds, () => Math.min(ids.length, MOST_SEARCHED));
  const count = Math.min(asked?.seeds ?? SAMPLE, ids.length);
  const sample = Array.from({ length: count }, (_, at) => ids[Math.floor((at * ids.length) / count)] ?? '');
  const { teacher, caller } = asked ?? rehearsed();
  const work = async (id: string): Promise<Took> => {
    const seed = await seeds.get(id);
    const skill = assign(seed, 0, words.skills, settings);
    if (!skill) return NOTHING;
    const seen = watched(caller);
    const context = contextOf(words, settings, skill, search, seen, teacher.model);
    const { pairs } = await flow(context, seed);
    return { ...seen.took(price), rows: pairs.length };
  };
  const took: Took[] = [];
  if (asked) took.push(...(await allEnded(sample.map(work))));
  else for (const id of sample) took.push(await work(id));
  return { sampled: count, by: asked ? 'teacher' : 'rehearsal', ...totals(took, ids.length) };
}

const NOTHING: Took = { calls: 0, rows: 0, prompt: 0, completion: 0, cost: 0 };
/** Of the normal distribution: 90 % lie within so many standard errors. */
const NINETY = 1.645;

/** The sum over `all` seeds that a sample leads to expect (simple expansion, Cochran 1977, section 2.4), and its spread. */
function totals(took: readonly Took[], all: number): Took & { spread: Took } {
  const scale = took.length === 0 ? 0 : all / took.length;
  const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0) * scale;
  const half = (values: readonly number[]) => NINETY * all * standardError(values, all);
  const each = (value: (values: readonly number[]) => number): Took => {
    const of = (field: keyof Omit<Took, 'cost'>) => Math.round(value(took.map((one) => one[field])));
    const costs = took.flatMap(({ cost }) => cost ?? []);
    const cost = costs.length < took.length ? null : value(costs);
    return { calls: of('calls'), rows: of('rows'), prompt: of('prompt'), completion: of('completion'), cost };
  };
  return { ...each(sum), spread: each(half) };
}

/** Of a mean, drawn from `all` without putting back; 0 where a single value tells nothing. */
function standardError(values: readonly number[], all: number): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = values.reduce((sum, each) => sum + each, 0) / n;
  const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  return Math.sqrt((variance / n) * (1 - n / all));
}

function rehearsed(): Pick<Sampled, 'teacher' | 'caller'> {
  const teacher = rehearsalTeacher();
  return { teacher, caller: createCaller({ teacher, journal: memoryJournal(), meter: createMeter() }) };
}

/** A caller that knows what went through it, each call once, whoever paid for it. */
function watched(caller: Caller): Caller & { took(price: PriceOf): Omit<Took, 'rows'> } {
  const meter = createMeter();
  const seen = new Set<string>();
  return {
    async call(request, agent) {
      const called = await caller.call(request, agent);
      if (!seen.has(called.key)) meter.paid(request.stage, called.usage);
      seen.add(called.key);
      return called;
    },
    took(price) {
      const { calls, promptTokens, completionTokens } = sumUsage([...meter.stages.values()].map(({ usage }) => usage));
      const costs = [...meter.stages].map(([stage, { usage }]) => price(stage, usage));
      const cost = costs.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0);
      return { calls, prompt: promptTokens, completion: completionTokens, cost };
    },
  };
}

function contextOf(
  words: RunWords,
  settings: RunSettings,
  skill: Skill,
  search: Search,
  caller: Caller,
  teacher: string,
): FlowContext {
  return {
    skill,
    ...words.shared,
    search,
    asker: { caller, order: 0, sampling: (stage) => samplingOf(settings, stage), maxTokens: () => settings.maxTokens },
    settings: settings.draws,
    weights: { types: {}, goals: {} },
    runSeed: settings.runSeed,
    pass: 0,
    teacher,
  };
}
