import { z } from 'zod';
import { STAGES, type Stage } from '../data.ts';
import { FLOW_DEFAULTS } from '../flow/context.ts';
import { READ_LIMITS } from '../seed/pool/lane.ts';
import { PriceTable } from '../teacher/price.ts';
import type { Sampling } from '../teacher/teacher.ts';
import { MIX_NAMES } from './mixes.ts';

const Count = z.int().positive();
const Share = z.number().min(0).max(1);

/** A stage's teacher: a name is a model of the default teacher's endpoint, or a URL; the rest is as for the default. */
const Role = z.union([
  z.string(),
  z.strictObject({
    teacher: z.string().optional(),
    model: z.string().optional(),
    apiKeyEnv: z.string().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    extraBody: z.record(z.string(), z.unknown()).optional(),
    concurrency: Count.optional(),
    requestsPerMinute: Count.optional(),
    tokensPerMinute: Count.optional(),
  }),
]);
/** A stage's own teacher, as settings give it. */
export type Role = z.infer<typeof Role>;

const Teachers = z.strictObject({
  default: z.string().default('rehearsal'),
  transform: Role.optional(),
  instruct: Role.optional(),
  suggest: Role.optional(),
  edit: Role.optional(),
  verify: Role.optional(),
  respond: Role.optional(),
  simulate: Role.optional(),
  check: Role.optional(),
  judge: Role.optional(),
});

/** All that a generate run can be told, with its defaults; what flags, config file and environment are merged into. */
export const RunSettings = z.strictObject({
  seeds: z.array(z.string()).default([]).describe('files and folders of raw documents'),
  out: z.string().default('out').describe('the run folder, which is also the dataset'),
  state: z.string().nullable().default(null).describe('where state.db and the lock live; null for the run folder'),
  skills: z.array(z.string()).nullable().default(null).describe('ids; null for all'),
  skillsDirs: z.array(z.string()).default([]).describe('folders with skills of your own'),
  mix: z
    .union([z.enum(MIX_NAMES), z.record(z.string(), z.number().nonnegative())])
    .default('default')
    .describe('default, even, orca-1m, or weights by skill id'),
  pairs: Count.nullable().default(null).describe('rows wanted; null for one pass over the seeds'),
  holdout: Count.nullable()
    .default(null)
    .describe('rows of each skill for the test split, beside --pairs; null for testShare'),
  maxSeeds: Count.nullable().default(null).describe('chunks to use, taken in turn from each file; null for all'),
  benchmarks: z
    .array(z.string())
    .default([])
    .describe('files and folders of benchmarks; seeds that hold an item of them are rejected before any call'),
  maxPasses: Count.default(20).describe('how often the seeds are gone through for --pairs'),
  runSeed: z.coerce.string().default('0').describe('seed of all draws'),
  testShare: Share.default(0.02).describe('share of source documents whose rows go to the test split'),
  textField: z
    .string()
    .nullable()
    .default(null)
    .describe('field of JSON lines that holds the text; null for the usual names'),
  license: z.string().nullable().default(null).describe('licence of seeds that do not state one'),
  allowLicenses: z
    .array(z.string())
    .nullable()
    .default(null)
    .describe('licences that seeds may have, by SPDX id with * for any characters, "unknown" for none; null for all'),
  quality: z
    .enum(['off', 'light'])
    .default('light')
    .describe('light leaves out chunks that are hardly a text; see docs/seeds.md'),
  nearDuplicates: z
    .union([z.literal('off'), z.number().min(0.5).max(1)])
    .default(0.8)
    .describe(
      'likeness (Jaccard, 0.5 to 1) from which a chunk is a duplicate of an earlier one; off for equal ones only',
    ),
  secrets: z.enum(['mask', 'keep']).default('mask').describe('what is done with keys and passwords in seeds'),
  pii: z
    .enum(['count', 'mask', 'drop'])
    .default('count')
    .describe(
      'what is done with e-mail addresses, phone, card and account numbers: drop leaves out chunks that hold any',
    ),
  teacher: z
    .preprocess((given) => (typeof given === 'string' ? { default: given } : given), Teachers)
    .prefault({})
    .describe(
      'rehearsal, URLs of OpenAI-compatible endpoints with commas between, provider/model, replay:FILE, batch:openai, batch:URL or batch:files:DIR; or default and stages with teachers of their own',
    ),
  record: z.string().nullable().default(null).describe('file that every reply is appended to, for replay:FILE'),
  model: z.string().nullable().default(null).describe('null for the only one that the endpoint serves'),
  apiKeyEnv: z.string().nullable().default(null).describe('name of the environment variable that holds the key'),
  headers: z.record(z.string(), z.string()).default({}).describe('sent with every call'),
  extraBody: z.record(z.string(), z.unknown()).default({}).describe('fields added to every request body'),
  temperature: z
    .number()
    .min(0)
    .max(2)
    .nullable()
    .default(null)
    .describe('for all stages; null for the default of each stage'),
  topP: z
    .number()
    .positive()
    .max(1)
    .nullable()
    .default(null)
    .describe('nucleus sampling; null for what the endpoint does'),
  maxTokens: Count.default(4096).describe('most tokens of one reply'),
  keepReasoning: z
    .boolean()
    .default(false)
    .describe("put the model's reasoning before the answer of one-turn rows, as <think>...</think>"),
  concurrency: Count.nullable()
    .default(null)
    .describe('calls in flight at each endpoint; null for what it is found to bear'),
  requestsPerMinute: Count.nullable().default(null).describe('budget of each endpoint; null for what it states'),
  tokensPerMinute: Count.nullable().default(null).describe('budget of each endpoint; null for what it states'),
  ca: z.string().nullable().default(null).describe('PEM file with further certificate authorities'),
  maxCost: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe('US dollars that the run may spend, over all restarts'),
  maxTokensTotal: Count.nullable()
    .default(null)
    .describe('tokens, in and out, that the run may spend, over all restarts'),
  prices: PriceTable.default({}).describe(
    'by model: input, cached and output in US dollars for a million tokens, batch as a factor',
  ),
  reuse: z.array(z.string()).default([]).describe('folders of earlier runs whose replies are used again'),
  fork: z
    .string()
    .nullable()
    .default(null)
    .describe('folder of an earlier run to begin from: its plan and its replies'),
  timeout: z.number().positive().default(600).describe('seconds for one attempt'),
  patience: z.number().positive().default(900).describe('seconds for one call with all its attempts'),
  draws: z
    .strictObject({
      types: Count.default(FLOW_DEFAULTS.types),
      items: Count.default(FLOW_DEFAULTS.items),
      refine: Share.default(FLOW_DEFAULTS.refine),
      suggestions: Count.default(FLOW_DEFAULTS.suggestions),
      carryOut: Count.default(FLOW_DEFAULTS.carryOut),
      rows: Count.default(FLOW_DEFAULTS.rows),
    })
    .prefault({})
    .describe('how much is drawn of one content; see docs/skills.md'),
  chunk: z
    .strictObject({
      target: Count.default(700),
      least: Count.default(120),
      most: Count.min(50).default(1400),
    })
    .refine(({ least, target, most }) => least < target && target <= most, {
      error: 'the sizes contradict each other: least must be below target, and target not above most',
    })
    .prefault({})
    .describe('tokens of a chunk'),
  reading: z
    .strictObject({
      workers: Count.nullable().default(null),
      seconds: z.number().positive().default(READ_LIMITS.seconds),
      megabytes: z.int().min(128).default(READ_LIMITS.megabytes),
    })
    .prefault({})
    .describe(
      'threads that read seed files (null: one a processor but one, 8 at most), and what a file may take of one: time without anything to show for it, and memory',
    ),
});
export type RunSettings = z.infer<typeof RunSettings>;

const TEMPERATURES: Partial<Record<Stage, number>> = {
  transform: 0.9,
  instruct: 0.9,
  suggest: 1,
  edit: 0.7,
  verify: 0,
  check: 0,
  respond: 0.7,
  judge: 0,
};

/** How a stage's calls are drawn: the user's temperature for all, or the default of the stage. */
export function samplingOf(settings: Pick<RunSettings, 'temperature' | 'topP'>, stage: Stage): Sampling {
  const temperature = settings.temperature ?? TEMPERATURES[stage];
  return { ...(temperature !== undefined && { temperature }), ...(settings.topP !== null && { topP: settings.topP }) };
}

/** The default temperatures by stage, for the docs. */
export const DEFAULT_TEMPERATURES = STAGES.flatMap((stage) => {
  const temperature = TEMPERATURES[stage];
  return temperature === undefined ? [] : [{ stage, temperature }];
});
