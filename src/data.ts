import { z } from 'zod';

/**
 * The shapes of all that is written to disk. Everything read back is parsed through them.
 * Sizes: `tokens` are estimates (see text/tokens.ts) unless a teacher reported them; spans count UTF-16 code units.
 */

/** What a seed is made of; a skill says which kinds it accepts. */
export const SeedKind = z.enum(['text', 'code', 'table', 'api', 'html']);
export type SeedKind = z.infer<typeof SeedKind>;

/** Where a seed stands in the extracted text of its source: first code unit, and the one after the last. */
export const Span = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

/** A piece of a raw document or source file, small enough to work on as one. */
export const Seed = z.strictObject({
  /** First 16 hex digits of sha256(source, span, text). */
  id: z.string(),
  kind: SeedKind,
  text: z.string(),
  /** Path below the folder that was given, that folder's name first; with `/` on every system. */
  source: z.string(),
  span: Span,
  title: z.string().nullable(),
  /** ISO 639-1, or null where it could not be told. */
  language: z.string().nullable(),
  /** Of code: its programming language, as people write it (`C++`). */
  codeLanguage: z.exactOptional(z.string()),
  license: z.string().nullable(),
  tokens: z.int().nonnegative(),
  /** First and last page, in formats that have pages. */
  pages: z.exactOptional(z.tuple([z.int(), z.int()])),
  /** Ids of the seeds before and after it in the same document, null at its ends. */
  neighbours: z.exactOptional(z.tuple([z.string().nullable(), z.string().nullable()])),
});
export type Seed = z.infer<typeof Seed>;

/** A tool that the assistant may call (OpenAI's form); `parameters` is a JSON schema. */
export const Tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string(),
    description: z.string(),
    parameters: z.record(z.string(), z.unknown()),
  }),
});
export type Tool = z.infer<typeof Tool>;

/** A call of a tool; `arguments` is JSON as the model wrote it. */
export const ToolCall = z.strictObject({
  id: z.string(),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string(), arguments: z.string() }),
});
export type ToolCall = z.infer<typeof ToolCall>;

/** One turn. `tool_calls` stand in turns of the assistant, `tool_call_id` in those of a tool. */
export const Message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string(),
  tool_calls: z.exactOptional(z.array(ToolCall)),
  tool_call_id: z.exactOptional(z.string()),
});
export type Message = z.infer<typeof Message>;

/** What calls cost, as the teacher reported it; `estimated` where it reported nothing. */
export const Usage = z.strictObject({
  calls: z.int().nonnegative(),
  promptTokens: z.int().nonnegative(),
  cachedTokens: z.int().nonnegative(),
  completionTokens: z.int().nonnegative(),
  estimated: z.boolean(),
});
export type Usage = z.infer<typeof Usage>;

/** The stages of a flow, in order, and what judges its rows; a call, a drop and a cost belong to one of them. */
export const STAGES = [
  'transform',
  'instruct',
  'suggest',
  'edit',
  'verify',
  'respond',
  'simulate',
  'check',
  'finalise',
  'judge',
] as const;
/** A stage of a flow. */
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** How an instruction wants to be answered; decides what its key is and how an answer is held against it. */
export const ANSWER_FORMS = ['option', 'boolean', 'number', 'short', 'list', 'order', 'label', 'code', 'free'] as const;
export const AnswerForm = z.enum(ANSWER_FORMS);
export type AnswerForm = z.infer<typeof AnswerForm>;

/** A transformed seed: the value fits the skill's content shape. */
export const Content = z.strictObject({
  transform: z.string(),
  variant: z.string().nullable(),
  angle: z.string().nullable(),
  value: z.record(z.string(), z.unknown()),
});
export type Content = z.infer<typeof Content>;

/** One step of refinement: what was suggested and carried out, on which item. */
export const Refinement = z.strictObject({
  goal: z.string(),
  angle: z.string().nullable(),
  suggestion: z.string(),
  round: z.int().positive(),
  /** Id of the item that was refined. */
  parent: z.string(),
});
export type Refinement = z.infer<typeof Refinement>;

/** Content and instruction on their way to a row. `instruction` fits the skill's shape together with its answer form's. */
export const Item = z.strictObject({
  /** First 16 hex digits of sha256(seed, skill, pass, transform, type, item, goal path). */
  id: z.string(),
  type: z.string(),
  variant: z.string().nullable(),
  /** Who asks, how and at what level, where the skill draws that. */
  asker: z.array(z.string()),
  form: AnswerForm,
  content: Content,
  instruction: z.record(z.string(), z.unknown()),
  refinements: z.array(Refinement),
});
export type Item = z.infer<typeof Item>;

/** One call that a row or drop stands on. `key` names the reply in the unit's lineage object. */
export const CallRef = z.strictObject({
  stage: Stage,
  agent: z.string(),
  key: z.string(),
  /** sha256 (16 hex digits) of the agent's words and its frame, as they stood. */
  words: z.string(),
});
export type CallRef = z.infer<typeof CallRef>;

/** One of the k answers that were held against the key. */
export const Answer = z.strictObject({
  text: z.string(),
  agrees: z.boolean().nullable(),
  /** What the model thought before it, where that is kept. */
  reasoning: z.exactOptional(z.string()),
});
export type Answer = z.infer<typeof Answer>;

/** How a row came about, back to the seed. */
export const Lineage = z.strictObject({
  seed: Seed.pick({ id: true, source: true, span: true, title: true, language: true, license: true }),
  skill: z.string(),
  pass: z.int().nonnegative(),
  item: Item.nullable(),
  calls: z.array(CallRef),
});
export type Lineage = z.infer<typeof Lineage>;

/** A finished conversation with its whole lineage. */
export const Pair = z.strictObject({
  record: z.literal('pair'),
  id: z.string(),
  contentHash: z.string(),
  messages: z.array(Message).min(2),
  /** Tools that the assistant could call natively; null in rows without. */
  tools: z.array(Tool).nullable(),
  layout: z.string(),
  /** The wording that asks for a form of answer; `none` where none was drawn. */
  answerForm: z.string(),
  /** What the system turn is for; `none` where there is none. */
  systemKind: z.string(),
  /** Share of the answers asked for that gave the key; null where there is no key. */
  agreement: z.number().min(0).max(1).nullable(),
  answers: z.array(Answer),
  /** The system message that the teacher saw and the row does not hold. */
  unkeptSystem: z.string().nullable(),
  teacher: z.string(),
  usage: Usage,
  lineage: Lineage,
});
export type Pair = z.infer<typeof Pair>;

/** Something that did not become a row: at which stage, by which agent or check, why, and what the reply was. */
export const Drop = z.strictObject({
  record: z.literal('drop'),
  id: z.string(),
  stage: Stage,
  agent: z.string(),
  /** A short kebab-case word that is counted: `unsuitable`, `malformed`, `duplicate`, `key-disputed`, ... */
  reason: z.string(),
  /** What was found, for people. */
  detail: z.string(),
  /** The reply that could not be used, cut to 20,000 characters; null where none came. */
  reply: z.string().nullable(),
  lineage: Lineage,
});
export type Drop = z.infer<typeof Drop>;

/** No calls, no tokens. */
export const NO_USAGE: Usage = { calls: 0, promptTokens: 0, cachedTokens: 0, completionTokens: 0, estimated: false };

/** The sum of two usages; estimated if either is. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    calls: a.calls + b.calls,
    promptTokens: a.promptTokens + b.promptTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    completionTokens: a.completionTokens + b.completionTokens,
    estimated: a.estimated || b.estimated,
  };
}
