import {
  answerInLabels,
  defineSkill,
  labelFields,
  labelNotInText,
  noMachinery,
  notProse,
  poseLabelled,
  responseBeginsWithSubstance,
  schemeHolds,
  targetKept,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Text classification',
  summary: 'Texts written for a label that was drawn first, to be sorted under sets of labels of many kinds',
  accepts: {
    kinds: ['text'],
    tokens: [60, 1200],
    refuse: ({ text }) => notProse(text),
  },
  content: z.strictObject({ scene: z.string().min(30).describe('The whole text, ready to read') }),
  instruction: z.strictObject({
    question: z.string().min(8).describe('The task of labelling it, without a list of the labels'),
    text: z.string().min(8).describe('The text to be labelled, and nothing else'),
  }),
  with: labelFields,
  fromSeed: ({ text }) => ({ scene: text }),
  show: ({ scene }) => scene,
  pose: poseLabelled,
  checks: [
    noMachinery,
    schemeHolds,
    targetKept,
    labelNotInText([
      'entailment',
      'claim-against-evidence',
      'pronoun-referent-or-ambiguous',
      'pairwise-preference-by-criteria',
      'translation-quality',
      'multi-label',
    ]),
    answerInLabels,
    responseBeginsWithSubstance,
  ],
});
