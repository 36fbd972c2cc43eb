import { z } from 'zod';
import { parseFault } from '../../sandbox/parse-fault.ts';
import type { Check } from '../check.ts';
import { codeOf } from './fenced.ts';
import { languageName } from './fields.ts';

const Owed = z.object({ language: z.string(), accepts: z.array(z.string()).optional() });

/** Languages that a fence names in one way only, so that a block in another is one in another language. */
const PLAIN = ['javascript', 'typescript', 'python', 'sql', 'json', 'yaml'];

/**
 * The code that a response owes is in the language asked for and can be read by its parser, where one is at hand. An
 * expression for strings goes by many names and is left to its own check.
 */
export const codeParses: Check = {
  id: 'code-parses',
  at: 'response',
  async check({ item, response }) {
    const { data } = Owed.safeParse(item.instruction);
    if (item.form !== 'code' || data === undefined || data.accepts) return null;
    const language = languageName(data.language);
    const code = codeOf(response ?? '', language);
    if (code === null && !PLAIN.includes(language)) return null;
    if (code === null) return { reason: 'other-language', detail: `No block of the response is ${language}` };
    const fault = await parseFault(language, code);
    return fault === null ? null : { reason: 'unparsable', detail: fault };
  },
};
