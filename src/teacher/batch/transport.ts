import type { CallFailure, Reply } from '../teacher.ts';

/** How a batch stands: under way, or at its end with `words` where that was no good one. */
export type BatchState = { ended: false; done: number; total: number } | { ended: true; words: string | null };

/** What became of one request of a batch. A `fault` may be gone the next time; `status` null where none came. */
export type BatchResult = { key: string } & (
  | { reply: Reply }
  | { failure: CallFailure }
  | { fault: { status: number | null; words: string } }
);

/**
 * A way to have a file of requests answered at leisure. Rejections are UserErrors that pause the run, or the signal's
 * reason. Implementations are held to `contract.ts` of this folder.
 */
export interface BatchTransport {
  /** For people, without secrets. */
  readonly name: string;
  /** Known after `open`. */
  readonly model: string;
  /** Most requests and bytes of one batch; what is above goes into several. */
  readonly most: { requests: number; bytes: number };
  /** Milliseconds between two looks at a batch. */
  readonly pollMs: number;
  open(signal?: AbortSignal): Promise<void>;
  /** Begins a batch of the requests in `file`, one a line. `mark` is kept with it, for {@link find}. Gives its id. */
  submit(file: string, mark: string, signal?: AbortSignal): Promise<string>;
  /** The batch that was begun with this mark, if there is one: what was paid for is not begun twice after a crash. */
  find(mark: string, signal?: AbortSignal): Promise<string | null>;
  poll(id: string, signal?: AbortSignal): Promise<BatchState>;
  /** The results of a batch at its end, in any order. Lines that are none are passed over. */
  results(id: string, signal?: AbortSignal): AsyncIterable<BatchResult>;
  close(): Promise<void>;
}
