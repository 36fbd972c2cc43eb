import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AnswerForm } from '../data.ts';
import { UserError } from '../errors.ts';
import { shortHash } from '../text/hash.ts';
import { PROMPTS_DIR } from './load-frames.ts';
import { parseWords } from './words.ts';

/** A kind of wording that rows may have, with the lines of which one is drawn; none where the kind adds no words. */
export interface RowWords {
  id: string;
  weight: number;
  /** Answer forms that it suits. */
  forms: readonly AnswerForm[];
  /** What the row must have: labelled choices, or material. */
  needs: 'labels' | 'material' | null;
  lines: string[];
}

/** Wordings that ask for a form of answer, and system turns: what rows of all skills may have. */
export interface Wordings {
  answerForms: RowWords[];
  systemTurns: RowWords[];
  hash: string;
}

const Attributes = z.strictObject({
  weight: z.coerce.number().positive(),
  for: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(AnswerForm))
    .default([...AnswerForm.options]),
  needs: z.enum(['labels', 'material']).nullable().default(null),
});

/** Reads `answer-forms.md` and `system-turns.md` of a folder. Errors: E_FRAME. */
export async function loadWordings(dir: string = PROMPTS_DIR): Promise<Wordings> {
  const [forms, turns] = await Promise.all(
    ['answer-forms.md', 'system-turns.md'].map((name) =>
      readFile(join(dir, name), 'utf8').catch((cause) => {
        throw new UserError('E_FRAME', `Cannot read "prompts/${name}": it cannot be opened`, { cause });
      }),
    ),
  );
  return {
    answerForms: parseRowWords('prompts/answer-forms.md', forms ?? ''),
    systemTurns: parseRowWords('prompts/system-turns.md', turns ?? ''),
    hash: shortHash(forms ?? '', turns ?? ''),
  };
}

/** One kind a "## heading", its lines a closing list. Errors: E_FRAME with the line. */
export function parseRowWords(path: string, source: string): RowWords[] {
  return parseWords(path, source).sections.map(({ title, line, attributes, angles }) => {
    const read = Attributes.safeParse(attributes);
    if (!read.success) throw new UserError('E_FRAME', `Cannot read "${path}:${line}": ${z.prettifyError(read.error)}`);
    const { weight, for: suiting, needs } = read.data;
    return { id: title, weight, forms: suiting, needs, lines: angles };
  });
}
