import {
  defineSkill,
  differsFromClassic,
  noMachinery,
  noOutsideReferences,
  notAKnownRiddle,
  notProse,
  responseBeginsWithSubstance,
  STATEMENTS,
  solvedByProgram,
  TWIST,
} from 'agentinstruct/skill';
import { z } from 'zod';

const { arrangement, liars, cryptarithm, numbers, moves, walk } = STATEMENTS;

export default defineSkill({
  title: 'Brain teaser',
  summary: 'Puzzles whose people and things come from raw text; most of them are solved by a program as well',
  accepts: {
    kinds: ['text'],
    tokens: [120, 1500],
    refuse: ({ text }) => notProse(text),
  },
  content: z.strictObject({ premise: z.string().min(80).describe('The stock for puzzles') }),
  instruction: z.strictObject({
    puzzle: z
      .string()
      .min(10)
      .describe('The story with everything that the solver is told; the question stands below, not here'),
    question: z.string().min(8).describe('What is asked; options, labels and things to order are listed below it'),
  }),
  with: { arrangement, liars, cryptarithm, numbers, moves, walk, twist: TWIST },
  fromSeed: ({ text }) => ({ premise: text }),
  show: ({ premise }) => premise,
  pose: (_, { puzzle, question }) => ({ material: '', question: `${puzzle.trim()}\n\n${question.trim()}` }),
  answers: 3,
  checks: [
    noMachinery,
    noOutsideReferences,
    notAKnownRiddle,
    differsFromClassic,
    solvedByProgram,
    responseBeginsWithSubstance,
  ],
});
