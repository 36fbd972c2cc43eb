import {
  anchorOccurs,
  type Check,
  constraintsMet,
  defineSkill,
  editingFields,
  excerptOccurs,
  faultsMended,
  faultsPlanted,
  keyNotInQuestion,
  limitFields,
  limitsSound,
  noMachinery,
  notProse,
  posedEdit,
  relationHolds,
  responseBeginsWithSubstance,
  sampleSound,
  textChanged,
} from 'agentinstruct/skill';
import { z } from 'zod';

/** Who has a text converted may well name a notation. */
const noMachineryButNotations: Check = {
  ...noMachinery,
  check: (subject, verify) => (subject.item.type === 'format-conversion' ? null : noMachinery.check(subject, verify)),
};

export default defineSkill({
  title: 'Text modification',
  summary: 'Raw text as it stands, and tasks that have it edited: reworded, reshaped, translated, masked, mended',
  accepts: {
    kinds: ['text'],
    tokens: [80, 1200],
    refuse: ({ text }) => notProse(text),
  },
  content: z.strictObject({ text: z.string().min(80).describe('The text to be edited') }),
  instruction: z.strictObject({
    task: z
      .string()
      .min(8)
      .max(2000)
      .describe('What the owner of the text asks of the editor, in the language of the text'),
  }),
  with: { ...editingFields, limits: limitFields },
  draws: { types: 1, items: 3 },
  answerForms: 'own',
  fromSeed: ({ text }) => ({ text }),
  show: ({ text }) => text,
  pose: ({ text }, instruction) => posedEdit(text, instruction),
  checks: [
    noMachineryButNotations,
    keyNotInQuestion,
    limitsSound,
    excerptOccurs,
    faultsPlanted,
    sampleSound,
    anchorOccurs,
    constraintsMet,
    faultsMended,
    textChanged,
    responseBeginsWithSubstance,
    relationHolds,
  ],
});
