/** How to reach an OpenAI-compatible endpoint. Times are in milliseconds. */
export interface HttpTeacherOptions {
  /** `http(s)://host[:port]/v1`; any other path is used as it is; a query (`?api-version=...`) goes with every request. */
  url: string;
  /** Absent: the one model that the endpoint serves. */
  model?: string;
  /** Sent as `Authorization: Bearer`, unless `headers` has an `authorization` of its own. */
  apiKey?: string;
  headers?: Readonly<Record<string, string>>;
  /** Fields added to the body of every completion; they win over the teacher's own. */
  extraBody?: Readonly<Record<string, unknown>>;
  /** For one attempt, from the first byte sent to the last one received. Default 600,000. */
  timeout?: number;
  /** For opening a connection. Default 10,000. */
  connectTimeout?: number;
  /**
   * For one call with all its attempts and waits; what lasts longer pauses the run. Default 900,000, or 1.5 x `timeout`
   * where that is more. `open` has at most 30,000.
   */
  patience?: number;
  /** Absent: learnt by `open`. */
  concurrency?: number;
  /** Told of every passing fault before the wait that follows it. */
  onRetry?: (retry: Retry) => void;
  /** Milliseconds that never run backwards. */
  clock?: () => number;
  /** Resolves after `ms`; may reject when the signal is aborted. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A number in [0, 1), for jitter. */
  random?: () => number;
}

/** A passing fault: the HTTP status, or null where no answer came, and how long is waited now. */
export interface Retry {
  status: number | null;
  words: string;
  waitMs: number;
}
