import {
  blankFields,
  blankFilled,
  blankSound,
  constraintsMet,
  defineSkill,
  limitFields,
  limitsSound,
  noMachinery,
  noOutsideReferences,
  notProse,
  responseBeginsWithSubstance,
  selfContained,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Creative content',
  summary:
    'Commissions for stories, verse, advertisements, letters and other pieces, drawn from raw text, and the pieces',
  accepts: {
    kinds: ['text'],
    tokens: [80, 1500],
    refuse: ({ text }) => notProse(text),
  },
  content: z.strictObject({ notes: z.string().min(80).describe('The whole of the notes, ready to be worked on') }),
  instruction: z.strictObject({
    request: z.string().min(8).max(4000).describe('The commission, as the writer gets it'),
    shown: z
      .boolean()
      .describe('Whether the writer gets the material as well; false where the request says all that is needed'),
  }),
  with: { blank: blankFields, limits: limitFields },
  answerForms: 'own',
  fromSeed: ({ text }) => ({ notes: text }),
  show: ({ notes }) => notes,
  pose({ notes }, { request, shown, ...more }) {
    const { blank } = z.object({ blank: z.string().optional() }).parse(more);
    return { material: shown ? notes : '', question: blank ? `${request}\n\n${blank}` : request };
  },
  checks: [
    noMachinery,
    noOutsideReferences,
    limitsSound,
    blankSound,
    selfContained,
    constraintsMet,
    blankFilled,
    responseBeginsWithSubstance,
  ],
});
