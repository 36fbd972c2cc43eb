import type { Condition } from './language.ts';

/** What a term comes to in a whole state: a name, a number, or several names. */
export type Value = string | number | string[];

/** How much searching is left. Each step of a search takes one. */
export interface Budget {
  left: number;
}

/** A formal statement that has been read: what is possible, and how further conditions and terms are read. */
export interface Problem<S> {
  /** Visits every possibility once; stops early when the budget is spent. */
  each(visit: (state: S) => void, budget: Budget): void;
  /** Errors: IllFormed. */
  condition(text: string): Condition<S>;
  /** Something that has a value in every possibility. Errors: IllFormed. */
  term(text: string): (state: S) => Value;
}
