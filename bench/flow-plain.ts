/** The same requests in the same chains by a plain loop: no journal, no checks, nothing is kept. */
import { Pool } from 'undici';
import { requestKey } from '../src/teacher/key.ts';
import { createChance } from '../src/teacher/serve/chance.ts';
import type { ServeOptions } from '../src/teacher/serve/serve.ts';
import type { Request } from '../src/teacher/teacher.ts';
import type { Chains } from './flow-engine.ts';
import { stopwatch, type Timing } from './flow-timing.ts';

/** Makes the requests of all documents at once, as far as the number in flight and their chains allow. */
export async function runPlain(
  { url, serve }: { url: string; serve: ServeOptions },
  documents: readonly Chains[],
  inFlight: number,
): Promise<Timing> {
  const { origin, pathname } = new URL(`${url}/chat/completions`);
  const pool = new Pool(origin, { connections: inFlight });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const chance = createChance(serve);
  const watch = stopwatch();
  const turn = turnstile(inFlight);

  async function send(request: Request): Promise<void> {
    const latency = chance.latency(requestKey('bench', request), 0);
    await turn.enter();
    try {
      await watch.time(latency, async () => {
        const reply = await pool.request({ method: 'POST', path: pathname, headers, body: bodyOf(request) });
        const { choices } = JSON.parse(await reply.body.text());
        if (choices[0].finish_reason !== 'stop') throw new Error('The reply is not whole');
      });
    } finally {
      turn.leave();
    }
  }

  async function chain(requests: readonly Request[]): Promise<void> {
    for (const request of requests) await send(request);
  }

  await Promise.all(
    documents.map(async ({ first, rest }) => {
      await send(first);
      await Promise.all(rest.map(chain));
    }),
  );
  const timing = watch.end();
  await pool.destroy();
  return timing;
}

function bodyOf({ messages, schema, sampling: { temperature }, maxTokens }: Request): string {
  const json_schema = { name: 'reply', schema, strict: true };
  const response_format = schema && { type: 'json_schema', json_schema };
  return JSON.stringify({ model: 'bench', messages, temperature, max_tokens: maxTokens, response_format });
}

/** Lets so many in at once, first come first served. */
function turnstile(places: number) {
  const waiting: (() => void)[] = [];
  let free = places;
  return {
    async enter(): Promise<void> {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    leave(): void {
      const next = waiting.shift();
      if (next) next();
      else free++;
    },
  };
}
