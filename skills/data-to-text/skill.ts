import {
  constraintsMet,
  DataContent,
  defineSkill,
  HEADINGS,
  headingsFollow,
  isGrid,
  keyNotInQuestion,
  noMachinery,
  noOutsideReferences,
  notMaterial,
  numbersSupported,
  responseBeginsWithSubstance,
  shownHeadings,
} from 'agentinstruct/skill';
import { z } from 'zod';

/** What a file's name says of the table in it. */
function nameOf(source: string): string {
  const name = source.split('/').at(-1) ?? source;
  return name.replace(/\.\w+$/, '').replaceAll(/[-_]+/g, ' ') || name;
}

export default defineSkill({
  title: 'Data to text',
  summary: 'Tables, records, series and logs, and texts whose every figure stands in them or follows from them',
  accepts: {
    kinds: ['text', 'table', 'api'],
    tokens: [30, 2500],
    refuse({ kind, text, tokens }) {
      if (kind === 'table') return isGrid(text, 3, 3) ? null : 'fewer than three rows or columns';
      if (kind === 'api') return null;
      if (tokens < 80) return 'too short a text';
      return notMaterial(text);
    },
  },
  content: DataContent,
  instruction: z.strictObject({
    question: z.string().min(20).describe('The task as the writer gets it, one to four sentences'),
  }),
  with: { headings: z.strictObject(HEADINGS) },
  answerForms: 'own',
  fromSeed: ({ text, title, source }) => ({
    kind: 'table' as const,
    about: title ?? nameOf(source),
    data: text,
  }),
  show: ({ about, data }) => `${about}\n\n${data}`,
  pose({ about, data, kind }, instruction, { draw }) {
    const code = kind !== 'table' && draw.at('fence').next() < 0.4;
    const shown = code ? `\`\`\`\n${data}\n\`\`\`` : data;
    const parts = [instruction.question, shownHeadings(instruction)];
    return { material: `${about}\n\n${shown}`, question: parts.filter(Boolean).join('\n\n') };
  },
  checks: [
    noMachinery,
    noOutsideReferences,
    keyNotInQuestion,
    responseBeginsWithSubstance,
    constraintsMet,
    headingsFollow,
    numbersSupported,
  ],
});
