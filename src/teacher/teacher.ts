import type { Message, Stage, Tool, ToolCall } from '../data.ts';

/** A JSON schema (draft 2020-12) as zod writes it. */
export type JsonSchema = Record<string, unknown>;

/** How the teacher is to draw its words. Part of a request's key. */
export interface Sampling {
  temperature?: number;
  topP?: number;
}

/**
 * One logical request. What is in {@link requestKey} decides what the reply may be; the rest (`maxTokens`, `stage`,
 * `order`) decides only how it is sent.
 */
export interface Request {
  messages: readonly Message[];
  /** The shape that the reply must have; absent for text. */
  schema?: JsonSchema;
  /** Tools that the reply may call. */
  tools?: readonly Tool[];
  sampling: Sampling;
  /** Which of several draws of the same question this is; comes from the lineage path. */
  sample: number;
  /** 0, then 1 for another attempt at the same question. */
  try: number;
  /** Most tokens that the reply may have. */
  maxTokens: number;
  stage: Stage;
  /** Lower goes first within a stage: the number of the unit. */
  order: number;
  /** What requests with a common beginning share (the seed's id): they go to the same replica. Not part of the key. */
  affinity?: string;
}

/** Why a reply ended: said all, ran out of room, was withheld by a filter, or was refused by the model. */
export type Finish = 'stop' | 'length' | 'filtered' | 'refused';

/** What a teacher answered. `usage` is null where the teacher reported none; `estimated` where it was made from the texts. */
export interface Reply {
  text: string;
  /** What the model thought before it, where the endpoint tells; never part of `text`. */
  reasoning?: string | undefined;
  /** Calls of the request's tools, in order; absent where there are none. */
  toolCalls?: ToolCall[] | undefined;
  finish: Finish;
  usage: {
    promptTokens: number;
    cachedTokens: number;
    completionTokens: number;
    estimated?: boolean | undefined;
  } | null;
}

/** How busy a teacher is. */
export interface Load {
  /** Requests sent whose replies are not yet safe. */
  readonly inFlight: number;
  /** Requests that wait for their turn: later stage first, then lower `order`, then first come. */
  readonly waiting: number;
  /** How many may be in flight now; moves as an endpoint's limits are found. */
  readonly capacity: number;
  /** Lets nothing more through; what waits goes on waiting until its signal is aborted. */
  hold(): void;
}

/**
 * The whole contract of a teacher. `complete` resolves with whatever the model said, whatever its worth; it rejects
 * - with {@link CallFailure} when this one request can never be answered (it is too long, or a filter refuses it),
 * - with a UserError (E_TEACHER...) when no request can be answered now: the run pauses,
 * - with the signal's reason when it is aborted.
 * Passing faults (429, 5xx, resets, time-outs) are retried inside. Implementations are held to `contract.ts`.
 */
export interface Teacher {
  /** The name of the model that answers, as rows name it. Part of every key. Known after `open`. */
  readonly model: string;
  /** The model of a stage, where stages have models of their own. */
  modelFor?(stage: Stage): string;
  /** Absent where it bears any number at once: whoever asks sets a limit then ({@link limitedTeacher}). */
  readonly load?: Load;
  /** Looks whether it can be used. Called once, before the first `complete`. */
  open(signal?: AbortSignal): Promise<void>;
  /** `kept` settles when the reply is safe: only then its place at the endpoint is given to the next request. */
  complete(request: Request, signal?: AbortSignal, kept?: Promise<unknown>): Promise<Reply>;
  /** Gives back sockets and timers. */
  close(): Promise<void>;
}

/** The model that answers requests of a stage. */
export function modelOf(teacher: Pick<Teacher, 'model' | 'modelFor'>, stage: Stage): string {
  return teacher.modelFor?.(stage) ?? teacher.model;
}

/** This request cannot be answered, now or later; others can. It becomes a Drop with this reason. */
export class CallFailure extends Error {
  readonly reason: 'too-long' | 'filtered';

  constructor(reason: 'too-long' | 'filtered', message: string) {
    super(message);
    this.name = 'CallFailure';
    this.reason = reason;
  }
}
