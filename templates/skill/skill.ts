import {
  defineSkill,
  evidenceOccurs,
  looksLikeProse,
  noMachinery,
  responseBeginsWithSubstance,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'TITLE',
  summary: 'What a student learns from it, in one line',
  accepts: {
    kinds: ['text'],
    tokens: [120, 1500],
    refuse: ({ text }) => (looksLikeProse(text) ? null : 'not running text'),
  },
  content: z.strictObject({ text: z.string().min(80).describe('The whole text, ready to work on') }),
  instruction: z.strictObject({
    question: z.string().min(8).describe('What the student is asked'),
    evidence: z.array(z.string()).max(4).describe('The words of the text that the key rests on, quoted exactly'),
  }),
  fromSeed: ({ text }) => ({ text }),
  show: ({ text }) => text,
  pose: ({ text }, { question }) => ({ material: text, question }),
  checks: [noMachinery, evidenceOccurs, responseBeginsWithSubstance],
});
