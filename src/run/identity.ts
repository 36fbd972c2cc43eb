import { z } from 'zod';
import type { Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import type { Skill } from '../skill/skill.ts';
import { ofStage } from '../teacher/roles.ts';
import { modelOf, type Teacher } from '../teacher/teacher.ts';
import { shortHash } from '../text/hash.ts';
import { ROLES } from './role-names.ts';
import type { RunSettings } from './settings.ts';

/**
 * What decides a run's rows. It is fixed when the run folder is begun; another value is refused with the difference
 * shown. Growing settings (more pairs, more seeds) and free ones (endpoint, key, speed, limits) are not in it.
 */
export const Identity = z.record(z.string(), z.string());
export type Identity = z.infer<typeof Identity>;

/** Hashes of the words that a run stands on. */
export interface WordHashes {
  frames: string;
  layouts: string;
  verify: string;
}

/** The models of a run: the one that answers, and those of stages that are asked of another. */
export interface Models {
  model: string;
  stages: Record<string, string>;
}

/** The models that an open teacher asks. */
export function modelsOf(teacher: Pick<Teacher, 'model' | 'modelFor'>): Models {
  const others = ROLES.filter((stage) => modelOf(teacher, stage) !== teacher.model);
  return { model: teacher.model, stages: Object.fromEntries(others.map((stage) => [stage, modelOf(teacher, stage)])) };
}

/** The identity of a run, flat: name to value as text. `screened` is the hash of what its seeds are held against. */
export function identityOf(
  settings: RunSettings,
  skills: readonly Skill[],
  hashes: WordHashes,
  models: Models,
  screened?: string,
): Identity {
  const { draws, chunk } = settings;
  const flat: [string, unknown][] = [
    ['model', models.model],
    ...Object.entries(models.stages).map(([stage, model]) => [`model ${stage}`, model] as [string, unknown]),
    ['run-seed', settings.runSeed],
    ['mix', typeof settings.mix === 'string' ? settings.mix : Object.entries(settings.mix).sort(byName)],
    ['temperature', settings.temperature],
    ['top-p', settings.topP],
    ['test-share', settings.testShare],
    ['holdout', settings.holdout],
    ['extra-body', bodyHash(settings.extraBody)],
    ...roleBodies(settings),
    ...(screened === undefined ? [] : [['benchmarks', screened] as [string, unknown]]),
    ['text-field', settings.textField],
    ['keep-reasoning', settings.keepReasoning],
    ['pairs', settings.pairs === null ? 'one pass' : 'counted'],
    ...Object.entries(draws).map(([name, value]) => [`draws.${name}`, value] as [string, unknown]),
    ['quality', settings.quality],
    ['near-duplicates', settings.nearDuplicates],
    ['secrets', settings.secrets],
    ['pii', settings.pii],
    ['allow-licenses', settings.allowLicenses],
    ...Object.entries(chunk).map(([name, value]) => [`chunk.${name}`, value] as [string, unknown]),
    ['prompts (frames)', hashes.frames],
    ['prompts (layouts)', hashes.layouts],
    ['prompts (verify)', hashes.verify],
    ...skills.map((skill) => [`skill ${skill.id}`, skill.hash] as [string, unknown]),
  ];
  return Object.fromEntries(
    flat.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function byName([a]: [string, number], [b]: [string, number]): number {
  return a < b ? -1 : 1;
}

const NO_BODY = 'none';

/** What goes with every request decides replies too; by its hash, for it may hold what is nobody's business. */
function bodyHash(body: Record<string, unknown>): string {
  return Object.keys(body).length === 0 ? NO_BODY : shortHash(JSON.stringify(body));
}

function roleBodies({ teacher }: RunSettings): [string, unknown][] {
  return ROLES.flatMap((stage) => {
    const role = teacher[stage];
    const body = typeof role === 'object' ? role.extraBody : undefined;
    return body ? [[`extra-body ${stage}`, bodyHash(body)] as [string, unknown]] : [];
  });
}

/** Stages whose calls are sent with another extra body in one run than in the other: the key of a request says nothing of it. */
export function otherBodies(one: Identity, two: Identity): Set<Stage> {
  const bodyOf = (identity: Identity, stage: Stage) => {
    const named = ROLES.map((role) => [role, identity[`extra-body ${role}`]] as const);
    const own = Object.fromEntries(named.flatMap(([role, body]) => (body === undefined ? [] : [[role, body]])));
    return ofStage(identity['extra-body'] ?? NO_BODY, own, stage);
  };
  return new Set(ROLES.filter((stage) => bodyOf(one, stage) !== bodyOf(two, stage)));
}

/** Errors: E_RUN_CHANGED with every difference. */
export function checkIdentity(dir: string, begun: Identity, now: Identity): void {
  const names = [...new Set([...Object.keys(begun), ...Object.keys(now)])];
  const changed = names.filter((name) => begun[name] !== now[name]);
  if (changed.length === 0) return;
  const lines = changed.map((name) => `${name} was ${begun[name] ?? 'absent'}, is ${now[name] ?? 'absent'}`);
  throw new UserError('E_RUN_CHANGED', `Cannot go on with the run in "${dir}": ${lines.join('; ')}`, {
    hint: 'Rows made before would not match rows made now. Put it back as it was, or give another folder to --out.',
  });
}
