import { STAGES, type Stage } from '../data.ts';
import { type Load, modelOf, type Teacher } from './teacher.ts';

/** Stages that are answered as another one where they have no teacher of their own. */
const LIKE: Partial<Record<Stage, Stage>> = { check: 'verify', edit: 'suggest' };

/** What belongs to a stage: its own, that of the stage it goes with, else the usual one. */
export function ofStage<T>(usual: T, roles: Partial<Record<Stage, T>>, stage: Stage): T {
  return roles[stage] ?? roles[LIKE[stage] ?? stage] ?? usual;
}

/**
 * One teacher of several: each stage has its own or `usual`. `check` goes with `verify` and `edit` with `suggest` unless
 * they are named. Its model is that of `respond`, whose words the rows hold.
 */
export function roleTeacher(usual: Teacher, roles: Partial<Record<Stage, Teacher>>): Teacher {
  const of = (stage: Stage): Teacher => ofStage(usual, roles, stage);
  const all = [...new Set(STAGES.map(of))];
  const loads = all.flatMap(({ load }) => load ?? []);
  return {
    get model() {
      return modelOf(of('respond'), 'respond');
    },
    modelFor: (stage) => modelOf(of(stage), stage),
    ...(loads.length === all.length && { load: sumOf(loads) }),
    async open(signal) {
      for (const teacher of all) await teacher.open(signal);
    },
    complete: (request, signal, kept) => of(request.stage).complete(request, signal, kept),
    async close() {
      await Promise.all(all.map((teacher) => teacher.close()));
    },
  };
}

function sumOf(loads: readonly Load[]): Load {
  const sum = (of: (load: Load) => number) => loads.reduce((total, load) => total + of(load), 0);
  return {
    get inFlight() {
      return sum(({ inFlight }) => inFlight);
    },
    get waiting() {
      return sum(({ waiting }) => waiting);
    },
    get capacity() {
      return sum(({ capacity }) => capacity);
    },
    hold() {
      for (const load of loads) load.hold();
    },
  };
}
