import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeRecipe, type Recipe, readRecipe } from '../curate/recipe.ts';
import { UserError } from '../errors.ts';
import type { RunSettings } from '../run/settings.ts';
import { withoutLogins } from '../text/without-logins.ts';
import type { Io } from './io.ts';
import { judgeSpec } from './teacher.ts';

/** Flags that make a recipe. */
const MAKING = [
  ...['likeness', 'benchmarks', 'drop', 'judge', 'minScore', 'judgeShare', 'sample', 'perSource', 'mix', 'seed'],
] as const;
/** Flags that go with another. */
const WITH: Record<string, string> = { minScore: 'judge', judgeShare: 'judge', perSource: 'sample' };

type Flags = Readonly<Record<string, unknown>>;

/** The recipe that flags ask for; null for the one that the folder has. Errors: E_USAGE, and those of recipes. */
export async function recipeFrom(flags: Flags, settings: RunSettings, io: Io): Promise<Recipe | null> {
  const given = MAKING.filter((name) => flags[name] !== undefined);
  const [one] = [
    ...given,
    ...(flags.duplicates === false ? ['no-duplicates'] : []),
    ...(flags.flags === false ? ['no-flags'] : []),
  ];
  if (typeof flags.recipe === 'string') {
    if (one !== undefined)
      throw usage(`--recipe and --${kebab(one)} are given`, 'Say in the recipe what is to be done.');
    return readRecipe(resolve(io.cwd, flags.recipe));
  }
  for (const [name, other] of Object.entries(WITH)) {
    if (flags[name] !== undefined && flags[other] === undefined) throw usage(`--${kebab(name)} goes with --${other}`);
  }
  return one === undefined
    ? null
    : makeRecipe(typeof flags.seed === 'string' ? flags.seed : '0', stepsOf(flags, settings, io));
}

/** The steps that flags ask for, in the order in which they are done; the usual ones unless they are switched off. */
function stepsOf(flags: Flags, settings: RunSettings, io: Io): { step: string; [option: string]: unknown }[] {
  const { likeness, drop, benchmarks, minScore, judgeShare, sample, perSource, mix } = flags;
  const drops = Array.isArray(drop) ? drop.filter((name) => name !== 'none') : undefined;
  return [
    ...(flags.duplicates === false ? [] : [{ step: 'duplicates', ...named('threshold', likeness) }]),
    ...(Array.isArray(benchmarks)
      ? [{ step: 'contamination', benchmarks: benchmarks.map((path) => resolve(io.cwd, String(path))) }]
      : []),
    ...(flags.flags === false ? [] : [{ step: 'flags', ...named('drop', drops) }]),
    ...(flags.judge === true
      ? [
          {
            step: 'judge',
            ...judgeOf(flags, settings, io),
            ...named('minScore', minScore),
            ...named('share', judgeShare),
          },
        ]
      : []),
    ...(sample === undefined ? [] : [{ step: 'sample', rows: sample, ...named('perSource', perSource) }]),
    ...(Array.isArray(mix) ? [{ step: 'mix', sets: mix.map((set) => setOf(String(set), io)) }] : []),
  ];
}

function judgeOf({ temperature, maxTokens }: Flags, settings: RunSettings, io: Io): Record<string, unknown> {
  const { teacher, model } = judgeSpec(settings, io);
  return {
    teacher: withoutLogins(teacher),
    model,
    ...named('temperature', temperature),
    ...named('maxTokens', maxTokens),
  };
}

/** `PATH=1000` or `PATH=20%`. */
function setOf(text: string, io: Io): Record<string, unknown> {
  const [, path, number = '', percent] = /^(.+)=(\d[\d_]*(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const amount = Number(number.replaceAll('_', ''));
  if (path === undefined || (!percent && !Number.isInteger(amount)))
    throw usage(
      `--mix ${text} is no path with a number`,
      'For example --mix other.jsonl=2000 or --mix other.jsonl=20%.',
    );
  if (!existsSync(resolve(io.cwd, path))) throw usage(`--mix names "${path}", which is not there`);
  return { path: resolve(io.cwd, path), ...(percent ? { share: amount / 100 } : { rows: amount }) };
}

function named(name: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [name]: value };
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function usage(found: string, hint?: string): UserError {
  return new UserError('E_USAGE', `Cannot curate: ${found}`, hint === undefined ? {} : { hint });
}
