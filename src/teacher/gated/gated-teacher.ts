import { messageOf, UserError } from '../../errors.ts';
import type { Attempted, Backend, Fault } from '../backend.ts';
import { Call, unwatch, watch } from '../call-signal.ts';
import type { Pass } from '../limits/gate.ts';
import { CallFailure, type Load, type Reply, type Request, type Teacher } from '../teacher.ts';
import { gaveUp, type Pace, REAL_PACE, rest, waitAfter, wordsOfEnd } from './persist.ts';
import { createReplicas, type Replica, type Replicas } from './replicas.ts';
import { type Every, keepVigil } from './vigil.ts';

const PATIENCE = 900_000;
const CLOSED = 'The teacher was closed';

/** How a {@link gatedTeacher} waits. Times in milliseconds. */
export interface GatedOptions extends Partial<Pace> {
  /** For one call with all its attempts and the waits between them, the queue left out; what lasts longer pauses the run. Default 900,000. */
  patience: number;
  /** Budgets of each endpoint, where the user knows them; what it states itself is kept to as well. */
  requestsPerMinute?: number | null;
  tokensPerMinute?: number | null;
  /** Is told of endpoints that are left out while others go on, and of those that give no answer. */
  tell?: ((words: string) => void) | undefined;
  /** How the look for silent endpoints comes round. */
  every?: Every;
}

/**
 * A teacher of one or more endpoints with the same model. Each has limits of its own (`limits/`), found as calls go;
 * requests of one `affinity` go to the same one while it has room. Passing faults are tried again after a wait, at
 * another endpoint where there is one; a wait holds no place. Errors: E_TEACHER once an endpoint has failed for longer
 * than `patience`, and those of the backends.
 */
export function gatedTeacher(backends: readonly Backend[], options: Partial<GatedOptions> = {}): Teacher {
  return new GatedTeacher(backends, options);
}

class GatedTeacher implements Teacher {
  readonly load: Load;
  readonly #replicas: Replicas;
  readonly #patience: number;
  readonly #pace: Pace;
  readonly #calls = new Set<Call>();
  readonly #tell: GatedOptions['tell'];
  readonly #every: Every | undefined;
  #endVigil: (() => void) | null = null;
  #closed = false;

  constructor(backends: readonly Backend[], { patience = PATIENCE, ...options }: Partial<GatedOptions>) {
    this.#patience = patience;
    this.#pace = { ...REAL_PACE, ...options };
    this.#replicas = createReplicas(backends, { ...options, pace: this.#pace });
    this.load = this.#replicas.load;
    this.#tell = options.tell;
    this.#every = options.every;
  }

  get model(): string {
    return this.#replicas.model;
  }

  open(signal?: AbortSignal): Promise<void> {
    const { clock } = this.#pace;
    if (this.#tell) this.#endVigil ??= keepVigil(this.#replicas.all, { clock, tell: this.#tell, every: this.#every });
    return this.#replicas.open(signal);
  }

  async complete(request: Request, signal?: AbortSignal, kept?: Promise<unknown>): Promise<Reply> {
    const call = new Call();
    this.#calls.add(call);
    if (signal) watch(signal, call);
    try {
      call.check();
      if (this.#closed) throw new Error(CLOSED);
      return await this.#answer(call, request, kept);
    } finally {
      this.#calls.delete(call);
      if (signal) unwatch(signal, call);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#endVigil?.();
    for (const call of this.#calls) call.stop(new Error(CLOSED));
    await this.#replicas.close();
  }

  async #answer(call: Call, request: Request, kept: Promise<unknown> | undefined): Promise<Reply> {
    const tokens = tokensOf(request);
    let start = Number.NaN;
    let last: Replica | null = null;
    for (let tries = 1; ; tries++) {
      const replica: Replica = this.#replicas.choose(request, last);
      replica.turnedTo();
      try {
        const queued = this.#pace.clock();
        const pass = await replica.gate.enter(request, tokens, call);
        const entered = this.#pace.clock();
        start = tries === 1 ? entered : start + (entered - queued);
        const attempted = await this.#attempt(replica, pass, request, call, start);
        if ('reply' in attempted) {
          if (kept) kept.then(pass.release, pass.release);
          else pass.release();
          return attempted.reply;
        }
        pass.release();
        last = replica;
        await this.#wait(call, replica, attempted, tries, start);
      } finally {
        replica.left();
      }
    }
  }

  async #attempt(replica: Replica, pass: Pass, request: Request, call: Call, start: number): Promise<Attempted> {
    const { backend } = replica;
    try {
      const attempted = await backend.attempt(request, call, this.#patience - (this.#pace.clock() - start));
      const { limits } = attempted;
      if ('reply' in attempted) {
        const { usage } = attempted.reply;
        pass.ended(null, { tokens: usage && usage.promptTokens + usage.completionTokens, limits });
        replica.answered();
      } else pass.ended(attempted, { limits });
      return attempted;
    } catch (error) {
      const answered = !call.stopped && (error instanceof UserError || error instanceof CallFailure);
      pass.ended(answered ? null : 'calledOff');
      const out = error instanceof UserError && this.#replicas.takeOut(replica, error);
      if (out) return { status: null, words: messageOf(error), waitMs: 0 };
      pass.release();
      if (error instanceof CallFailure) replica.answered();
      throw error;
    }
  }

  async #wait(call: Call, replica: Replica, fault: Fault, tries: number, start: number): Promise<void> {
    const { clock, random, onRetry } = this.#pace;
    replica.fault = fault;
    const down = fault.status === null || fault.status >= 500;
    const elsewhere = down && tries <= this.#replicas.others(replica);
    const waitMs = elsewhere ? 0 : waitAfter(fault, tries, random());
    const giveUp = (spent: number) => gaveUp(replica.backend.name, wordsOfEnd(fault, tries, spent));
    const spent = clock() - start;
    const dead =
      replica.gate.broken && this.#replicas.others(replica) === 0 && replica.silentFor(clock()) >= this.#patience;
    if (spent + waitMs >= this.#patience || dead) throw giveUp(spent);
    onRetry?.({ status: fault.status, words: fault.words, waitMs });
    if (elsewhere) return;
    await rest(call, this.#pace, waitMs);
    if (clock() - start >= this.#patience) throw giveUp(clock() - start);
  }
}

const USUAL_REPLY = 1024;

/** What a request may take, prompt and reply, at 4 characters a token: for budgets of tokens a minute. */
function tokensOf({ messages, maxTokens }: Request): number {
  let characters = 0;
  for (const { content } of messages) characters += content.length;
  return Math.ceil(characters / 4) + Math.min(maxTokens, USUAL_REPLY);
}
