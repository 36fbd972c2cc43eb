import type { Dispatcher } from 'undici';
import { UserError } from '../../errors.ts';
import type { Attempted, Backend, Capacity, Fault } from '../backend.ts';
import { Call, unwatch, watch } from '../call-signal.ts';
import { gaveUp, type Pace, persist, REAL_PACE } from '../gated/persist.ts';
import { statedWait } from '../stated-wait.ts';
import type { Request } from '../teacher.ts';
import { type BodyWriter, createBodyWriter, FULL_WIRE, lowerWire, type Wire } from './body.ts';
import { type Endpoint, endpointOf } from './endpoint.ts';
import { type Answer, send } from './exchange.ts';
import { chooseModel, learnCapacity, modelsIn, USUAL_CAPACITY } from './learn.ts';
import { networkVerdict } from './network.ts';
import type { HttpBackendOptions } from './options.ts';
import { isStream, parseReply, statusInside } from './reply.ts';
import { statedLimits } from './stated-limits.ts';
import { openTransport, type Transport } from './transport.ts';
import { type Refusal, requestFailure, streamed, verdictOf } from './verdict.ts';
import { wordsOf } from './words.ts';

const TIMEOUT = 600_000;
const OPENING_PATIENCE = 30_000;
const PROBE_TIMEOUT = 2000;
const USUAL_CONNECTIONS = 4096;
const CLOSED = 'The teacher was closed';
const FORMS: Record<Wire['format'], string> = {
  strict: 'a strict JSON schema',
  loose: 'a JSON schema',
  object: 'any JSON object',
  none: 'the words of the prompt',
};
const NOT_LISTED = new Set([404, 405, 501]);

/**
 * An OpenAI-compatible `/chat/completions`. What the endpoint does not take (strict schemas, schemas, `max_tokens`, a
 * temperature) is found out by its complaints and, once it was answered without, left out from then on. No secret is ever in an error. Throws
 * UserError (E_USAGE, E_CONFIG, E_TEACHER_AUTH) on options that cannot be sent.
 */
export function httpBackend(options: HttpBackendOptions): Backend {
  return new HttpBackend(options);
}

class HttpBackend implements Backend {
  readonly name: string;
  model: string;
  capacity: Capacity;
  readonly #options: HttpBackendOptions;
  readonly #endpoint: Endpoint;
  readonly #dispatcher: Dispatcher;
  readonly #pace: Pace;
  readonly #timeout: number;
  readonly #write: BodyWriter;
  readonly #completions: Omit<Dispatcher.DispatchOptions, 'body'>;
  #wire: Wire = FULL_WIRE;
  #closed = false;

  constructor(options: HttpBackendOptions) {
    const { timeout = TIMEOUT, connectTimeout = 10_000, concurrency, ca, proxies } = options;
    const connections = concurrency ?? USUAL_CONNECTIONS;
    const open = (origin: string) => openTransport(origin, { connections, connectTimeout, ca, proxies });
    const { endpoint, dispatcher } = reach(options, open);
    this.#options = options;
    this.#endpoint = endpoint;
    this.name = endpoint.where;
    this.model = options.model ?? '';
    this.capacity = concurrency === undefined ? { start: USUAL_CAPACITY } : { fixed: concurrency };
    this.#timeout = timeout;
    this.#pace = options.pace ?? REAL_PACE;
    this.#write = createBodyWriter(options.extraBody);
    const path = `${endpoint.path}/chat/completions${endpoint.search}`;
    this.#completions = {
      origin: endpoint.origin,
      method: 'POST',
      path,
      headers: [...endpoint.headers, 'content-type', 'application/json'],
    };
    this.#dispatcher = dispatcher;
  }

  get form(): string {
    return FORMS[this.#wire.format];
  }

  async open(signal?: AbortSignal): Promise<void> {
    const call = new Call();
    if (signal) watch(signal, call);
    try {
      call.check();
      const served = await this.#listModels(call);
      this.model = chooseModel(this.#options.model, served, this.#endpoint);
      if (this.#options.concurrency !== undefined) return;
      this.capacity = await learnCapacity((path) => this.#probe(call, path));
    } finally {
      if (signal) unwatch(signal, call);
    }
  }

  async attempt(request: Request, call: Call, left: number): Promise<Attempted> {
    const begun = this.#wire;
    for (let wire = begun; ; ) {
      const answer = await this.#outcome(call, this.#post(call, request, wire, left), false);
      if (!('text' in answer)) return answer;
      const limits = statedLimits(answer.headers);
      const reply = answer.status === 200 ? parseReply(answer.text) : null;
      if (reply) {
        if (this.#wire === begun) this.#wire = wire;
        return { reply, limits };
      }
      if (isStream(answer)) throw streamed(this.#endpoint);
      const refusal = this.#refusalIn(answer);
      const failure = requestFailure(refusal, request, this.#endpoint);
      if (failure) throw failure;
      const lower = lowerWire(wire, request, refusal.status, refusal.words.all);
      if (!lower) return { ...this.#judge(refusal), limits };
      wire = lower;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#dispatcher.destroy();
  }

  async #listModels(call: Call): Promise<string[] | null> {
    const { path } = this.#endpoint;
    const attempt = async (left: number) => {
      const answer = await this.#outcome(call, this.#get(call, `${path}/models`, left), true);
      if (!('text' in answer)) return answer;
      if (answer.status === 200) return { value: modelsIn(answer.text, this.#endpoint) };
      return NOT_LISTED.has(answer.status) ? { value: null } : this.#judge(this.#refusalIn(answer));
    };
    const patience = Math.min(OPENING_PATIENCE, this.#options.patience ?? OPENING_PATIENCE);
    return persist(call, this.#pace, patience, attempt, (words) => gaveUp(this.name, words));
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
    return send(this.#dispatcher, call, options, Math.min(this.#timeout, left));
  }

  #get(call: Call, path: string, left: number): Promise<Answer> {
    const { origin, search, headers } = this.#endpoint;
    const options: Dispatcher.DispatchOptions = { origin, method: 'GET', path: path + search, headers: [...headers] };
    return send(this.#dispatcher, call, options, Math.min(this.#timeout, left));
  }

  async #outcome(call: Call, sent: Promise<Answer>, opening: boolean): Promise<Answer | Fault> {
    try {
      return await sent;
    } catch (error) {
      call.check();
      if (this.#closed) throw new Error(CLOSED);
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
      said: `it answers ${status}${success ? ' without a completion' : sentOn(headers.location)}: ${words.shown}`,
      words,
      waitMs: statedWait(headers),
    };
  }

  #judge(refusal: Refusal): Fault {
    const verdict = verdictOf(refusal, this.#endpoint, this.model);
    if (verdict instanceof UserError) throw verdict;
    return verdict;
  }
}

/** Where a redirection leads, by its host alone: what follows may hold a secret. */
function sentOn(location: string | undefined): string {
  const to = location !== undefined && URL.canParse(location) ? new URL(location) : null;
  return to?.host ? ` and sends on to ${to.protocol}//${to.host}` : '';
}

/** The endpoint with its connections; the proxy's login is among what must not be said of it. */
function reach(
  options: HttpBackendOptions,
  open: (origin: string) => Transport,
): { endpoint: Endpoint; dispatcher: Dispatcher } {
  const transport = open(endpointOf(options).origin);
  return { endpoint: endpointOf(options, transport), dispatcher: transport.dispatcher };
}
