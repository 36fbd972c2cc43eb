/** What can go wrong with one answer. Those of the last four are answered in full on the wire, with 200. */
export const FAULTS = ['429', '500', '503', 'reset', 'hang', 'cut-off', 'broken-json', 'empty', 'refusal'] as const;
export type Fault = (typeof FAULTS)[number];

/** How a teacher is served. Times are in milliseconds. */
export interface ServeOptions {
  /** 0 (the default) for one that is free. */
  port?: number;
  /** How long an answer takes. */
  latency?: number;
  /** Spread of the latency: sigma of a log-normal factor, drawn by request. 0 (the default) for none. */
  tail?: number;
  /** Requests at once; what comes above it gets 429. */
  capacity?: number;
  /** How often each fault happens (0-1); together at most 1. */
  faults?: Partial<Record<Fault, number>>;
  /** How long a hanging request is kept before its connection is reset. Default 600,000. */
  hangMs?: number;
  /** A file that gets one JSON line `{key, at, fault?}` for each request answered with 200. */
  log?: string;
  /** Answer every completion with one prebuilt body, without reading what was asked: with this text, or one of so many bytes. */
  canned?: number | string;
  /** Seeds faults and latencies. */
  seed?: string;
}

/** What a served teacher has done. */
export interface ServeStats {
  /** Completions asked for. */
  requests: number;
  /** Those answered with 200, to the last byte. */
  answered: number;
  /** 429s above the capacity count as `capacity`. */
  faults: Record<string, number>;
  /** How many times each request was answered with 200; empty when canned. */
  perKey: ReadonlyMap<string, number>;
  inFlight: number;
  maxInFlight: number;
}

/** A served teacher. `url` ends with `/v1`. */
export interface Served {
  url: string;
  port: number;
  stats(): ServeStats;
  /** Sets how many requests it takes at once from now on. */
  setCapacity(capacity: number): void;
  /** Drops open connections and gives the port back. Can be called twice. */
  close(): Promise<void>;
}
