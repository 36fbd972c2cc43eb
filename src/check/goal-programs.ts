import type { AnswerForm } from '../data.ts';
import type { Draw } from '../text/draw.ts';
import { drawConstraints } from './constraints/goal.ts';

/** What a goal program may go by. */
export interface GoalGiven {
  question: string;
  material: string;
  form: AnswerForm;
  type: string;
  /** Whether the row is a conversation, so that what is added holds for each of its replies. */
  lasting?: boolean;
}

/**
 * A goal whose work a program does: fields to be added to the item's instruction, or null where the item does not bear
 * it. A field `constraints`, a list of `{ id, parameters, words }`, is posed below the question.
 */
export type GoalProgram = (given: GoalGiven, draw: Draw) => Record<string, unknown> | null;

/** The goal programs that a goal's line `program:` may name. */
export const GOAL_PROGRAMS: Readonly<Record<string, GoalProgram>> = {
  constraints: (given, draw) => drawConstraints(given, draw),
};
