import type { Seed } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { Skill } from '../skill/skill.ts';
import { createCaller, sumUsage } from '../teacher/call.ts';
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
}

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

function scaled({ calls, rows, prompt, completion }: Took, by: number): Took {
  const of = (value: number) => Math.round(value * by);
  return { calls: of(calls), rows: of(rows), prompt: of(prompt), completion: of(completion) };
}

/** Seeds that a rehearsal's search looks through. */
const MOST_SEARCHED = 2000;

/** Seeds that are rehearsed. */
const SAMPLE = 16;

/** Who answers in a sample of how many seeds. */
export interface Sampled {
  teacher: Teacher;
  seeds: number;
}

/**
 * Works some seeds through, spread evenly over all, with the run's own prompts, and scales up to all of them. Without
 * `asked` the rehearsal teacher answers: a model writes longer, real completions may be several times as long. With it
 * the teacher does, and is paid for it; calls of different seeds go side by side. Rejects as the teacher does.
 */
export async function estimate(
  words: RunWords,
  settings: RunSettings,
  seeds: Searchable,
  asked: Sampled | null = null,
): Promise<Estimate> {
  const { ids } = seeds;
  const search = createSearch(seeds, Math.min(ids.length, MOST_SEARCHED));
  const count = Math.min(asked?.seeds ?? SAMPLE, ids.length);
  const sample = Array.from({ length: count }, (_, at) => ids[Math.floor((at * ids.length) / count)] ?? '');
  const teacher = asked?.teacher ?? rehearsalTeacher();
  const work = async (id: string): Promise<Took> => {
    const seed = await seeds.get(id);
    const skill = assign(seed, 0, words.skills, settings);
    return skill ? take(words, settings, skill, seed, search, teacher) : NOTHING;
  };
  const took: Took[] = [];
  if (asked) took.push(...(await allEnded(sample.map(work))));
  else for (const id of sample) took.push(await work(id));
  return { sampled: count, by: asked ? 'teacher' : 'rehearsal', ...totals(took, ids.length) };
}

const NOTHING: Took = { calls: 0, rows: 0, prompt: 0, completion: 0 };
/** Of the normal distribution: 90 % lie within so many standard errors. */
const NINETY = 1.645;

/** The sum over `all` seeds that a sample leads to expect (simple expansion, Cochran 1977, section 2.4), and its spread. */
function totals(took: readonly Took[], all: number): Took & { spread: Took } {
  const of = (field: keyof Took) => took.map((each) => each[field]);
  const scale = took.length === 0 ? 0 : all / took.length;
  const sum = (field: keyof Took) => Math.round(of(field).reduce((total, each) => total + each, 0) * scale);
  const half = (field: keyof Took) => Math.round(NINETY * all * standardError(of(field), all));
  const each = (value: (field: keyof Took) => number): Took => ({
    calls: value('calls'),
    rows: value('rows'),
    prompt: value('prompt'),
    completion: value('completion'),
  });
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

async function take(
  words: RunWords,
  settings: RunSettings,
  skill: Skill,
  seed: Seed,
  search: Search,
  teacher: Teacher,
): Promise<Took> {
  const meter = createMeter();
  const caller = createCaller({ teacher, journal: memoryJournal(), meter });
  const context: FlowContext = {
    skill,
    ...words.shared,
    search,
    asker: { caller, order: 0, sampling: (stage) => samplingOf(settings, stage), maxTokens: () => settings.maxTokens },
    settings: settings.draws,
    weights: { types: {}, goals: {} },
    runSeed: settings.runSeed,
    pass: 0,
    teacher: teacher.model,
  };
  const { pairs } = await flow(context, seed);
  const { calls, promptTokens, completionTokens } = sumUsage([...meter.stages.values()].map(({ usage }) => usage));
  return { calls, rows: pairs.length, prompt: promptTokens, completion: completionTokens };
}
