import type { Seed } from '../data.ts';
import { UserError } from '../errors.ts';
import { estimate } from '../run/estimate.ts';
import { nothingToRead, optionsOf } from '../run/gather-seeds.ts';
import { narrow, previewSeed, type SeenCall } from '../run/preview.ts';
import type { RunSettings } from '../run/settings.ts';
import { loadWords } from '../run/words.ts';
import { readSeeds } from '../seed/read-seeds.ts';
import { createTeacher } from '../teacher/open-teacher.ts';
import { priceOf } from '../teacher/price.ts';
import { rehearsalTeacher } from '../teacher/rehearsal/rehearsal.ts';
import type { Io } from './io.ts';
import { resolveSettings } from './resolve-settings.ts';
import { rowLines } from './show.ts';
import { teacherSpec } from './teacher.ts';

/**
 * Shows the prompts that one seed would get, or with `--run` asks the teacher and shows the rows. Without `--run` what
 * lies between the prompts (the transformed passage, the items) comes from the rehearsal teacher, and it says so.
 */
export async function runPreview(seeds: readonly string[], flags: Record<string, unknown>, io: Io): Promise<number> {
  const { settings } = await resolveSettings(seeds, flags, io);
  if (settings.seeds.length === 0)
    throw new UserError('E_USAGE', 'Cannot preview: no seeds are given', {
      hint: 'Name files or folders: agentinstruct preview docs/',
    });
  const words = await loadWords(settings);
  const all = await readAll(settings);
  const at = Number(flags.seed ?? 1);
  const seed = all[at - 1];
  if (!seed)
    throw new UserError('E_USAGE', `Cannot preview seed "${String(flags.seed)}": there are ${all.length}`, {
      hint: `Give a number from 1 to ${all.length} to --seed.`,
    });
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : null);
  const narrowing = { transform: text('transform'), types: text('type')?.split(',') ?? null, goal: text('goal') };
  const first = words.skills[0];
  if (!first) return 1;
  const skill = narrow(first, narrowing);
  const draws = { ...settings.draws, ...(narrowing.goal !== null && { refine: 1 }) };

  const live = flags.run === true;
  const teacher = live ? createTeacher(teacherSpec(settings, io)) : rehearsalTeacher();
  try {
    await teacher.open();
    const { result, calls } = await previewSeed(words, skill, { ...settings, draws }, seed, teacher);
    const wanted = flags.estimate !== false;
    const cost = wanted
      ? await estimate(
          words,
          settings,
          all.map(({ id }) => id),
          async (id) => all.find((each) => each.id === id) ?? seed,
        )
      : null;
    const price = cost && (await priceOf(settings.model ?? teacher.model, cost));
    if (flags.json === true) {
      io.out(
        JSON.stringify(
          {
            seed,
            teacher: teacher.model,
            calls,
            pairs: result.pairs,
            drops: result.drops,
            estimate: cost && { ...cost, cost: price },
          },
          null,
          2,
        ),
      );
      return 0;
    }
    if (live)
      for (const row of [...result.pairs, ...result.drops]) for (const line of [...rowLines(row, io), '']) io.out(line);
    else printPrompts(calls, io);
    io.out(
      io.colors.dim(
        `seed ${at} of ${all.length}: ${seed.source} [${seed.span.join('-')}], skill ${skill.id}; ${result.pairs.length} rows, ${result.drops.length} drops in ${calls.length} calls to ${teacher.model}`,
      ),
    );
    if (!live)
      io.out(
        io.colors.dim(
          'What lies between these prompts was made by the rehearsal teacher (rules, no model). --run asks your teacher.',
        ),
      );
    if (cost) {
      const n = (value: number) => value.toLocaleString('en');
      const money = price === null ? 'cost unknown' : `about $${price.toFixed(2)}`;
      io.out(
        io.colors.dim(
          `One pass over ${n(all.length)} seeds, from ${cost.sampled} rehearsed: about ${n(cost.calls)} calls, ${n(cost.prompt)} tokens in, ${n(cost.completion)} out or more, ${n(cost.rows)} rows; ${money}`,
        ),
      );
    }
    return 0;
  } finally {
    await teacher.close();
  }
}

function printPrompts(calls: readonly SeenCall[], io: Io): void {
  const shown = new Set<string>();
  for (const { stage, agent, messages } of calls) {
    const text = messages.map(({ role, content }) => `${io.colors.dim(`[${role}]`)}\n${content}`).join('\n\n');
    if (shown.has(text)) continue;
    shown.add(text);
    io.out(`${io.colors.bold(`━━ ${stage} · ${agent}`)}\n${text}\n`);
  }
}

async function readAll(settings: RunSettings): Promise<Seed[]> {
  const seeds: Seed[] = [];
  const rejected: { file: string; reason: string }[] = [];
  for await (const event of readSeeds(settings.seeds, optionsOf(settings))) {
    if ('seed' in event) seeds.push(event.seed);
    else if ('reject' in event) rejected.push({ file: event.reject.source, reason: event.reject.reason });
  }
  if (seeds.length === 0) throw nothingToRead(settings.seeds, rejected);
  return seeds;
}
