import { NO_USAGE, type Seed, type Usage } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { Skill } from '../skill/skill.ts';
import { createCaller, sumUsage } from '../teacher/call.ts';
import { memoryJournal } from '../teacher/journal.ts';
import { createMeter } from '../teacher/meter.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import { assign } from './assign.ts';
import { createSearch, type Search, type Searchable } from './search.ts';
import { type RunSettings, samplingOf } from './settings.ts';
import type { RunWords } from './words.ts';

/** What a run may take, measured by rehearsing a sample of its seeds. Tokens are characters / 4. */
export interface Estimate {
  sampled: number;
  calls: number;
  rows: number;
  prompt: number;
  completion: number;
}

/** An estimate for only a share of the work (0-1, or more than 1 for several passes). */
export function shareOf({ sampled, calls, rows, prompt, completion }: Estimate, share: number): Estimate {
  const of = (value: number) => Math.round(value * share);
  return { sampled, calls: of(calls), rows: of(rows), prompt: of(prompt), completion: of(completion) };
}

/** Seeds that a rehearsal's search looks through. */
const MOST_SEARCHED = 2000;

/** Seeds that are rehearsed. */
const SAMPLE = 16;

/**
 * Rehearses some seeds, spread evenly, with the rehearsal teacher over the run's own prompts, and scales up to all of them.
 * A model writes longer than the rehearsal: real completions may be several times as long.
 */
export async function estimate(words: RunWords, settings: RunSettings, seeds: Searchable): Promise<Estimate> {
  const { ids } = seeds;
  const search = createSearch(seeds, Math.min(ids.length, MOST_SEARCHED));
  const count = Math.min(SAMPLE, ids.length);
  const sample = Array.from({ length: count }, (_, at) => ids[Math.floor((at * ids.length) / count)] ?? '');
  if (sample.length === 0) return { sampled: 0, calls: 0, rows: 0, prompt: 0, completion: 0 };
  let [usage, rows]: [Usage, number] = [NO_USAGE, 0];
  for (const id of sample) {
    const seed = await seeds.get(id);
    const skill = assign(seed, 0, words.skills, settings);
    if (!skill) continue;
    const rehearsed = await rehearse(words, settings, skill, seed, search);
    usage = sumUsage([usage, rehearsed.usage]);
    rows += rehearsed.rows;
  }
  const scale = (value: number) => Math.round((value * ids.length) / sample.length);
  return {
    sampled: sample.length,
    calls: scale(usage.calls),
    rows: scale(rows),
    prompt: scale(usage.promptTokens),
    completion: scale(usage.completionTokens),
  };
}

async function rehearse(
  words: RunWords,
  settings: RunSettings,
  skill: Skill,
  seed: Seed,
  search: Search,
): Promise<{ usage: Usage; rows: number }> {
  const meter = createMeter();
  const caller = createCaller({
    teacher: rehearsalTeacher(),
    journal: memoryJournal(),
    meter,
  });
  const context: FlowContext = {
    skill,
    ...words.shared,
    search,
    asker: { caller, order: 0, sampling: (stage) => samplingOf(settings, stage), maxTokens: () => settings.maxTokens },
    settings: settings.draws,
    weights: { types: {}, goals: {} },
    runSeed: settings.runSeed,
    pass: 0,
    teacher: 'rehearsal',
  };
  const { pairs } = await flow(context, seed);
  return { usage: sumUsage([...meter.stages.values()].map((stage) => stage.usage)), rows: pairs.length };
}
