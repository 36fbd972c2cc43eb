import {
  agreesWithReference,
  closedBook,
  constraintsMet,
  defineSkill,
  evidenceOccurs,
  keyNotInQuestion,
  noMachinery,
  noOutsideReferences,
  notMaterial,
  notProse,
  responseBeginsWithSubstance,
  selfContained,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Open-domain question answering',
  summary: 'Questions of all kinds that stand alone, asked by many people, answered from general knowledge',
  accepts: {
    kinds: ['text', 'code'],
    tokens: [120, 1800],
    refuse({ kind, text }) {
      return kind === 'code' ? notMaterial(text) : notProse(text);
    },
  },
  content: z.strictObject({ notes: z.string().min(80).describe('The whole text') }),
  instruction: z.strictObject(closedBook),
  askers: true,
  fromSeed: ({ text }) => ({ notes: text }),
  show: ({ notes }) => notes,
  pose: ({ notes }, { question, wellKnown }) => ({ material: wellKnown ? '' : notes, question }),
  checks: [
    noMachinery,
    noOutsideReferences,
    selfContained,
    keyNotInQuestion,
    evidenceOccurs,
    responseBeginsWithSubstance,
    constraintsMet,
    agreesWithReference,
  ],
});
