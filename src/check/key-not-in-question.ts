import type { Check } from './check.ts';
import { holds, plain } from './forms/form.ts';
import { FORMS } from './forms/index.ts';

/** The question does not give away its key: a key of three or more words, or a sole short answer, stands not in it. */
export const keyNotInQuestion: Check = {
  id: 'key-not-in-question',
  at: 'item',
  check({ item, question }) {
    if (item.form !== 'option' && item.form !== 'short') return null;
    const key = FORMS[item.form].key(item.instruction) ?? '';
    const options = item.instruction.options;
    const named = Array.isArray(options) && options.filter((each) => holds(question, String(each))).length > 1;
    if (named || (item.form === 'option' && plain(key).split(' ').length < 3)) return null;
    return holds(question, key) ? { reason: 'key-in-question', detail: `The question holds its key, "${key}"` } : null;
  },
};
