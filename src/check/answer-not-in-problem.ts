import type { Check } from './check.ts';
import { FORMS } from './forms/index.ts';
import { sameUnit } from './forms/units.ts';
import { singleValue } from './forms/values.ts';

/** Numerals of fewer digits stand in a problem by chance. */
const TELLING = 3;

/**
 * A problem whose key is one quantity does not print it: the number with its unit, or a number of three digits and more.
 * A key in words, which may be one of the things that the problem is about, is not looked for.
 */
export const answerNotInProblem: Check = {
  id: 'answer-not-in-problem',
  at: 'item',
  check({ item, question }) {
    const key = FORMS[item.form].key(item.instruction);
    const value =
      item.form === 'number' || item.form === 'short' || item.form === 'option' ? singleValue(key ?? '') : null;
    if (value === null || value.fraction !== null) return null;
    for (const match of question.slice(0, 8000).matchAll(/(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d.,]\d)/g)) {
      const [text] = match;
      if (Number(text.replaceAll(',', '')) !== value.number) continue;
      const after = question.slice(match.index + text.length).trimStart();
      const unit = /^(?:[%°€]|\p{L}+)/u.exec(after)?.[0] ?? '';
      const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
      const named = value.unit !== '' && sameUnit(unit, value.unit);
      if (named || digits >= TELLING)
        return { reason: 'answer-in-problem', detail: `The problem holds its key, ${key}` };
    }
    return null;
  },
};
