/** The two ways of a call that are compared: the whole path of this package, and as little as Node can do. */
import { join } from 'node:path';
import { Pool } from 'undici';
import { ask } from '../src/ask/ask.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import { createCaller } from '../src/teacher/call.ts';
import { openHttpTeacher } from '../src/teacher/http/http-teacher.ts';
import type { Journal, JournalRecord } from '../src/teacher/journal.ts';
import { createMeter } from '../src/teacher/meter.ts';
import type { Call } from './load.ts';
import { FORMAT, messagesOf, type Size } from './sizes.ts';
import { unitOf } from './units.ts';

/** An open path. */
export interface Path {
  call: Call;
  /** Calls sent and not yet durable. */
  inFlight(): number;
  close(): Promise<void>;
}

/** Calls that a unit of 16 seeds makes: so many journal records are held at a time. */
const UNIT_CALLS = 320;
const UNITS = 1000;

/**
 * `ask` on a caller: prompt, key, journal look-up, gate, HTTP teacher, durable append to a real store in `dir`, meter,
 * parse, validate.
 */
export async function wholePath(url: string, size: Size, inFlight: number, dir: string): Promise<Path> {
  const teacher = openHttpTeacher({ url, concurrency: inFlight });
  await teacher.open();
  const store = openSqliteStore(join(dir, 'state.db'));
  const units = Array.from({ length: UNITS }, (_, order) => unitOf(order));
  await store.plan(units);
  const shared = { teacher, meter: createMeter() };
  const callers = new Map<number, ReturnType<typeof createCaller>>();
  const callerOf = (order: number) => {
    const known = callers.get(order);
    if (known) return known;
    callers.delete(order - 2);
    const caller = createCaller({ ...shared, journal: journalOf(units[order]?.id ?? '') });
    callers.set(order, caller);
    return caller;
  };

  function journalOf(unit: string): Journal {
    const records = new Map<string, JournalRecord>();
    return {
      get: (key) => records.get(key),
      async append(record) {
        await store.append(unit, [record]);
        records.set(record.key, record);
      },
    };
  }

  return {
    async call(number) {
      const order = Math.floor(number / UNIT_CALLS) % UNITS;
      const asker = { caller: callerOf(order), order, sampling: () => ({ temperature: 0.7 }), maxTokens: () => 4096 };
      const messages = messagesOf(size, number);
      const asked = await ask(asker, { stage: 'instruct', agent: 'bench', words: '', messages }, FORMAT);
      if ('fault' in asked) throw new Error(`The reply does not fit: ${asked.fault.detail}`);
    },
    inFlight: () => teacher.load?.inFlight ?? 0,
    async close() {
      await teacher.close();
      await store.close();
    },
  };
}

/** `undici.Pool.request` and JSON both ways; nothing is kept, limited or validated. */
export function barePath(url: string, size: Size, inFlight: number): Path {
  const { origin, pathname } = new URL(`${url}/chat/completions`);
  const pool = new Pool(origin, { connections: inFlight });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const json_schema = { name: 'reply', schema: FORMAT.schema, strict: true };
  const response_format = { type: 'json_schema', json_schema };
  return {
    async call(number) {
      const messages = messagesOf(size, number);
      const body = JSON.stringify({ model: 'bench', messages, temperature: 0.7, max_tokens: 4096, response_format });
      const reply = await pool.request({ method: 'POST', path: pathname, headers, body });
      const { choices } = JSON.parse(await reply.body.text());
      if (choices[0].finish_reason !== 'stop') throw new Error('The reply is not whole');
    },
    inFlight: () => pool.stats.running,
    close: () => pool.destroy(),
  };
}
