import { UserError } from '../errors.ts';
import { type Counts, type Lease, ORDERS } from '../store/store.ts';
import type { limitedTeacher } from '../teacher/gated/limited-teacher.ts';
import { createMeter } from '../teacher/meter.ts';
import { modelOf } from '../teacher/teacher.ts';
import { runWaves } from './batch/run-waves.ts';
import { drainOn } from './drain.ts';
import type { Earlier } from './earlier.ts';
import type { Events } from './events.ts';
import type { Gathering } from './gather-seeds.ts';
import type { GenerateParts } from './generate.ts';
import type { OpenRun } from './open-run.ts';
import type { Planner } from './planner.ts';
import { openPurse } from './purse.ts';
import { countCommitted, countDone, countFinished, type RunState } from './run-state.ts';
import { createSearch, type Search, searchedOf } from './search.ts';
import { samplingOf } from './settings.ts';
import { type UnitTools, workUnit } from './unit.ts';
import type { RunWords } from './words.ts';
import { runUnits } from './worker.ts';

/** What the work of a run is handed: its teacher limits itself. */
export type WorkParts = GenerateParts & { teacher: ReturnType<typeof limitedTeacher>; earlier: Earlier | null };

/** Works all units that can be planned. Gives the teacher's lasting failure, if that ended it. */
export async function work(
  parts: WorkParts,
  { folder: { store }, events }: OpenRun,
  words: RunWords,
  reading: Gathering,
  planner: Planner,
  state: RunState,
): Promise<UserError | null> {
  const { settings, teacher, stop, bodyOf = () => settings.extraBody } = parts;
  const { shards } = reading;
  const { load } = teacher;
  const meter = createMeter();
  const { counts } = await store.stats();
  const seed = (id: string) => shards.get(id);
  const { ids } = shards;
  const [left, total] = [Math.max(0, ids.length - counts.seeds), Math.max(ids.length, counts.seeds)];
  await parts.beforeCalls?.({
    ...{ words, seeds: shards, left, pairs: counts.pairs },
    modelOf: (stage) => modelOf(teacher, stage),
  });
  countCommitted(state, counts);
  Object.assign(state, { phase: 'asking', load, meter, total, wanted: settings.pairs } satisfies Partial<RunState>);
  parts.watch(state);
  const finished: UnitTools['finished'] = (result) => countFinished(state, result);
  const search = createSearch(shards, async () => searchedOf(store, shards.ids, reading.done));
  const tools = {
    ...toolsOf(parts, words, planner, search),
    store,
    meter,
    purse: await openPurse(settings, teacher, store, bodyOf),
    earlier: parts.earlier,
    seed,
    finished,
  };
  const committed = ({ unit }: Lease, done: Counts) => {
    planner.committed(unit, done);
    state.total = Math.max(state.total, state.finished.seeds);
    events.write('unit', { unit: unit.id, seeds: done.seeds, items: done.items, pairs: done.pairs });
  };
  try {
    if (parts.batch) {
      await workInWaves(parts.batch, parts, tools, state, events, planner, committed);
      return null;
    }
    await runUnits({
      store,
      load,
      name: String(process.pid),
      among: ORDERS.generate,
      plan: () => planner.advance(),
      more: () => reading.more(),
      work: (lease, signal, begun) => workUnit(lease, tools, signal, begun),
      committed,
      stop,
      abort: drainOn(stop, AbortSignal.any([parts.abort, failureOf(reading, stop)]), load),
    });
    return null;
  } catch (error) {
    if (!(error instanceof UserError && /^E_(TEACHER|BUDGET|BATCH)/.test(error.code))) throw error;
    return stop.aborted ? null : error;
  }
}

/** Aborted when reading fails: without its seeds there is nothing to plan. */
function failureOf({ done }: Gathering, stop: AbortSignal): AbortSignal {
  const failed = new AbortController();
  done.catch((error: unknown) => {
    if (!stop.aborted) failed.abort(error);
  });
  return failed.signal;
}

/** Works all units in waves of batches. */
function workInWaves(
  { transport, wait }: NonNullable<GenerateParts['batch']>,
  { settings, teacher, stop }: WorkParts,
  tools: UnitTools,
  state: RunState,
  events: Events,
  planner: Planner,
  committed: (lease: Lease, done: Counts) => void,
): Promise<void> {
  const { store } = tools;
  return runWaves({
    ...{ store, transport, wait, stop, runDir: settings.out, extraBody: settings.extraBody },
    among: ORDERS.generate,
    purse: () => openPurse(settings, teacher, store, () => settings.extraBody, true),
    plan: () => planner.advance(),
    work: (lease, signal, defer) => workUnit(lease, { ...tools, finished: () => {}, defer }, signal),
    committed(lease, done) {
      countDone(state, done);
      committed(lease, done);
    },
    note: (event, facts) => events.write(event, facts),
  });
}

/** What all units of a run share. */
function toolsOf(
  { settings, teacher }: GenerateParts,
  words: RunWords,
  planner: Planner,
  search: Search,
): Pick<UnitTools, 'runDir' | 'teacher' | 'asker' | 'context'> {
  const { draws, runSeed, keepReasoning } = settings;
  return {
    runDir: settings.out,
    teacher,
    asker: { sampling: (stage) => samplingOf(settings, stage), maxTokens: () => settings.maxTokens },
    async context({ unit }) {
      const skill = words.skills.find((each) => each.id === unit.skill);
      if (!skill) throw new Error(`unit "${unit.id}" is of a skill that is not loaded`);
      const weights = await planner.weights(unit.round);
      const { pass } = unit;
      const { model } = teacher;
      return { ...words.shared, search, skill, weights, settings: draws, runSeed, pass, teacher: model, keepReasoning };
    },
  };
}
