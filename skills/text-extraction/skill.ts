import {
  type Check,
  claimsSupported,
  constraintsMet,
  defineSkill,
  extractionMatches,
  GRID,
  isGrid,
  jsonValidates,
  keyNotInQuestion,
  namesAndNumbersOccur,
  noMachinery,
  noOutsideReferences,
  notMaterial,
  OUTLINE,
  outlineFits,
  responseBeginsWithSubstance,
  shownOutline,
  spansOccur,
} from 'agentinstruct/skill';
import { z } from 'zod';

const VERBATIM = [
  'entities',
  'key-phrases',
  'quotations',
  'all-mentions-list',
  'coreference-chains',
  'extractive-summary',
];
const SUMMARIES = [
  'focused-summary',
  'query-focused-summary',
  'minutes-from-transcript',
  'note-from-dialogue',
  'action-items-and-decisions',
  'timeline',
];

/** Here JSON is what is asked for, not how the item was made. */
const noOtherMachinery: Check = {
  ...noMachinery,
  check: (subject, verify) => noMachinery.check({ ...subject, material: `${subject.material} JSON` }, verify),
};

export default defineSkill({
  title: 'Text extraction',
  summary: 'Documents, and what is to be taken out of them: spans, records, tables, summaries that hold nothing else',
  accepts: {
    kinds: ['text', 'html', 'table'],
    tokens: [30, 1800],
    refuse({ kind, text, tokens }) {
      if (kind === 'table') return isGrid(text, 3, 2) ? null : 'fewer than three rows or two columns';
      if (tokens < 80) return 'too short a text';
      return notMaterial(text);
    },
  },
  content: z.strictObject({ document: z.string().min(80).describe('The whole document, laid out as its kind is') }),
  instruction: z.strictObject({
    question: z.string().min(12).describe('The task as the reader gets it; an outline of fields is shown below it'),
  }),
  with: { outline: z.strictObject(OUTLINE), grid: z.strictObject(GRID) },
  answerForms: 'own',
  fromSeed: ({ text }) => ({ document: text }),
  show: ({ document }) => document,
  pose({ document }, instruction, { draw }) {
    const parts = [instruction.question, shownOutline(instruction, draw.at('outline'))];
    return { material: document, question: parts.filter(Boolean).join('\n\n') };
  },
  checks: [
    noOtherMachinery,
    noOutsideReferences,
    keyNotInQuestion,
    outlineFits,
    spansOccur('item', [...VERBATIM, 'quantities-with-units']),
    responseBeginsWithSubstance,
    constraintsMet,
    jsonValidates,
    spansOccur('response', VERBATIM),
    extractionMatches,
    namesAndNumbersOccur(SUMMARIES),
    claimsSupported(SUMMARIES),
  ],
});
