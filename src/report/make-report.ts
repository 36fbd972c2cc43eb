import { basename, resolve } from 'node:path';
import { shardsOf } from '../dataset/shards.ts';
import { judgesOf } from '../run/judged-by.ts';
import { openForReading, type RunStatus, statusOf } from '../run/status.ts';
import { loadSkills } from '../skill/find-skills.ts';
import type { Skill } from '../skill/skill.ts';
import { isLocked } from '../store/is-locked.ts';
import type { Store } from '../store/store.ts';
import { REHEARSAL_MODEL } from '../teacher/rehearsal/rehearsal.ts';
import { barsOf } from './bars.ts';
import { createFigures } from './figures/figures.ts';
import { createSamples } from './figures/samples.ts';
import { funnelOf } from './funnel.ts';
import { judgementsBy } from './judgements.ts';
import type { Report, SkillTypes } from './report.ts';
import { readLeftOut, walkRun } from './walk-run.ts';

/** Where a report is made of, and with what. */
export interface ReportOptions {
  state: string | null;
  /** Folders with skills of the user's own, for titles and coverage. */
  skillsDirs: readonly string[];
  now: () => Date;
  version: string;
  /** Told how many units of how many are through. */
  through?: (units: number, of: number) => void;
}

/**
 * All figures of a run folder's dataset, with samples. A unit is in memory at a time; of each row a few numbers are kept.
 * Errors: E_RUN_UNKNOWN, E_RUN_FOLDER.
 */
export async function makeReport(dir: string, options: ReportOptions): Promise<Report> {
  const { store, file } = await openForReading(dir, options.state);
  try {
    const status = await statusOf(store, file, isLocked(options.state ?? dir));
    const skills = await knownSkills(file.skills, options.skillsDirs);
    const judges = status.curation === null ? [] : await judgesOf(store);
    const figures = await gather(dir, store, skills, judges, options);
    const { rows, leftOut, ...gathered } = figures;
    const report = {
      ...{ name: basename(resolve(dir)), made: options.now().toISOString(), version: options.version },
      ...{ teacher: file.teacher, rehearsal: file.teacher === REHEARSAL_MODEL, rows, status },
      files: await shardsOf(dir),
      funnel: funnelOf(status, rows, leftOut),
      coverage: coverageOf(skills, status, gathered.composition.type),
      ...gathered,
    };
    return { ...report, bars: barsOf(report) };
  } finally {
    await store.close();
  }
}

/** The skills of a run that can be found; one that is not any more is left out, and its ids stand for its titles. */
async function knownSkills(ids: readonly string[], dirs: readonly string[]): Promise<Skill[]> {
  const found = await Promise.all(ids.map((id) => loadSkills([id], [...dirs]).catch((): Skill[] => [])));
  return found.flat();
}

async function gather(
  dir: string,
  store: Store,
  skills: readonly Skill[],
  judges: readonly string[],
  { through }: ReportOptions,
) {
  const titles = skills.flatMap(({ id, types }) =>
    types.map(({ id: type, title }) => [`${id}/${type}`, title] as const),
  );
  const [figures, samples, leftOut] = [createFigures(new Map(titles)), createSamples(), new Map<string, number>()];
  const manifest = await store.manifest();
  const units = manifest.filter(({ unit }) => unit.kind === 'generate');
  const judgements = await judgementsBy(judges, dir, manifest);
  let [rows, done] = [0, 0];
  for await (const unit of walkRun(dir, units, await readLeftOut(dir), judgements)) {
    for (const each of unit) {
      if ('drop' in each) figures.drop(each.drop);
      else if (each.leftOut === null) {
        rows++;
        figures.row(each.pair, each.cutOff, each.judged);
      } else {
        leftOut.set(each.leftOut.reason, (leftOut.get(each.leftOut.reason) ?? 0) + 1);
        figures.left(each.pair);
      }
    }
    samples.unit(unit.map((each) => ('drop' in each ? each : { pair: each.pair, reason: wordsOf(each.leftOut) })));
    through?.(++done, units.length);
  }
  return { rows, leftOut: Object.fromEntries(leftOut), ...(await figures.result()), samples: samples.result() };
}

function wordsOf(left: { reason: string; detail: string | null } | null): string | null {
  return left && `left out: ${left.reason}${left.detail ? `. ${left.detail}` : ''}`;
}

function coverageOf(
  skills: readonly Skill[],
  { skills: planned }: RunStatus,
  rows: Record<string, number>,
): SkillTypes[] {
  return skills
    .filter(({ id }) => id in planned)
    .map(({ id, title, types }) => ({
      skill: id,
      title,
      types: types.map((type) => ({ id: type.id, title: type.title, rows: rows[`${id}/${type.id}`] ?? 0 })),
    }));
}
