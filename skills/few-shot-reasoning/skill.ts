import {
  defineSkill,
  EXAMPLE_SETS,
  ExamplesInstruction,
  examplesFollowRule,
  examplesSound,
  isContentsPage,
  isLicenceText,
  isLinkList,
  isReferenceList,
  optionsDiffer,
  outputAsShown,
  poseExamples,
  poseTurns,
  responseBeginsWithSubstance,
  showCases,
} from 'agentinstruct/skill';
import { z } from 'zod';

/** Types whose choices are listed below the query. */
const LISTED = ['options-by-demonstration', 'ordering-rule', 'label-by-example', 'contrastive-examples'];

export default defineSkill({
  title: 'Few-shot reasoning',
  summary: 'Rules that a few worked examples show and nobody states, applied to one more case',
  accepts: {
    kinds: ['text', 'code', 'table'],
    tokens: [80, 2500],
    refuse({ kind, text }) {
      if (isLicenceText(text)) return 'a licence';
      if (kind !== 'text') return null;
      if (isContentsPage(text)) return 'a table of contents';
      if (isLinkList(text)) return 'a list of links';
      return isReferenceList(text) ? 'a list of references' : null;
    },
  },
  content: z.strictObject({
    idea: z.string().min(40).describe('The rule, concept or convention in words, with everything that decides a case'),
    cases: z
      .array(z.string().min(1))
      .min(6)
      .max(24)
      .describe('Cases that it can be applied to, as they would stand in an example'),
  }),
  instruction: ExamplesInstruction,
  with: EXAMPLE_SETS,
  answerForms: 'own',
  answers: 3,
  fromSeed: ({ text }) => ({ idea: text, cases: [] }),
  show: showCases,
  pose: (_content, instruction, { type, draw }) =>
    type === 'demonstrations-as-turns'
      ? poseTurns(instruction)
      : poseExamples(instruction, draw, LISTED.includes(type)),
  checks: [optionsDiffer, examplesSound, examplesFollowRule, outputAsShown, responseBeginsWithSubstance],
});
