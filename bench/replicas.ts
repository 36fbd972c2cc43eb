/**
 * What routing by seed saves: the calls of a real run, replayed over replicas whose prefix caches are simulated block by
 * block, as vLLM and SGLang keep them.
 */

import { hash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { generate } from '../src/run/generate.ts';
import { RunSettings } from '../src/run/settings.ts';
import type { Backend } from '../src/teacher/backend.ts';
import { gatedTeacher } from '../src/teacher/gated/gated-teacher.ts';
import { rehearsalTeacher } from '../src/teacher/rehearsal/rehearsal.ts';
import type { Reply, Request } from '../src/teacher/teacher.ts';
import { draw } from '../src/text/draw.ts';
import { inFolder } from './start.ts';
import type { Bench } from './table.ts';

const REPLICAS = 4;
const CONCURRENCY = 64;
/** Tokens of a block (vLLM's usual size); a token is taken as four characters. */
const BLOCK = 16;
const CHARACTERS = 4;
const SEEDS = 96;

/** How a replica is chosen. */
type Routing = 'by seed, bounded loads' | 'in turn' | 'at random';

export const bench: Bench = async () => {
  const rows: string[][] = [];
  for (const room of [20_000, 100_000]) {
    rows.push(await row('one replica', 'in turn', 1, room));
    for (const routing of ['by seed, bounded loads', 'in turn', 'at random'] as const) {
      rows.push(await row(`${REPLICAS} replicas`, routing, REPLICAS, room));
    }
  }
  return {
    said:
      `Share of prompt tokens found in a simulated prefix cache (blocks of ${BLOCK} tokens, each known by all before it; ` +
      `least recently used ones go) in a run of all skills over the bundled documents, ${CONCURRENCY} calls at once for ` +
      'each replica. The load column is the most calls that a replica had at once, against the mean of all.',
    columns: ['replicas', 'routing', 'cache of each, tokens', 'prompt tokens', 'cached', 'most load / mean'],
    rows,
  };
};

/** A prefix cache of so many tokens. */
function prefixCache(room: number) {
  const blocks = new Map<string, true>();
  const most = Math.floor(room / BLOCK);
  return (text: string): { tokens: number; cached: number } => {
    const size = BLOCK * CHARACTERS;
    let [chain, cached, hitting] = ['', 0, true];
    const whole = Math.floor(text.length / size);
    for (let at = 0; at < whole; at++) {
      chain = hash('sha1', chain + text.slice(at * size, (at + 1) * size), 'base64');
      hitting &&= blocks.delete(chain);
      if (hitting) cached += BLOCK;
      blocks.delete(chain);
      blocks.set(chain, true);
      if (blocks.size > most) blocks.delete(blocks.keys().next().value ?? '');
    }
    return { tokens: Math.ceil(text.length / CHARACTERS), cached };
  };
}

async function row(name: string, routing: Routing, replicas: number, room: number): Promise<string[]> {
  const random = draw('replicas bench');
  const loads = Array.from({ length: replicas }, () => ({ now: 0, most: 0 }));
  const [tokens, cached] = [{ sum: 0 }, { sum: 0 }];
  const rehearsal = rehearsalTeacher();
  const backends = loads.map((load, at): Backend => {
    const cache = prefixCache(room);
    return {
      name: `replica ${at}`,
      model: rehearsal.model,
      capacity: { fixed: CONCURRENCY },
      open: () => rehearsal.open(),
      close: async () => {},
      async attempt(request) {
        load.most = Math.max(load.most, ++load.now);
        const seen = cache(request.messages.map(({ role, content }) => `${role}\n${content}\n`).join(''));
        tokens.sum += seen.tokens;
        cached.sum += seen.cached;
        const reply: Reply = await rehearsal.complete(request);
        await pass(2 + random.next() * 4);
        load.now--;
        return { reply };
      },
    };
  });
  const teacher = gatedTeacher(backends);
  let turn = 0;
  const affinityOf = (): Partial<Request> =>
    routing === 'by seed, bounded loads'
      ? {}
      : { affinity: routing === 'in turn' ? `turn ${turn++}` : `random ${random.next()}` };
  await inFolder(async (dir) => {
    const settings = RunSettings.parse({
      seeds: [join(import.meta.dirname, '..', 'examples', 'seeds')],
      ...{ out: join(dir, 'run'), maxSeeds: SEEDS },
    });
    const never = new AbortController().signal;
    const routed = {
      get model() {
        return teacher.model;
      },
      ...(teacher.load && { load: teacher.load }),
      open: (signal?: AbortSignal) => teacher.open(signal),
      close: () => teacher.close(),
      complete: (request: Request, signal?: AbortSignal, kept?: Promise<unknown>) =>
        teacher.complete({ ...request, ...affinityOf() }, signal, kept),
    };
    const parts = { command: 'bench', version: '0', now: () => new Date(), watch: () => {}, stop: never, abort: never };
    const ended = await generate({ ...parts, settings, teacher: routed });
    if (ended.state !== 'done') throw new Error(`The run ended as ${ended.state}`);
  });
  await teacher.close();
  const most = Math.max(...loads.map((load) => load.most));
  const mean = loads.reduce((sum, load) => sum + load.most, 0) / loads.length;
  return [
    name,
    replicas === 1 ? '' : routing,
    room.toLocaleString('en'),
    tokens.sum.toLocaleString('en'),
    `${((100 * cached.sum) / tokens.sum).toFixed(1)} %`,
    replicas === 1 ? '' : (most / mean).toFixed(2),
  ];
}
