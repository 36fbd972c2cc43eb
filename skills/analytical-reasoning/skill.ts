import {
  defineSkill,
  keyNotInQuestion,
  noMachinery,
  noOutsideReferences,
  notMaterial,
  responseBeginsWithSubstance,
  STATEMENTS,
  solvedByProgram,
} from 'agentinstruct/skill';
import { z } from 'zod';

const { arrangement, numbers, sets } = STATEMENTS;

const show = ({ scenario, conditions }: { scenario: string; conditions: string[] }) =>
  [scenario.trim(), conditions.map((each) => `- ${each.trim()}`).join('\n')].filter(Boolean).join('\n\n');

export default defineSkill({
  title: 'Analytical reasoning',
  summary:
    'Scenarios with rules, data or causes, and questions that are answered by inference; a program solves the rules',
  accepts: {
    kinds: ['text', 'table'],
    tokens: [120, 1500],
    refuse: ({ text }) => notMaterial(text),
  },
  content: z.strictObject({
    scenario: z
      .string()
      .min(80)
      .describe('The description without its rules; a table has a line a row, with | between'),
    conditions: z
      .array(z.string().min(8))
      .max(12)
      .describe('Its rules, or dated events, a sentence each; may be empty'),
  }),
  instruction: z.strictObject({
    question: z
      .string()
      .min(8)
      .describe('What is asked, with what it supposes; options, labels and things to order are listed below it'),
  }),
  with: { arrangement, numbers, sets },
  fromSeed: ({ text }) => ({ scenario: text, conditions: [] }),
  show,
  pose: (content, { question }) => ({ material: show(content), question }),
  answers: 3,
  checks: [noMachinery, noOutsideReferences, keyNotInQuestion, solvedByProgram, responseBeginsWithSubstance],
});
