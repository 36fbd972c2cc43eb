import { z } from 'zod';
import { splitSentences } from '../text/sentences.ts';
import type { Check } from './check.ts';

/** People and things of which there are no fractions. English. */
const COUNTED =
  '(?:people|persons?|men|women|child(?:ren)?|pupils?|students?|teachers?|workers?|employees|guests|passengers|visitors|' +
  'members|voters|players|teams|patients|customers|residents|volunteers|drivers|animals|cows|sheep|goats|hens|chickens|' +
  'horses|dogs|cats|fish|birds|trees|cars|buses|trucks|lorries|trains|boats|bicycles|bikes|trips|books|pencils|pens|tickets|' +
  'stamps|coins|boxes|crates|bags|packs|bottles|eggs|chairs|tables|rooms|seats|houses|windows|doors|letters|marbles|balls|' +
  'cards|dice|shirts|plates)';

/** "12.5 pupils"; "1,200 pupils" has three digits behind its mark. */
const BROKEN = new RegExp(`(?<![\\d.,])\\d+[.,]\\d{1,2}\\s+(?:[a-z]+\\s)?${COUNTED}\\b`, 'i');
const ASKED = new RegExp(`\\bhow many (?:more |fewer |whole |full |of the |other )?(?:[a-z]+ )?${COUNTED}\\b`, 'i');
const MEANT =
  /\b(?:average|averages|mean|median|expected|expectation|typical|typically|per|deviation|ratio|rate|times as)\b/i;

const Num = z.object({ answer: z.number(), unit: z.string().nullable() });

/** People, animals and things that are counted come out whole, in the problem and in its key; averages may be broken. English words. */
export const wholeCounts: Check = {
  id: 'whole-counts',
  at: 'item',
  check({ item, question }) {
    for (const { text } of splitSentences(question)) {
      const found = BROKEN.exec(text)?.[0];
      if (found !== undefined && !MEANT.test(text)) return broken(found);
    }
    const { data } = item.form === 'number' ? Num.safeParse(item.instruction) : {};
    if (data === undefined || (Number.isInteger(data.answer) && data.answer >= 0)) return null;
    const unit = data.unit ?? '';
    const ofThings = new RegExp(`^${COUNTED}$`, 'i').test(unit.trim()) || (unit === '' && ASKED.test(question));
    const asked = splitSentences(question).at(-1)?.text ?? question;
    return ofThings && !MEANT.test(asked) ? broken(`${data.answer} ${unit}`.trim()) : null;
  },
};

function broken(found: string) {
  return { reason: 'broken-count', detail: `What is counted does not come out whole: "${found}"` };
}
