import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../../errors.ts';
import { requestKey } from '../key.ts';
import { CallFailure, type Request, type Teacher } from '../teacher.ts';
import { completionBody, readBody, spoil } from './body.ts';
import { createChance } from './chance.ts';
import type { Fault, ServeOptions, ServeStats } from './options.ts';
import { createWaits } from './waits.ts';
import { collect, fail, reset, send, tooMany } from './wire.ts';

/** The part of a served teacher that answers completions. */
export interface Completions {
  take(req: IncomingMessage, res: ServerResponse): void;
  stats(): ServeStats;
  setCapacity(capacity: number): void;
  /** Forgets the answers that are still waiting. */
  clear(): void;
}

/** Answers completions as the options say; `paid` is told of each answer that went out whole with 200. */
export function createCompletions(
  teacher: Teacher,
  options: ServeOptions,
  paid: (key: string, fault: Fault | null) => void,
): Completions {
  const { latency = 0, hangMs = 600_000 } = options;
  let { capacity = Number.POSITIVE_INFINITY } = options;
  const counts = { requests: 0, answered: 0, inFlight: 0, maxInFlight: 0 };
  const faults: Record<string, number> = {};
  const perKey = new Map<string, number>();
  const arrivals = new Map<string, number>();
  const waits = createWaits();
  const chance = createChance(options);
  const canned = options.canned === undefined ? null : cannedBody(teacher.model, options.canned);
  const count = (name: string) => {
    faults[name] = (faults[name] ?? 0) + 1;
  };

  function takeCanned(req: IncomingMessage, res: ServerResponse, body: Buffer): void {
    req.resume();
    waits.after(chance.latency('canned', counts.requests), () => {
      counts.answered++;
      send(res, 200, body);
    });
  }

  async function answer(body: string, res: ServerResponse): Promise<void> {
    const read = readBody(body);
    if ('problem' in read) return fail(res, 400, read.problem, 'invalid_request_error');
    const { model, request } = read;
    if (model !== teacher.model) return fail(res, 404, `The model "${model}" does not exist`, 'model_not_found');
    const key = requestKey(teacher.model, request);
    const nth = arrivals.get(key) ?? 0;
    arrivals.set(key, nth + 1);
    const drawn = chance.fault(key, nth);
    const fault = drawn === 'broken-json' && !request.schema ? null : drawn;
    if (fault !== null) count(fault);
    if (fault === '429') return tooMany(res, latency);
    if (fault === '503') return fail(res, 503, 'Overloaded', 'overloaded');
    if (fault === 'hang') return waits.after(hangMs, () => res.socket?.resetAndDestroy());
    const text = fault === '500' ? '' : await reply(request, fault);
    waits.after(chance.latency(key, nth), () => {
      if (fault === '500') return fail(res, 500, 'Something went wrong', 'server_error');
      if (fault === 'reset') return reset(res, text, chance.midway(key, nth));
      res.once('finish', () => finished(key, fault));
      send(res, 200, text);
    });
  }

  async function reply(request: Request, fault: Fault | null): Promise<string> {
    const given = await teacher.complete(request);
    return completionBody(teacher.model, spoil(given, fault));
  }

  function finished(key: string, fault: Fault | null): void {
    counts.answered++;
    perKey.set(key, (perKey.get(key) ?? 0) + 1);
    paid(key, fault);
  }

  return {
    take(req, res) {
      counts.requests++;
      if (counts.inFlight >= capacity) {
        count('capacity');
        req.resume();
        return tooMany(res, latency);
      }
      counts.maxInFlight = Math.max(counts.maxInFlight, ++counts.inFlight);
      res.once('close', () => counts.inFlight--);
      if (canned) return takeCanned(req, res, canned);
      collect(req, (body) => void answer(body, res).catch((error: unknown) => refuse(res, error)));
    },
    stats: () => ({ ...counts, faults: { ...faults }, perKey }),
    setCapacity(most) {
      capacity = most;
    },
    clear: () => waits.clear(),
  };
}

function refuse(res: ServerResponse, error: unknown): void {
  const code = { 'too-long': 'context_length_exceeded', filtered: 'content_filter' };
  if (error instanceof CallFailure) fail(res, 400, error.message, code[error.reason]);
  else fail(res, 500, messageOf(error), 'server_error');
}

function cannedBody(model: string, canned: number | string): Buffer {
  const text = typeof canned === 'string' ? canned : 'It is so. '.repeat(Math.ceil(canned / 10)).slice(0, canned);
  const usage = { promptTokens: 500, cachedTokens: 0, completionTokens: Math.ceil(text.length / 4) };
  return Buffer.from(completionBody(model, { text, finish: 'stop', usage }));
}
