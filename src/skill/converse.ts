import type { z } from 'zod';
import type { Message, Tool } from '../data.ts';
import type { Posing } from './skill.ts';

/** An item whose row is a conversation. `C` and `I` are the values of the skill's content and instruction. */
export interface Conversed<C = Record<string, unknown>, I = Record<string, unknown>> extends Posing {
  content: C;
  instruction: I;
}

/** What a program says next, or that there is no more to say. */
export type PlainTurn =
  /** The row is whole: it ends with the assistant's turn. */
  | { end: true }
  /** The last turn breaks a rule. */
  | { drop: { reason: string; detail: string } }
  /** The next turns of user or tools; then the assistant is asked again. */
  | { say: Message[] };

/** What follows a turn of the assistant. */
export type Turn =
  | PlainTurn
  | {
      /** The simulator that speaks: `prompts/simulate/<ask>.md`. */
      ask: string;
      /** `material`: what it alone knows; `item`: the conversation as it should see it. */
      given: { material: string; item: string };
      shape: z.ZodObject;
      heard(value: Record<string, unknown>): PlainTurn;
    };

/**
 * Who speaks when, in a skill whose rows are conversations. The assistant is the teacher: it is asked with the row's
 * messages as they stand. Everybody else speaks through `next`.
 */
export interface Converse<C = Record<string, unknown>, I = Record<string, unknown>> {
  /** What the row opens with, up to the assistant's first turn; null for an ordinary row of one turn. */
  open(item: Conversed<C, I>): { messages: Message[]; tools?: Tool[] } | null;
  /** What follows what the assistant said last. Called after each of its turns; at most 12 of them. */
  next(item: Conversed<C, I>, messages: readonly Message[]): Turn;
}
