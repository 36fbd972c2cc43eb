/** The flow by the real engine: a run folder, its store, planner and workers, the skill `chain`, the HTTP teacher. */
import { join } from 'node:path';
import { generate } from '../src/run/generate.ts';
import { RunSettings } from '../src/run/settings.ts';
import { readObject } from '../src/store/objects.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import { openHttpTeacher } from '../src/teacher/http/http-teacher.ts';
import { requestKey } from '../src/teacher/key.ts';
import { createChance } from '../src/teacher/serve/chance.ts';
import type { ServeOptions } from '../src/teacher/serve/serve.ts';
import type { Request, Teacher } from '../src/teacher/teacher.ts';
import { stopwatch, type Timing } from './flow-timing.ts';

/** The requests of a document: what all its chains begin with, and each chain's own. */
export interface Chains {
  first: Request;
  rest: Request[][];
}

const LONGEST = 60_000;

/** Works all seeds of a folder; gives the time that took and the requests that were made, by document. */
export async function runEngine(
  { url, serve }: { url: string; serve: ServeOptions },
  seeds: string,
  out: string,
  inFlight: number,
): Promise<{ timing: Timing; documents: Chains[] }> {
  const watch = stopwatch();
  const chance = createChance(serve);
  const requests = new Map<string, Request>();
  const teacher = openHttpTeacher({ url, concurrency: inFlight });
  const timed: Teacher = {
    get model() {
      return teacher.model;
    },
    ...(teacher.load && { load: teacher.load }),
    open: (signal) => teacher.open(signal),
    close: () => teacher.close(),
    complete(request, signal, kept) {
      const key = requestKey(teacher.model, request);
      requests.set(key, request);
      return watch.time(chance.latency(key, 0), () => teacher.complete(request, signal, kept));
    },
  };
  const settings = RunSettings.parse({
    seeds: [seeds],
    quality: 'off',
    out,
    skills: ['chain'],
    skillsDirs: [join(import.meta.dirname, 'skills')],
    teacher: url,
    concurrency: inFlight,
    draws: { types: 3, items: 1, refine: 0 },
  });
  const late = AbortSignal.timeout(LONGEST);
  const parts = { command: 'bench', version: '0', now: () => new Date(), watch: () => {} };
  const ended = await generate({ ...parts, settings, teacher: timed, stop: late, abort: late });
  const timing = watch.end();
  await teacher.close();
  if (ended.state !== 'done') throw new Error(`The run ended as ${ended.state}`);
  return { timing, documents: await chainsOf(out, requests) };
}

/** The requests of a finished run, as its pairs' lineage has them. */
async function chainsOf(out: string, requests: ReadonlyMap<string, Request>): Promise<Chains[]> {
  const store = openSqliteStore(join(out, 'state.db'), { readOnly: true });
  const documents = new Map<string, Chains>();
  for (const { object } of await store.manifest()) {
    for await (const line of readObject(out, object)) {
      const { record, lineage } = line as {
        record: string;
        lineage: { seed: { id: string }; calls: { key: string }[] };
      };
      if (record !== 'pair') continue;
      const [first, ...rest] = lineage.calls.flatMap(({ key }) => requests.get(key) ?? []);
      if (!first) throw new Error('A pair without calls');
      const known = documents.get(lineage.seed.id) ?? { first, rest: [] };
      documents.set(lineage.seed.id, { first, rest: [...known.rest, rest] });
    }
  }
  await store.close();
  return [...documents.values()];
}
