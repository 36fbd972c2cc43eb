import {
  answerNotInProblem,
  calculation,
  computes,
  defineSkill,
  looksMathematical,
  noMachinery,
  noOutsideReferences,
  notMaterial,
  optionsDiffer,
  responseBeginsWithSubstance,
  selfContained,
  wholeCounts,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Mathematics problems',
  summary: 'Problems of 30 kinds that stand alone, each with a calculation that a program carries out to hold the key',
  accepts: {
    kinds: ['text', 'table'],
    tokens: [60, 1800],
    refuse: ({ text }) => notMaterial(text),
  },
  content: z.strictObject({ ground: z.string().min(60).describe('The whole of it, ready to set problems from') }),
  instruction: z.strictObject({
    question: z.string().min(20).describe('The whole problem, with everything needed to solve it'),
  }),
  with: { compute: z.strictObject(calculation) },
  askers: true,
  answers: 3,
  fromSeed: ({ text }) => ({ ground: text }),
  programs: {
    identity: {
      make: ({ text }) => (looksMathematical(text) ? { ground: text } : 'a text without formulas'),
    },
  },
  show: ({ ground }) => ground,
  pose: (_content, { question }) => ({ material: '', question }),
  checks: [
    noMachinery,
    noOutsideReferences,
    optionsDiffer,
    answerNotInProblem,
    wholeCounts,
    computes,
    selfContained,
    responseBeginsWithSubstance,
  ],
});
