import type { Pace } from '../gated/persist.ts';

/** How to reach an OpenAI-compatible endpoint. Times are in milliseconds. */
export interface HttpBackendOptions {
  /** `http(s)://host[:port]/v1`; any other path is used as it is; a query (`?api-version=...`) goes with every request. */
  url: string;
  /** Absent: the one model that the endpoint serves. */
  model?: string;
  /** Sent as `Authorization: Bearer`, unless `headers` has an `authorization` of its own. */
  apiKey?: string;
  /** Further texts that no message may show. */
  secrets?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** Fields added to the body of every completion; they win over the teacher's own. */
  extraBody?: Readonly<Record<string, unknown>>;
  /** For one attempt, from the first byte sent to the last one received. Default 600,000. */
  timeout?: number;
  /** For opening a connection. Default 10,000. */
  connectTimeout?: number;
  /** For `open`, which has 30,000 at most. */
  patience?: number;
  /** Requests at once. Absent: learnt. */
  concurrency?: number;
  /** PEM text of certificate authorities beside the system's. */
  ca?: string;
  /** `HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY` of the environment. */
  proxies?: Readonly<Record<string, string | undefined>>;
  /** Time and chance for the waits of `open`. */
  pace?: Pace;
}
