import type { Message, Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import type { FlowContext } from '../flow/context.ts';
import { flow } from '../flow/flow.ts';
import type { FlowResult } from '../flow/result.ts';
import type { Skill } from '../skill/skill.ts';
import { type Caller, createCaller } from '../teacher/call.ts';
import { memoryJournal } from '../teacher/journal.ts';
import { createMeter } from '../teacher/meter.ts';
import type { Purse } from '../teacher/purse.ts';
import type { Teacher } from '../teacher/teacher.ts';
import { draw } from '../text/draw.ts';
import { nearest } from '../text/nearest.ts';
import { askAll } from './ask-all.ts';
import type { Search } from './search.ts';
import { type RunSettings, samplingOf } from './settings.ts';
import type { RunWords } from './words.ts';

/** One call as it went: the messages, the schema if one was sent, the reply. */
export interface SeenCall {
  stage: string;
  agent: string;
  messages: readonly Message[];
  schema: Record<string, unknown> | null;
  reply: string;
}

/** Narrows a skill to what is to be looked at; nulls leave it as it is. */
export interface Narrowing {
  transform: string | null;
  types: string[] | null;
  goal: string | null;
}

/** The skill with only these parts to draw from. Errors: E_SKILL_UNKNOWN for a part that it lacks or that cannot be drawn so. */
export function narrow(skill: Skill, { transform, types, goal }: Narrowing): Skill {
  for (const wanted of transform === null ? [] : [transform]) check(skill, 'transform', wanted, skill.transforms);
  for (const wanted of types ?? []) check(skill, 'type', wanted, skill.types);
  for (const wanted of goal === null ? [] : [goal]) check(skill, 'goal', wanted, skill.goals);
  const fits = (ids: string[]) => (types === null ? ids : ids.filter((id) => types.includes(id)));
  const transforms = skill.transforms
    .filter(({ id }) => transform === null || id === transform)
    .map((each) => ({
      ...each,
      weight: transform === null ? each.weight : 1,
      types: fits(each.types),
      variants: each.variants
        .filter((variant) => fits(variant.types ?? each.types).length > 0)
        .map((variant) => ({ ...variant, types: variant.types && fits(variant.types) })),
    }))
    .filter((each) => each.types.length > 0 && each.weight > 0);
  if (transforms.length === 0) {
    const found = transform === null ? 'no transform draws it' : `"${transform}" does not draw it`;
    throw new UserError('E_SKILL_UNKNOWN', `Cannot preview "${types?.join(', ')}": ${found}`, {
      hint: 'Leave out --transform, or ask for another type.',
    });
  }
  const goals = skill.goals.filter(({ id }) => goal === null || id === goal);
  return { ...skill, transforms, goals: goal === null ? goals : goals.map((each) => ({ ...each, weight: 1 })) };
}

function check(skill: Skill, kind: string, wanted: string, parts: readonly { id: string }[]): void {
  const ids = parts.map(({ id }) => id);
  if (ids.includes(wanted)) return;
  const near = nearest(wanted, ids);
  throw new UserError('E_SKILL_UNKNOWN', `Cannot preview ${kind} "${wanted}": ${skill.id} has none of that name`, {
    hint: near ? `Did you mean "${near}"?` : `There are: ${ids.join(', ')}.`,
  });
}

/** The way to a teacher, for all that a preview asks of it: the same call is paid for once. */
export function previewCaller(teacher: Teacher, purse: Purse | null = null): Caller {
  return createCaller({ teacher, journal: memoryJournal(), meter: createMeter(), purse });
}

/** Works one seed through with a teacher, or with `all` asks every agent of the skill once; every call is seen. Nothing is kept. */
export async function previewSeed(
  words: RunWords,
  skill: Skill,
  settings: RunSettings,
  seed: Seed,
  { model }: Pick<Teacher, 'model'>,
  caller: Caller,
  search: Search,
  all = false,
): Promise<{ result: FlowResult; calls: SeenCall[] }> {
  const calls: SeenCall[] = [];
  const seen: Caller = {
    async call(request, agent) {
      const called = await caller.call(request, agent);
      const { outcome } = called;
      const reply = 'reply' in outcome ? outcome.reply.text : `[${outcome.failure.reason}] ${outcome.failure.message}`;
      calls.push({ stage: request.stage, agent, messages: request.messages, schema: request.schema ?? null, reply });
      return called;
    },
  };
  const context: FlowContext = {
    skill,
    ...words.shared,
    search,
    asker: {
      caller: seen,
      order: 0,
      sampling: (stage) => samplingOf(settings, stage),
      maxTokens: () => settings.maxTokens,
    },
    settings: settings.draws,
    weights: { types: {}, goals: {} },
    runSeed: settings.runSeed,
    pass: 0,
    teacher: model,
    keepReasoning: settings.keepReasoning,
  };
  const result = all ? await askAll(context, seed, draw(settings.runSeed, 'all')) : await flow(context, seed);
  return { result, calls };
}
