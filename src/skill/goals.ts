import { z } from 'zod';
import { GOAL_PROGRAMS } from '../check/goal-programs.ts';
import { ANSWER_FORMS, AnswerForm } from '../data.ts';
import { UserError } from '../errors.ts';
import { shortHash } from '../text/hash.ts';
import { Names, parseAttributes, type readAllWords, refuseHeadings } from './read-words.ts';
import type { Goal } from './skill.ts';
import { Range, type ReadType, typesNamed } from './taxonomy.ts';

const Head = z.strictObject({
  title: z.string(),
  weight: z.number().positive().default(1),
  program: z.string().nullable().default(null),
  edits: z.enum(['content', 'instruction']).default('instruction'),
  outcome: z.enum(['any', 'new-key', 'undecided']).default('any'),
  share: z.number().positive().max(1).default(1),
  options: z.coerce.string().pipe(Range).nullable().default(null),
  answers: z.int().positive().nullable().default(null),
  forms: z.array(AnswerForm).default([...ANSWER_FORMS]),
  types: Names.optional(),
  suggestions: z.int().positive().nullable().default(null),
  'carry-out': z.int().positive().nullable().default(null),
});

/** A refinement goal from its file; the closing list holds its angles. Errors: E_PROMPT. */
export function readGoal(file: Awaited<ReturnType<typeof readAllWords>>[number], types: readonly ReadType[]): Goal {
  const { 'carry-out': carryOut, ...head } = parseAttributes(Head, file.head, `${file.path}:1`);
  refuseHeadings(file);
  if (head.program !== null && !Object.hasOwn(GOAL_PROGRAMS, head.program)) {
    throw new UserError('E_PROMPT', `Cannot read "${file.path}:1": there is no goal program "${head.program}"`, {
      hint: `There are: ${Object.keys(GOAL_PROGRAMS).join(', ')}.`,
    });
  }
  if (file.lead.prose === '' && head.program === null) {
    throw new UserError('E_PROMPT', `Cannot read "${file.path}": it has no words`, {
      hint: 'Say what the item is to become, what makes that good and how it fails.',
    });
  }
  return {
    ...head,
    types: head.types === undefined ? null : typesNamed(head.types, types, `${file.path}:1`),
    carryOut,
    id: file.id,
    words: file.lead.prose,
    angles: file.lead.angles,
    hash: shortHash(file.source),
  };
}
