import { z } from 'zod';
import { readsEnglish } from '../../text/english.ts';
import type { Check } from '../check.ts';
import { holds } from '../forms/form.ts';
import { forbids } from './clash.ts';
import { demandOfLimit, type Limit, Limits } from './limits.ts';

const Limited = z.object({ limits: Limits });
const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'.split(' ');
const TENS: Record<string, string> = {
  20: 'twenty',
  30: 'thirty',
  40: 'forty',
  50: 'fifty',
  60: 'sixty',
  70: 'seventy',
  80: 'eighty',
  90: 'ninety',
  100: 'hundred',
};
const NAMED = new Set<Limit['rule']>(['must-use', 'must-not-use', 'first-words', 'last-words', 'spells-by-lines']);

/**
 * The limits that an item's author names can be read, can be met together, and stand in the task that the student gets: a
 * number or word that is not told cannot be kept to.
 */
export const limitsSound: Check = {
  id: 'limits-sound',
  at: 'item',
  check({ item, question }) {
    const limited = Limited.safeParse(item.instruction);
    if (!limited.success) return null;
    const { limits } = limited.data;
    for (const [at, limit] of limits.entries()) {
      const { rule, value } = limit;
      const demand = demandOfLimit(limit);
      if (!demand) return { reason: 'limit-not-read', detail: `"${rule}" cannot be "${value}"` };
      if (!stated(limit, question))
        return { reason: 'limit-not-told', detail: `The task does not say "${value}" for ${rule}` };
      for (const before of limits.slice(0, at)) {
        const other = demandOfLimit(before);
        const against = other && (sameTwice(before, limit) ?? forbids(demand, other) ?? forbids(other, demand));
        if (against) return { reason: 'limits-clash', detail: against };
      }
    }
    return null;
  },
};

function sameTwice(a: Limit, b: Limit): string | null {
  return a.rule === b.rule && a.value !== b.value && !a.rule.startsWith('must') ? `"${a.rule}" is given twice` : null;
}

/** Whether a task says a limit's words, or its number in digits or, in English, in words. */
function stated({ rule, value }: Limit, question: string): boolean {
  if (NAMED.has(rule)) return value.split(/\s*[,;|]\s*/).every((word) => word === '' || holds(question, word));
  const number = /\d+/.exec(value)?.[0];
  if (number === undefined || holds(question, number) || !readsEnglish(question)) return true;
  const wording = NUMBERS[Number(number)] ?? TENS[number];
  return wording !== undefined && holds(question, wording);
}
