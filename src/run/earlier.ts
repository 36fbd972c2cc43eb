import { resolve } from 'node:path';
import type { Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import { readObject } from '../store/objects.ts';
import { JournalRecord } from '../store/shapes.ts';
import type { Store, Unit, UnitObject } from '../store/store.ts';
import type { JournalRecord as RecordOf } from '../teacher/journal.ts';
import { type Identity, otherBodies } from './identity.ts';
import { openForReading } from './status.ts';

/** Replies of earlier runs, for `--reuse` and `--fork`. */
export interface Earlier {
  /**
   * All replies of units that share a seed with this one, by key; of the first run that has the key. Without those of
   * stages that were asked with another extra body.
   */
  records(unit: Pick<Unit, 'skill' | 'seeds'>): Promise<Map<string, RecordOf>>;
  close(): Promise<void>;
}

type Place = { dir: string; object: UnitObject } | { store: Store; unit: string };
type Source = Place & { not: ReadonlySet<Stage> };

/** Units whose replies are held at once, for neighbours that share them. */
const HELD = 8;

/**
 * Opens earlier runs, finished or not, without a trace in them. Errors: E_RUN_UNKNOWN where a folder holds no run,
 * E_USAGE for the run's own folder. Null where there are none. `own` is the identity of the run that uses them.
 */
export async function openEarlier(dirs: readonly string[], out: string, own: Identity): Promise<Earlier | null> {
  if (dirs.length === 0) return null;
  const places = new Map<string, Set<Source>>();
  const stores: Store[] = [];
  const note = (unit: Unit, source: Source) => {
    for (const seed of unit.seeds) {
      const place = `${unit.skill} ${seed}`;
      places.set(place, (places.get(place) ?? new Set()).add(source));
    }
  };
  for (const dir of dirs) {
    if (resolve(dir) === resolve(out)) throw ownFolder(dir);
    const { store, file } = await openForReading(dir, null);
    stores.push(store);
    const not = otherBodies(file.identity, own);
    const committed = new Set<string>();
    for (const { unit, object, reopened } of await store.manifest()) {
      if (reopened) continue;
      committed.add(unit.id);
      note(unit, { dir, object, not });
    }
    for (const unit of await store.units()) if (!committed.has(unit.id)) note(unit, { store, unit: unit.id, not });
  }
  const held = new Map<Source, Promise<RecordOf[]>>();
  const read = (source: Source): Promise<RecordOf[]> => {
    const known = held.get(source) ?? recordsOf(source);
    held.delete(source);
    held.set(source, known);
    for (const oldest of held.keys()) if (held.size > HELD) held.delete(oldest);
    return known;
  };
  return {
    async records({ skill, seeds }) {
      const sources = new Set(seeds.flatMap((seed) => [...(places.get(`${skill} ${seed}`) ?? [])]));
      const found = new Map<string, RecordOf>();
      for (const source of sources)
        for (const record of await read(source)) if (!found.has(record.key)) found.set(record.key, record);
      return found;
    },
    async close() {
      for (const store of stores) await store.close();
    },
  };
}

async function recordsOf(source: Source): Promise<RecordOf[]> {
  return (await allOf(source)).filter(({ stage }) => !source.not.has(stage));
}

async function allOf(source: Place): Promise<RecordOf[]> {
  if ('store' in source) return source.store.readJournal(source.unit);
  const records: RecordOf[] = [];
  for await (const line of readObject(source.dir, source.object)) {
    const record = callIn(line);
    if (record) records.push(record);
  }
  return records;
}

/** The call in a line of a unit's object; undefined for pairs and drops. */
export function callIn(line: unknown): RecordOf | undefined {
  if (typeof line !== 'object' || line === null || !('record' in line) || line.record !== 'call') return undefined;
  const { record: _, ...call } = line;
  return JournalRecord.parse(call);
}

function ownFolder(dir: string): UserError {
  return new UserError('E_USAGE', `Cannot reuse "${dir}": it is the folder of this run`, {
    hint: 'A run goes on with its own replies by itself. Give another folder to --out.',
  });
}
