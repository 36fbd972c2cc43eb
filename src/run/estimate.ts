import { NO_USAGE, type Seed, type Usage } from '../data.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { Skill } from '../skill/skill.ts';
import { createCaller, sumUsage } from '../teacher/call.ts';
import { memoryJournal } from '../teacher/journal.ts';
import { createLimiter } from '../teacher/limiter.ts';
import { createMeter } from '../teacher/meter.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
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

/** Seeds that are rehearsed. */
const SAMPLE = 16;

/**
 * Rehearses some seeds, spread evenly, with the rehearsal teacher over the run's own prompts, and scales up to `seeds`.
 * A model writes longer than the rehearsal: real completions may be several times as long.
 */
export async function estimate(
  words: RunWords,
  settings: RunSettings,
  ids: readonly string[],
  get: (id: string) => Promise<Seed>,
): Promise<Estimate> {
  const step = Math.max(1, Math.floor(ids.length / SAMPLE));
  const sample = ids.filter((_, index) => index % step === 0).slice(0, SAMPLE);
  const skill = words.skills[0];
  if (!skill || sample.length === 0) return { sampled: 0, calls: 0, rows: 0, prompt: 0, completion: 0 };
  let [usage, rows]: [Usage, number] = [NO_USAGE, 0];
  for (const [index, id] of sample.entries()) {
    const rehearsed = await rehearse(
      words,
      settings,
      words.skills[index % words.skills.length] ?? skill,
      await get(id),
    );
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
): Promise<{ usage: Usage; rows: number }> {
  const meter = createMeter();
  const caller = createCaller({
    teacher: rehearsalTeacher(),
    journal: memoryJournal(),
    limiter: createLimiter(16),
    meter,
  });
  const context: FlowContext = {
    skill,
    frames: words.frames,
    layouts: words.layouts,
    verify: words.verify,
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
