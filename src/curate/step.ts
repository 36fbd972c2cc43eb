import { readdir } from 'node:fs/promises';
import type { z } from 'zod';
import type { Curation, Row } from '../dataset/row.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../text/nearest.ts';
import type { Candidate } from './candidate.ts';
import type { Judging } from './judge/judging.ts';

/** Why a row is left out: a short kebab-case word that is counted, and what was found, for people. */
export interface Finding {
  reason: string;
  detail: string;
}

/** What a step is opened with. */
export interface StepTools {
  /** Seed of all draws. */
  seed: string;
  /** Whether rows of other datasets are to come behind the run's own. */
  mixed: boolean;
  /** Notes what a row is flagged with, whether or not it is left out. */
  flag(row: Candidate, flags: readonly Flag[]): Promise<void>;
  /** Opens the judge that a recipe names. */
  judge: Judging;
}

/** Something found in a row: one of the names in flags/flags.ts, and what it was. */
export interface Flag {
  name: string;
  detail: string;
}

/** The rows when all were looked at. */
export interface Standing {
  /** How many of the run's own are still in. */
  readonly standing: number;
  /** Whether a row is still in. */
  stays(at: number): boolean;
  leaveOut(at: number, finding: Finding): Promise<void>;
  score(at: number, score: number): void;
  /**
   * Has a row of another dataset looked at by all steps that look at rows one by one. Gives its place; null where one of
   * them leaves it out.
   */
  admit(make: (at: number) => Candidate): Promise<number | null>;
}

/** A step with its options settled. */
export interface OpenStep {
  /** Looks at a row, in order; a finding leaves it out. Rows of other datasets come last. */
  look?(row: Candidate): Finding | null | Promise<Finding | null>;
  /** Takes note of a row of the run that has come so far. */
  note?(row: Candidate): void;
  /** Decides when all rows were looked at. */
  settle?(rows: Standing): Promise<void>;
  /** Rows that it brought in, by their dataset's name. */
  added?(): Record<string, number>;
  /** Those rows, behind the run's own, with the columns of each place. */
  more?(columns: (at: number) => Curation): AsyncIterable<Row>;
  /** What it counted, by name. */
  found?(): Record<string, number>;
  /** Its options with what was not known before, such as the judge's model. */
  settled?(): Record<string, unknown>;
}

/**
 * A step of curation. One module of `steps/` exports one as `step`; adding a module adds a step. Steps that look at rows
 * one by one go first, in the recipe's order; then those that settle, in that order.
 */
export interface Step<Options = never> {
  id: string;
  /** What a recipe may say of it. */
  options: z.ZodType<Options>;
  /** What it does, in a few words, for the card and the summary. */
  says(options: Options): string;
  /** The options with every path in them passed through `move`: paths of a recipe are relative to its folder. */
  moved?(options: Options, move: (path: string) => string): Options;
  /** The files that it reads. Errors: E_CURATE for a path that is not there. */
  files?(options: Options): Promise<string[]>;
  open(options: Options, tools: StepTools): Promise<OpenStep> | OpenStep;
}

/** A step as a recipe has it: its options parsed, its functions bound to them. */
export interface BoundStep {
  id: string;
  options: Record<string, unknown>;
  says: string;
  moved(move: (path: string) => string): BoundStep;
  files(): Promise<string[]>;
  open(tools: StepTools): Promise<OpenStep>;
}

type Bind = (given: unknown) => BoundStep;

let loaded: Promise<ReadonlyMap<string, Bind>> | undefined;

/** The steps by id, found by reading the folder of steps once. */
function steps(): Promise<ReadonlyMap<string, Bind>> {
  loaded ??= load(new URL('./steps/', import.meta.url));
  return loaded;
}

/** A step of a recipe. Errors: E_CURATE for one that there is not, or whose options do not fit. */
export async function bindStep(id: string, given: unknown): Promise<BoundStep> {
  const all = await steps();
  const bind = all.get(id);
  if (bind) return bind(given);
  const near = nearest(id, [...all.keys()]);
  throw new UserError('E_CURATE', `Cannot use step "${id}": there is no such step`, {
    hint: near ? `Did you mean "${near}"?` : `There are ${[...all.keys()].join(', ')}.`,
  });
}

async function load(folder: URL): Promise<Map<string, Bind>> {
  const names = (await readdir(folder)).filter((name) => /^[a-z-]+\.(?:ts|js)$/.test(name)).sort();
  const modules = await Promise.all(names.map((name): Promise<{ step?: Step }> => import(new URL(name, folder).href)));
  return new Map(
    modules.map(({ step }, at) => {
      if (step?.id === undefined) throw new Error(`src/curate/steps/${names[at]} does not export a step`);
      return [step.id, (given: unknown) => bound(step, given)];
    }),
  );
}

function bound<Options>(step: Step<Options>, given: unknown): BoundStep {
  const parsed = step.options.safeParse(given);
  if (!parsed.success) throw illFitting(step.id, parsed.error);
  const options = parsed.data;
  return {
    id: step.id,
    options: { ...(options as object) },
    says: step.says(options),
    moved: (move) => bound(step, step.moved ? step.moved(options, move) : options),
    files: async () => step.files?.(options) ?? [],
    open: async (tools) => step.open(options, tools),
  };
}

function illFitting(id: string, error: z.ZodError): UserError {
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const at = issue?.path.join('.') ?? '';
  const found = unknown === undefined ? `${at === '' ? '' : `"${at}": `}${issue?.message}` : `it has no "${unknown}"`;
  return new UserError('E_CURATE', `Cannot use step "${id}": ${found}`, {
    hint: 'docs/curation.md says what each step takes.',
  });
}
