import { z } from 'zod';

/** Fields that types of code ask for with a line `With:`, by the name of the set. A program holds each against the answer. */
export const CODE_SETS = {
  callable: z.strictObject({
    entry: z
      .string()
      .regex(/^[\p{L}_$][\p{L}\p{N}_$]*$/u)
      .describe('The name of the function or class that the answer defines, as the task states it'),
    entryKind: z.enum(['function', 'class']).describe('What it is'),
  }),
  program: z.strictObject({
    samples: z
      .array(z.strictObject({ stdin: z.string(), stdout: z.string().min(1) }))
      .min(2)
      .max(4)
      .describe('Examples of input and output, as they stand in the task too'),
  }),
  database: z.strictObject({
    setup: z
      .string()
      .min(40)
      .describe('The statements that create and fill the tables, as they are handed over too (SQLite)'),
    expected: z
      .array(z.array(z.union([z.string(), z.number(), z.null()])))
      .max(40)
      .describe('The rows that the query must give on these tables, worked out by hand, columns and rows in order'),
  }),
  strings: z.strictObject({
    accepts: z.array(z.string()).min(4).max(12).describe('Strings that fit as a whole, shown or kept back'),
    rejects: z.array(z.string()).min(4).max(12).describe('Near misses that do not fit, shown or kept back'),
  }),
  output: z.strictObject({
    runs: z.enum(['python', 'javascript']).describe('The language of the program handed over'),
  }),
} as const;

/** The fields of every item of code. */
export const CodeInstruction = z.strictObject({
  question: z
    .string()
    .min(30)
    .describe('The task in words, as the programmer gets it; what is handed over stands beside it'),
  given: z
    .string()
    .describe('Code, tests, data or documentation handed over, bare, without a fence; empty where there is none'),
  givenLanguage: z
    .string()
    .describe(
      'What that is written in, in small letters, such as python, sql, diff or text; empty where there is none',
    ),
  language: z
    .string()
    .min(1)
    .describe('The language that the answer is to be written in, in small letters; text where it is prose'),
});

const OTHER_NAMES: Partial<Record<string, string>> = {
  js: 'javascript',
  mjs: 'javascript',
  node: 'javascript',
  'node.js': 'javascript',
  nodejs: 'javascript',
  ts: 'typescript',
  py: 'python',
  sqlite: 'sql',
  yml: 'yaml',
  sh: 'bash',
  shell: 'bash',
  zsh: 'bash',
  console: 'bash',
  'c++': 'cpp',
  golang: 'go',
  rs: 'rust',
  'c#': 'csharp',
  cs: 'csharp',
  rb: 'ruby',
  kt: 'kotlin',
};

/** A language's one name: "JS" is javascript, and "Python 3.12" and "python (CPython)" are python. */
export function languageName(name: string): string {
  const small = name.trim().toLowerCase();
  const plain = small.replace(/\s*\([^()]*\)$/, '').replace(/(?<=[a-z+])[\s-]*v?\d+(?:\.\d+)*$/, '');
  return OTHER_NAMES[small] ?? OTHER_NAMES[plain] ?? plain;
}
