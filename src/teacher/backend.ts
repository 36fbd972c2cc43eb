import type { Call } from './call-signal.ts';
import type { Reply, Request } from './teacher.ts';

/** How many requests an endpoint bears at once: a set number, or one to be found out, beginning with `start`. */
export type Capacity = { fixed: number } | { start: number };

/** Something that may be gone at the next attempt. `waitMs`: how long the provider asks to wait, null where it does not. */
export interface Fault {
  /** The HTTP status, or null where no answer came. */
  status: number | null;
  words: string;
  waitMs: number | null;
  /** The time of the attempt ran out: many of these tell of more requests than the endpoint bears. */
  timedOut?: true;
}

/** What an endpoint states of its budgets; each may be absent. */
export interface StatedLimits {
  requestsPerMinute?: number;
  tokensPerMinute?: number;
  remainingRequests?: number;
  remainingTokens?: number;
  /** Milliseconds until what remains is whole again. */
  resetRequestsMs?: number;
  resetTokensMs?: number;
}

/** What came of one attempt. */
export type Attempted = ({ reply: Reply } | Fault) & { limits?: StatedLimits | undefined };

/**
 * One endpoint with one model, asked once: no waiting and no second attempt, which are the business of who asks
 * (`gated/`). Implementations are held to `contract.ts` behind {@link gatedTeacher}.
 */
export interface Backend {
  /** As people may see it: without secrets. */
  readonly name: string;
  /** Known after `open`. */
  readonly model: string;
  /** Known after `open`. */
  readonly capacity: Capacity;
  /** How a reply's shape is asked for here, as far as is found out; for people. */
  readonly form?: string;
  /** Looks whether it can be used. Errors: UserError (E_TEACHER...). */
  open(signal?: AbortSignal): Promise<void>;
  /**
   * Asks, for at most `left` milliseconds. Throws CallFailure where this request can never be answered, UserError where
   * no request can, and the call's reason when it is stopped.
   */
  attempt(request: Request, call: Call, left: number): Promise<Attempted>;
  /** Gives back sockets and timers; what is under way ends. */
  close(): Promise<void>;
}
