import {
  asksUnseen,
  Collection,
  Counterpart,
  citationsExist,
  constraintsMet,
  contextInsufficient,
  converseCollection,
  defineSkill,
  editVerified,
  evidenceOccurs,
  gather,
  keyNotInQuestion,
  mostlyKept,
  noMachinery,
  notMaterial,
  poseCollection,
  quotesOccur,
  responseBeginsWithSubstance,
  saysInsufficient,
  showCollection,
  Table,
  tableSound,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Retrieval-augmented generation',
  summary: 'Questions asked without sight of the documents that a search then brings up, and answers that keep to them',
  accepts: {
    kinds: ['text', 'html', 'table'],
    tokens: [60, 1500],
    refuse: ({ text }) => notMaterial(text),
  },
  content: Collection,
  instruction: z.strictObject({
    question: z.string().min(4).describe('What the asker writes'),
    evidence: z
      .array(z.string())
      .max(8)
      .describe('The words of the documents that the answer rests on, or that come nearest to one, quoted exactly'),
  }),
  with: {
    earlier: z.object({ first: z.string().min(8).describe('The question asked before, which the documents answer') }),
    table: z.object({ table: Table.describe('The table that takes the place of the core document') }),
  },
  answerForms: 'own',
  fromSeed: ({ text, title }) => ({
    documents: [{ title: title ?? 'Untitled', about: null, text }],
    core: [1],
    dispute: null,
    revised: [],
  }),
  show: showCollection,
  pose: poseCollection,
  programs: {
    'retrieve-context': { searches: true, make: gather },
    'conflicting-sources': { asks: Counterpart, searches: true, make: gather },
    'outdated-sources': { asks: Counterpart, searches: true, make: gather },
  },
  converse: converseCollection,
  checks: [
    noMachinery,
    asksUnseen,
    keyNotInQuestion,
    evidenceOccurs,
    tableSound,
    mostlyKept(0.2),
    contextInsufficient,
    editVerified,
    citationsExist,
    quotesOccur,
    saysInsufficient,
    constraintsMet,
    responseBeginsWithSubstance,
  ],
});
