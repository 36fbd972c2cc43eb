/** The public API: re-exports only. Skills are declared with `agentinstruct/skill`. */

export { type Asked, ask } from './ask/ask.ts';
export { type Asker, complete, type Prompt } from './ask/complete.ts';
export { type Format, jsonFormat, jsonOrUnsuitable, textOrUnsuitable } from './ask/format.ts';
export { type CurateParts, type CurateResult, curate, estimateJudges, uncurate } from './curate/curate.ts';
export type { JudgeForecast } from './curate/judge/forecast.ts';
export type { JudgeTeacher } from './curate/judge/judging.ts';
export { makeRecipe, type Recipe, readRecipe } from './curate/recipe.ts';
export { ANSWER_FORMS, Drop, Item, Lineage, Message, Pair, Seed, STAGES, Usage } from './data.ts';
export { ERROR_CODES, type ErrorCode, UserError } from './errors.ts';
export { FLOW_DEFAULTS, type FlowContext, type FlowSettings } from './flow/context.ts';
export { flow } from './flow/flow.ts';
export type { FlowResult } from './flow/result.ts';
export { type GenerateParts, type GenerateResult, generate } from './run/generate.ts';
export { RunSettings } from './run/settings.ts';
export { type RunStatus, readStatus } from './run/status.ts';
export { loadWords, type RunWords } from './run/words.ts';
export { readSeeds, type SeedEvent, type SeedOptions } from './seed/read-seeds.ts';
export { loadSkills } from './skill/find-skills.ts';
export type { Skill } from './skill/skill.ts';
export { type Caller, createCaller } from './teacher/call.ts';
export { type Journal, memoryJournal } from './teacher/journal.ts';
export { createMeter, type Meter } from './teacher/meter.ts';
export { createTeacher, type TeacherSpec } from './teacher/open-teacher.ts';
export { rehearsalTeacher } from './teacher/rehearsal/rehearsal.ts';
export { scriptedTeacher } from './teacher/scripted.ts';
export { CallFailure, type Reply, type Request, type Sampling, type Teacher } from './teacher/teacher.ts';
