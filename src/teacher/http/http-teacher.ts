import { setTimeout as sleepFor } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { UserError } from '../../errors.ts';
import type { Reply, Request, Teacher } from '../teacher.ts';
import { type BodyWriter, createBodyWriter, FULL_WIRE, lowerWire, type Wire } from './body.ts';
import { Call, unwatch, watch } from './call.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import { type Answer, send } from './exchange.ts';
import { chooseModel, learnCapacity, modelsIn, USUAL_CAPACITY } from './learn.ts';
import { networkVerdict } from './network.ts';
import type { HttpTeacherOptions } from './options.ts';
import { type Pace, persist, statedWait } from './persist.ts';
import { parseReply, statusInside } from './reply.ts';
import { type Fault, type Refusal, requestFailure, verdictOf } from './verdict.ts';
import { wordsOf } from './words.ts';

const TIMEOUT = 600_000;
const PATIENCE = 900_000;
const OPENING_PATIENCE = 30_000;
const PROBE_TIMEOUT = 2000;
const USUAL_CONNECTIONS = 1024;
const MOST_CONNECTIONS = 65_535;
const MOST_BYTES = 32 * 2 ** 20;
const CLOSED = 'The teacher was closed';
const NOT_LISTED = new Set([404, 405, 501]);
const COMPLAINTS = new Set([400, 422, 500, 501]);

/**
 * A teacher behind an OpenAI-compatible `/chat/completions`. What the endpoint does not take (strict schemas, schemas,
 * `max_tokens`, a temperature) is found out by its complaints, once, and left out from then on. No secret is ever in an
 * error. Throws UserError (E_USAGE, E_CONFIG, E_TEACHER_AUTH) on options that cannot be sent.
 */
export function openHttpTeacher(options: HttpTeacherOptions): Teacher {
  return new HttpTeacher(options);
}

class HttpTeacher implements Teacher {
  model: string;
  capacity: number;
  readonly #options: HttpTeacherOptions;
  readonly #endpoint: Endpoint;
  readonly #pool: Pool;
  readonly #pace: Pace;
  readonly #timeout: number;
  readonly #patience: number;
  readonly #write: BodyWriter;
  readonly #completions: Omit<Dispatcher.DispatchOptions, 'body'>;
  readonly #calls = new Set<Call>();
  #wire: Wire = FULL_WIRE;
  #closed = false;

  constructor(options: HttpTeacherOptions) {
    const endpoint = endpointOf(options);
    const { timeout = TIMEOUT, connectTimeout = 10_000, concurrency } = options;
    this.#options = options;
    this.#endpoint = endpoint;
    this.model = options.model ?? '';
    this.capacity = concurrency ?? USUAL_CAPACITY;
    this.#timeout = timeout;
    this.#patience = options.patience ?? Math.max(PATIENCE, timeout * 1.5);
    this.#pace = {
      clock: options.clock ?? (() => performance.now()),
      sleep: options.sleep ?? ((ms, signal) => sleepFor(ms, undefined, { signal })),
      random: options.random ?? Math.random,
      onRetry: options.onRetry,
    };
    this.#write = createBodyWriter(options.extraBody);
    const path = `${endpoint.path}/chat/completions${endpoint.search}`;
    this.#completions = { method: 'POST', path, headers: [...endpoint.headers, 'content-type', 'application/json'] };
    this.#pool = new Pool(endpoint.origin, {
      connections: Math.min(concurrency ?? USUAL_CONNECTIONS, MOST_CONNECTIONS),
      pipelining: 1,
      allowH2: false,
      connectTimeout,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: MOST_BYTES,
    });
  }

  async open(signal?: AbortSignal): Promise<void> {
    const served = await this.#as(signal, (call) => this.#listModels(call));
    this.model = chooseModel(this.#options.model, served, this.#endpoint);
    if (this.#options.concurrency !== undefined) return;
    this.capacity = await learnCapacity((path) => this.#as(signal, (call) => this.#probe(call, path)));
  }

  complete(request: Request, signal?: AbortSignal): Promise<Reply> {
    return this.#as(signal, (call) => {
      const attempt = (left: number) => this.#ask(call, request, left);
      return persist(call, this.#pace, this.#patience, attempt, (words) => this.#gaveUp(words));
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const call of this.#calls) call.stop(new Error(CLOSED));
    await this.#pool.destroy();
  }

  async #as<T>(signal: AbortSignal | undefined, work: (call: Call) => Promise<T>): Promise<T> {
    const call = new Call();
    this.#calls.add(call);
    if (signal) watch(signal, call);
    try {
      call.check();
      if (this.#closed) throw new Error(CLOSED);
      return await work(call);
    } finally {
      this.#calls.delete(call);
      if (signal) unwatch(signal, call);
    }
  }

  async #ask(call: Call, request: Request, left: number): Promise<{ value: Reply } | Fault> {
    for (;;) {
      const wire = this.#wire;
      const answer = await this.#outcome(call, this.#post(call, request, wire, left), false);
      if (!('text' in answer)) return answer;
      const reply = answer.status === 200 ? parseReply(answer.text) : null;
      if (reply) return { value: reply };
      const refusal = this.#refusalIn(answer);
      const failure = requestFailure(refusal, request, this.#endpoint);
      if (failure) throw failure;
      const lower = COMPLAINTS.has(refusal.status) ? lowerWire(wire, request, refusal.words.all) : null;
      if (!lower) return this.#judge(refusal);
      if (this.#wire === wire) this.#wire = lower;
    }
  }

  async #listModels(call: Call): Promise<string[] | null> {
    const { path } = this.#endpoint;
    const patience = Math.min(OPENING_PATIENCE, this.#patience);
    const attempt = async (left: number) => {
      const answer = await this.#outcome(call, this.#get(call, `${path}/models`, left), true);
      if (!('text' in answer)) return answer;
      if (answer.status === 200) return { value: modelsIn(answer.text, this.#endpoint) };
      return NOT_LISTED.has(answer.status) ? { value: null } : this.#judge(this.#refusalIn(answer));
    };
    return persist(call, this.#pace, patience, attempt, (words) => this.#gaveUp(words));
  }

  async #probe(call: Call, path: string): Promise<string | null> {
    try {
      const answer = await this.#get(call, this.#endpoint.root + path, PROBE_TIMEOUT);
      return answer.status === 200 ? answer.text : null;
    } catch {
      call.check();
      return null;
    }
  }

  /** Not async: a suspended function would hold the text of the body beside the bytes that undici holds. */
  #post(call: Call, request: Request, wire: Wire, left: number): Promise<Answer> {
    const options = { ...this.#completions, body: this.#write(this.model, request, wire) };
    return send(this.#pool, call, options, Math.min(this.#timeout, left));
  }

  #get(call: Call, path: string, left: number): Promise<Answer> {
    const { search, headers } = this.#endpoint;
    const options: Dispatcher.DispatchOptions = { method: 'GET', path: path + search, headers: [...headers] };
    return send(this.#pool, call, options, Math.min(this.#timeout, left));
  }

  async #outcome(call: Call, sent: Promise<Answer>, opening: boolean): Promise<Answer | Fault> {
    try {
      return await sent;
    } catch (error) {
      call.check();
      const verdict = networkVerdict(error, this.#endpoint, opening);
      if (verdict instanceof UserError) throw verdict;
      return verdict;
    }
  }

  /** A 200 without a completion counts as 502, unless the gateway says otherwise in the body. */
  #refusalIn(answer: Answer): Refusal {
    const { status, text, headers } = answer;
    const words = wordsOf(text, this.#endpoint.redact);
    const success = status >= 200 && status < 300;
    return {
      status: success ? (statusInside(text) ?? 502) : status,
      said: `it answers ${status}${success ? ' without a completion' : ''}: ${words.shown}`,
      words,
      waitMs: statedWait(headers),
    };
  }

  #judge(refusal: Refusal): Fault {
    const verdict = verdictOf(refusal, this.#endpoint, this.model);
    if (verdict instanceof UserError) throw verdict;
    return verdict;
  }

  #gaveUp(words: string): UserError {
    return new UserError('E_TEACHER', `Cannot get an answer from "${this.#endpoint.origin}": ${words}`, {
      hint: 'Look whether the teacher is up and how many requests it allows, then run the same command again.',
    });
  }
}
