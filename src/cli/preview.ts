import type { Seed, Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import { assign } from '../run/assign.ts';
import { type Estimate, estimate } from '../run/estimate.ts';
import { nothingToRead, optionsOf } from '../run/gather-seeds.ts';
import { narrow, previewCaller, previewSeed, type SeenCall } from '../run/preview.ts';
import { purseFor } from '../run/purse.ts';
import { createSearch, type Searchable } from '../run/search.ts';
import type { RunSettings } from '../run/settings.ts';
import { stagePrices } from '../run/spent.ts';
import { loadWords } from '../run/words.ts';
import { readSeeds } from '../seed/read-seeds.ts';
import type { HubOptions } from '../seed/remote/hub.ts';
import { limitedTeacher } from '../teacher/gated/limited-teacher.ts';
import { createTeacher, endpointFor, isPaidAt, namedModel, type TeacherSpec } from '../teacher/open-teacher.ts';
import type { Purse } from '../teacher/purse.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import { modelOf, type Teacher } from '../teacher/teacher.ts';
import { printable } from '../text/printable.ts';
import { forecast } from './cost.ts';
import type { Io } from './io.ts';
import { resolveSettings } from './resolve-settings.ts';
import { hubOf, seedArguments } from './seed-arguments.ts';
import { rowLines } from './show.ts';
import { teacherSpec, unaskedSpec } from './teacher.ts';

/**
 * Shows the prompts that one seed would get, or with `--run` asks the teacher and shows the rows. Without `--run` what
 * lies between the prompts (the transformed passage, the items) comes from the rehearsal teacher, and it says so.
 */
export async function runPreview(seeds: readonly string[], flags: Record<string, unknown>, io: Io): Promise<number> {
  const { settings } = await resolveSettings(seeds, flags, io);
  settings.seeds = await seedArguments(settings.seeds, flags.stdinName, io);
  if (settings.seeds.length === 0)
    throw new UserError('E_USAGE', 'Cannot preview: no seeds are given', {
      hint: 'Name files or folders: agentinstruct preview docs/',
    });
  const words = await loadWords(settings);
  const all = await readAll(settings, hubOf(io));
  const at = Number(flags.seed ?? 1);
  const seed = all[at - 1];
  if (!seed)
    throw new UserError('E_USAGE', `Cannot preview seed "${String(flags.seed)}": there are ${all.length}`, {
      hint: `Give a number from 1 to ${all.length} to --seed.`,
    });
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : null);
  const narrowing = { transform: text('transform'), types: text('type')?.split(',') ?? null, goal: text('goal') };
  const sample = sampleOf(flags.sample);
  const whole = Object.values(narrowing).every((each) => each === null);
  const shown = whole && sample > 0 && flags.run !== true ? assign(seed, 0, words.skills, settings) : undefined;
  const first = shown ?? words.skills[0];
  if (!first) return 1;
  const skill = narrow(first, narrowing);
  const draws = { ...settings.draws, ...(narrowing.goal !== null && { refine: 1 }) };
  const live = flags.run === true || sample > 0;
  const spec = live ? teacherSpec(settings, io) : unaskedSpec(settings, io);
  const teacher = live ? createTeacher(spec) : rehearsalTeacher();
  try {
    await teacher.open();
    const seeds = searchable(all);
    const search = createSearch(seeds, () => all.length);
    const purse = live ? await purseOf(settings, spec, teacher) : null;
    const caller = previewCaller(limitedTeacher(teacher), purse);
    const working = { ...settings, draws };
    const seen = await previewSeed(words, skill, working, seed, teacher, caller, search, flags.all === true);
    const asks = sample > 0 ? { teacher, caller, seeds: sample } : null;
    const named = (stage: Stage) => namedModel(endpointFor(spec, stage));
    const { price } = await forecast(settings, spec, live ? (stage) => modelOf(teacher, stage) : named);
    const cost = flags.estimate === false ? null : await estimate(words, settings, seeds, price, asks);
    const { model } = teacher;
    if (flags.json === true) io.out(asJson(seed, model, seen, cost && asNumbers(cost)));
    else {
      const place = `seed ${at} of ${all.length}: ${seed.source} [${seed.span.join('-')}], skill ${skill.id}`;
      print(seen, live, `${place}; ${summary(seen)} to ${model}`, io);
      if (cost) io.out(io.colors.dim(costLine(all.length, cost)));
    }
    return 0;
  } finally {
    await teacher.close();
  }
}

/** How many seeds the teacher is to work through for the estimate; 0 for none. Errors: E_USAGE. */
function sampleOf(given: unknown): number {
  if (given === undefined) return 0;
  const seeds = Number(given);
  if (Number.isInteger(seeds) && seeds >= 2) return seeds;
  throw new UserError('E_USAGE', `Cannot sample "${String(given)}" seeds: it is no whole number of at least 2`, {
    hint: 'Five to twenty seeds tell much: --sample 8.',
  });
}

type Seen = Awaited<ReturnType<typeof previewSeed>>;

function searchable(all: readonly Seed[]): Searchable {
  const byId = new Map(all.map((seed) => [seed.id, seed]));
  const get = async (id: string): Promise<Seed> => {
    const seed = byId.get(id);
    if (!seed) throw new Error(`there is no seed "${id}"`);
    return seed;
  };
  return { ids: [...byId.keys()], get, all: () => byId.values() };
}

function asJson(seed: Seed, teacher: string, { result, calls }: Seen, cost: object | null): string {
  return JSON.stringify({ seed, teacher, calls, pairs: result.pairs, drops: result.drops, estimate: cost }, null, 2);
}

/** An estimate as `--json` gives it: what the spread costs stands beside it. */
function asNumbers({ spread: { cost: costSpread, ...spread }, ...took }: Estimate): object {
  return { ...took, spread, costSpread };
}

/** What a preview may spend by --max-cost and --max-tokens-total: it begins at nothing. */
async function purseOf(settings: RunSettings, spec: TeacherSpec, teacher: Teacher): Promise<Purse | null> {
  const prices = await stagePrices(settings.prices, (stage) => isPaidAt(spec, stage));
  const bodyOf = (stage: Stage) => endpointFor(spec, stage).extraBody;
  return purseFor(settings, teacher, prices, { spent: { cost: 0, tokens: 0 }, bodyOf });
}

const BETWEEN =
  'What lies between these prompts was made by the rehearsal teacher (rules, no model). --run asks your teacher.';

function print({ result, calls }: Seen, live: boolean, about: string, io: Io): void {
  const rows = live ? [...result.pairs, ...result.drops] : [];
  for (const row of rows) for (const line of [...rowLines(row, io), '']) io.out(line);
  if (!live) printPrompts(calls, io);
  io.out(io.colors.dim(printable(about)));
  if (!live) io.out(io.colors.dim(BETWEEN));
}

function summary({ result, calls }: Seen): string {
  return `${result.pairs.length} rows, ${result.drops.length} drops in ${calls.length} calls`;
}

function costLine(seeds: number, took: Estimate): string {
  const n = (value: number) => value.toLocaleString('en');
  const { sampled, by, spread, calls, prompt, completion, rows, cost } = took;
  const off = (value: number) => (by === 'teacher' ? ` (±${n(value)})` : '');
  const money =
    cost === null
      ? 'cost unknown'
      : `about $${cost.toFixed(2)}${by === 'teacher' ? ` (±$${(spread.cost ?? 0).toFixed(2)})` : ''}`;
  const how =
    by === 'teacher' ? `that ${sampled} asked lead to expect, 9 times of 10 within ±` : `from ${sampled} rehearsed`;
  const more = by === 'teacher' ? '' : ' or more';
  return (
    `One pass over ${n(seeds)} seeds, ${how}: about ${n(calls)}${off(spread.calls)} calls, ${n(prompt)}${off(spread.prompt)} tokens in, ` +
    `${n(completion)}${off(spread.completion)} out${more}, ${n(rows)}${off(spread.rows)} rows; ${money}`
  );
}

function printPrompts(calls: readonly SeenCall[], io: Io): void {
  const shown = new Set<string>();
  for (const { stage, agent, messages } of calls) {
    const text = messages
      .map(({ role, content }) => `${io.colors.dim(`[${role}]`)}\n${printable(content)}`)
      .join('\n\n');
    if (shown.has(text)) continue;
    shown.add(text);
    io.out(`${io.colors.bold(printable(`━━ ${stage} · ${agent}`))}\n${text}\n`);
  }
}

async function readAll(settings: RunSettings, hub: HubOptions): Promise<Seed[]> {
  const seeds: Seed[] = [];
  const rejected: { file: string; reason: string }[] = [];
  for await (const event of readSeeds(settings.seeds, { ...optionsOf(settings), hub })) {
    if ('seed' in event) seeds.push(event.seed);
    else if ('reject' in event) rejected.push({ file: event.reject.source, reason: event.reject.reason });
  }
  if (seeds.length === 0) throw nothingToRead(settings.seeds, rejected);
  return seeds;
}
