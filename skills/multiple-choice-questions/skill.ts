import {
  calculation,
  closedBook,
  codedOptions,
  computes,
  defineSkill,
  evidenceOccurs,
  keyNotInQuestion,
  keyNotLongest,
  noMachinery,
  noneComesLast,
  noOutsideReferences,
  notMaterial,
  optionsDiffer,
  printsKey,
  responseBeginsWithSubstance,
  selfContained,
  shownProgram,
} from 'agentinstruct/skill';
import { z } from 'zod';

const sets = {
  exhibit: z.strictObject({
    exhibit: z.string().min(60).describe('The case, study, data or source that stands before the question, complete'),
  }),
  computation: z.strictObject(calculation),
  program: z.strictObject(shownProgram),
};
const Shown = z.strictObject({ ...sets.exhibit.shape, ...sets.program.shape }).partial();

export default defineSkill({
  title: 'Multiple-choice questions',
  summary: 'Single test items on a subject, of 25 kinds, for people who sit them without the material',
  accepts: {
    kinds: ['text', 'code', 'table'],
    tokens: [100, 2000],
    refuse: ({ text }) => notMaterial(text),
  },
  content: z.strictObject({ notes: z.string().min(80).describe('The whole of it, ready to write items from') }),
  instruction: z.strictObject({
    question: z
      .string()
      .min(8)
      .describe('The stem, with all that it lists; the options are shown below it by the program'),
    evidence: z.array(z.string()).max(6).describe('The words of the material that make the key right, quoted exactly'),
    wellKnown: closedBook.wellKnown.describe('Whether somebody who has learnt the subject elsewhere can answer'),
  }),
  with: sets,
  askers: true,
  options: [4, 4],
  fromSeed: ({ text }) => ({ notes: text }),
  show: ({ notes }) => notes,
  pose({ notes }, instruction) {
    const { exhibit, language, program } = Shown.loose().parse(instruction);
    const code = program === undefined ? undefined : `\`\`\`${language}\n${program.trim()}\n\`\`\``;
    const material = [instruction.wellKnown ? undefined : notes, exhibit, code].filter((part) => part !== undefined);
    return { material: material.join('\n\n'), question: instruction.question };
  },
  checks: [
    noMachinery,
    noOutsideReferences,
    optionsDiffer,
    noneComesLast('none-of-the-above'),
    codedOptions({ 'matching-code': 'pairs', 'ordering-code': 'order', 'statements-i-ii-iii': 'statements' }),
    keyNotInQuestion,
    keyNotLongest(['assertion-reason', 'none-of-the-above']),
    computes,
    printsKey,
    evidenceOccurs,
    selfContained,
    responseBeginsWithSubstance,
  ],
});
