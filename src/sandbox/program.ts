/** Languages that the sandbox runs. Python only where the machine has bubblewrap and python3. */
export const LANGUAGES = ['javascript', 'typescript', 'python', 'sql'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A program by anybody, and what stands on its standard input. */
export interface Program {
  language: Language;
  code: string;
  stdin?: string;
}

/** What a program may use. */
export interface Limits {
  /** Work: seconds of processor time, or for JavaScript the instructions of about as long. Three times that by the clock ends it. */
  seconds: number;
  /** Memory for the program's own data. */
  megabytes: number;
  /** Characters that it may print; a program that prints more is ended. */
  printed: number;
}

/** The limits where none are given. */
export const LIMITS: Limits = { seconds: 5, megabytes: 64, printed: 64_000 };

/** How a run ended. `not-executed`: this machine has nothing to run the language safely in, and nothing was run. */
export type Status = 'ok' | 'error' | 'timeout' | 'memory' | 'not-executed';

/** What a program came to. */
export interface Ran {
  status: Status;
  /** What it printed, cut to the limit. */
  stdout: string;
  /** JavaScript: the value of its last statement; SQL: the rows of its last query. Plain data. */
  value?: unknown;
  /** Why it did not end well, in a line or a few; empty when it did. */
  detail: string;
}

const MOST_DETAIL = 2000;

/** Text about a failure, cut to its end, where the reason stands. */
export function detailOf(text: string): string {
  return text.trim().slice(-MOST_DETAIL);
}
