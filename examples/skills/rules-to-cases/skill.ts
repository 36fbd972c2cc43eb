import {
  defineSkill,
  evidenceOccurs,
  isLicenceText,
  looksLikeProse,
  noMachinery,
  responseBeginsWithSubstance,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Rules to cases',
  summary: 'Rules and guidance, and small cases to be decided by them',
  accepts: {
    kinds: ['text'],
    tokens: [150, 1500],
    refuse({ text }) {
      if (isLicenceText(text)) return 'a licence';
      return looksLikeProse(text) ? null : 'not running text';
    },
  },
  content: z.strictObject({ rules: z.string().min(200).describe('The rules, complete, ready to apply') }),
  instruction: z.strictObject({
    question: z.string().min(8).describe('The case and what is asked of it'),
    evidence: z.array(z.string()).max(4).describe('The words of the rules that decide it, quoted exactly'),
  }),
  fromSeed: ({ text }) => ({ rules: text }),
  show: ({ rules }) => rules,
  pose: ({ rules }, { question }) => ({ material: rules, question }),
  checks: [noMachinery, evidenceOccurs, responseBeginsWithSubstance],
});
