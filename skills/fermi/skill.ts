import {
  closedBook,
  countQuantities,
  defineSkill,
  estimated,
  evidenceOccurs,
  noMachinery,
  noOutsideReferences,
  notMaterial,
  responseBeginsWithSubstance,
  selfContained,
  shownWorking,
  soundEstimate,
  withinAnOrder,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Fermi estimation',
  summary: 'Quantities that nobody looks up, estimated from stated assumptions and held against a range',
  accepts: {
    kinds: ['text', 'table'],
    tokens: [80, 1800],
    refuse({ kind, text }) {
      const unfit = notMaterial(text);
      if (unfit) return unfit;
      const figures = text.match(/\d+(?:\.\d+)?/g)?.length ?? 0;
      const enough = kind === 'table' ? figures >= 4 : countQuantities(text) >= 2;
      return enough ? null : 'fewer than two quantities';
    },
  },
  content: z.strictObject({ anchors: z.string().min(80).describe('The whole text') }),
  instruction: z.strictObject({
    ...closedBook,
    reference: closedBook.reference.describe(
      'Your own chain: each factor with figure and unit, the working, the result',
    ),
    wellKnown: closedBook.wellKnown.describe('Whether a well-read person could estimate it without the material'),
    ...estimated,
  }),
  askers: true,
  fromSeed: ({ text }) => ({ anchors: text }),
  show: ({ anchors }) => anchors,
  pose: ({ anchors }, { question, wellKnown }) => ({ material: wellKnown ? '' : anchors, question }),
  checks: [
    noMachinery,
    noOutsideReferences,
    selfContained,
    evidenceOccurs,
    soundEstimate,
    responseBeginsWithSubstance,
    shownWorking,
    withinAnOrder,
  ],
});
