import {
  type Check,
  defineSkill,
  evidenceOccurs,
  isLicenceText,
  looksLikeProse,
  noMachinery,
  responseBeginsWithSubstance,
} from 'agentinstruct/skill';
import { z } from 'zod';

/** A case tells of somebody: a question about what a rule says has nobody in it and nothing done. */
const tellsOfACase: Check = {
  id: 'tells-of-a-case',
  at: 'item',
  check({ item, question }) {
    if (item.type !== 'decide-the-case' || question.length >= 60) return null;
    return { reason: 'no-case', detail: `${question.length} characters leave no room for who did what` };
  },
};

export default defineSkill({
  title: 'Legal reading',
  summary: 'Rules, notices and clauses, and small cases to be decided by them',
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
  with: {
    parties: z.strictObject({
      owed_by: z.string().min(1).describe('Who has the duty, in the words of the rules'),
      owed_to: z.string().nullable().describe('To whom; null where the rules name nobody'),
    }),
  },
  fromSeed: ({ text }) => ({ rules: text }),
  show: ({ rules }) => rules,
  pose: ({ rules }, { question }) => ({ material: rules, question }),
  checks: [noMachinery, tellsOfACase, evidenceOccurs, responseBeginsWithSubstance],
});
