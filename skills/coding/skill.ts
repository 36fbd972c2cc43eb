import {
  CODE_SETS,
  CodeInstruction,
  codeParses,
  databaseSound,
  defineSkill,
  givenRuns,
  isContentsPage,
  isLicenceText,
  isLinkList,
  isReferenceList,
  namesLanguage,
  noOutsideReferences,
  optionsDiffer,
  outputExact,
  passesTests,
  patternSorts,
  poseCode,
  queryGivesRows,
  responseBeginsWithSubstance,
  showCode,
  stringsSound,
  testsTell,
} from 'agentinstruct/skill';
import { z } from 'zod';

export default defineSkill({
  title: 'Coding',
  summary: 'Tasks of 30 kinds for programmers, answered with code that is run against tests where it can be run',
  accepts: {
    kinds: ['code', 'text'],
    tokens: [80, 3000],
    refuse({ kind, text }) {
      if (isLicenceText(text)) return 'a licence';
      if (kind === 'code') return null;
      if (isContentsPage(text)) return 'a table of contents';
      if (isLinkList(text)) return 'a list of links';
      return isReferenceList(text) ? 'a list of references' : null;
    },
  },
  content: z.strictObject({
    language: z.string().describe('The language of the code, in small letters; empty where there is no code'),
    code: z.string().describe('The code, whole and bare, without a fence; empty where there is none'),
    notes: z.string().min(20).describe('What goes with it in words'),
  }),
  instruction: CodeInstruction,
  with: CODE_SETS,
  fromSeed: ({ text, title, codeLanguage }) => ({
    language: codeLanguage?.toLowerCase() ?? '',
    code: text,
    notes: title === null ? 'Code as it was found in a repository.' : `Code as it was found in a repository: ${title}.`,
  }),
  show: showCode,
  pose: (_content, instruction, { draw }) => poseCode(instruction, draw),
  checks: [
    noOutsideReferences,
    optionsDiffer,
    stringsSound,
    givenRuns,
    databaseSound,
    responseBeginsWithSubstance,
    namesLanguage,
    codeParses,
    outputExact,
    patternSorts,
    queryGivesRows,
    testsTell,
    passesTests,
  ],
});
