import {
  defineSkill,
  editVerified,
  evidenceOccurs,
  keyNotInQuestion,
  mostlyKept,
  noMachinery,
  noOutsideReferences,
  notProse,
  responseBeginsWithSubstance,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Reading comprehension',
  summary: 'Passages made from raw text, and questions that the passage alone can answer',
  accepts: {
    kinds: ['text'],
    tokens: [150, 1500],
    refuse: ({ text }) => notProse(text),
  },
  content: z.strictObject({ passage: z.string().min(80).describe('The whole passage, ready to read') }),
  instruction: z.strictObject({
    question: z
      .string()
      .min(8)
      .describe('What the reader is asked; options, labels and things to order are listed below it by the program'),
    evidence: z.array(z.string()).max(6).describe('The words of the passage that the key rests on, quoted exactly'),
  }),
  fromSeed: ({ text }) => ({ passage: text }),
  show: ({ passage }) => passage,
  pose: ({ passage }, { question }) => ({ material: passage, question }),
  checks: [
    noMachinery,
    noOutsideReferences,
    keyNotInQuestion,
    evidenceOccurs,
    mostlyKept(0.2),
    editVerified,
    responseBeginsWithSubstance,
  ],
});
