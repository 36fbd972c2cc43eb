import { basename, resolve } from 'node:path';
import { z } from 'zod';
import type { Drop, Pair } from '../data.ts';
import { openForReading, type RunStatus, statusOf } from '../run/status.ts';
import { loadSkills } from '../skill/find-skills.ts';
import type { Skill } from '../skill/skill.ts';
import { isLocked } from '../store/is-locked.ts';
import type { Store } from '../store/store.ts';
import { REHEARSAL_MODEL } from '../teacher/rehearsal/rehearsal.ts';
import { barsOf } from './bars.ts';
import { createChecks } from './figures/checks.ts';
import type { Collector } from './figures/collector.ts';
import { createComposition } from './figures/composition.ts';
import { createDiversity } from './figures/diversity.ts';
import { createKeys } from './figures/keys.ts';
import { createLanguages } from './figures/languages.ts';
import { createLengths } from './figures/lengths.ts';
import { createSamples } from './figures/samples.ts';
import { createShares } from './figures/shares.ts';
import { createWording } from './figures/wording.ts';
import { funnelOf } from './funnel.ts';
import type { JudgeScores, Report, SkillTypes } from './report.ts';
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
    const figures = await gather(dir, store, skills, options);
    const { rows, leftOut, ...gathered } = figures;
    const report = {
      ...{ name: basename(resolve(dir)), made: options.now().toISOString(), version: options.version },
      ...{ teacher: file.teacher, rehearsal: file.teacher === REHEARSAL_MODEL, rows, status },
      funnel: funnelOf(status, rows, leftOut),
      coverage: coverageOf(skills, status, gathered.composition.type),
      judge: await judgeScores(store),
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

async function gather(dir: string, store: Store, skills: readonly Skill[], { through }: ReportOptions) {
  const titles = new Map(
    skills.flatMap(({ id, types }) => types.map((type) => [`${id}/${type.id}`, type.title] as const)),
  );
  const [composition, lengths, diversity, keys] = [
    createComposition(),
    createLengths(),
    createDiversity(),
    createKeys(),
  ];
  const [wording, shares, languages, checks] = [
    createWording(titles),
    createShares(),
    createLanguages(),
    createChecks(),
  ];
  const samples = createSamples();
  const collectors: Collector<unknown>[] = [composition, lengths, diversity, keys, wording, shares, languages, checks];
  const leftOut = new Map<string, number>();
  const manifest = (await store.manifest()).filter(({ unit }) => unit.kind === 'generate');
  let [rows, units] = [0, 0];
  const row = (pair: Pair, cutOff: boolean) => {
    rows++;
    for (const collector of collectors) collector.row?.(pair, cutOff);
  };
  const drop = (one: Drop) => {
    for (const collector of collectors) collector.drop?.(one);
  };
  for await (const unit of walkRun(dir, manifest, await readLeftOut(dir))) {
    for (const each of unit) {
      if ('drop' in each) drop(each.drop);
      else if (each.leftOut === null) row(each.pair, each.cutOff);
      else {
        leftOut.set(each.leftOut.reason, (leftOut.get(each.leftOut.reason) ?? 0) + 1);
        for (const collector of collectors) collector.left?.(each.pair);
      }
    }
    samples.unit(unit.map((each) => ('drop' in each ? each : { pair: each.pair, reason: wordsOf(each.leftOut) })));
    through?.(++units, manifest.length);
  }
  return {
    ...{ rows, leftOut: Object.fromEntries(leftOut) },
    ...{ composition: await composition.result(), lengths: await lengths.result() },
    ...{ diversity: await diversity.result(), keys: await keys.result(), wording: await wording.result() },
    ...{ shares: await shares.result(), languages: await languages.result(), checks: await checks.result() },
    samples: samples.result(),
  };
}

function wordsOf(left: { reason: string; detail: string | null } | null): string | null {
  return left && `finalise: ${left.reason}${left.detail ? `. ${left.detail}` : ''}`;
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

/** What curation kept of a judge's scores, if there was one. */
async function judgeScores(store: Store): Promise<JudgeScores | null> {
  const kept = z.record(z.string(), z.record(z.string(), z.int())).safeParse(await store.get('judge-scores'));
  return kept.success ? kept.data : null;
}
