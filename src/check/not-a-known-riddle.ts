import { z } from 'zod';
import { words } from '../text/compare.ts';
import type { Check } from './check.ts';
import { STATEMENTS } from './formal/shapes.ts';
import { exact } from './forms/form.ts';
import { FORMS } from './forms/index.ts';
import { KNOWN_RIDDLES, type KnownRiddle } from './known-riddles.ts';

/** The fields of a puzzle that alters a well-known one: a set that a skill gives in `with`. */
export const TWIST = z.strictObject({
  classic: z.strictObject({
    told: z.string().describe('The well-known puzzle in a sentence'),
    answer: z.string().describe('Its well-known answer, in as few words as the new one'),
  }),
});

/** Longer texts than this hold the words of many riddles by chance. */
const LONGEST = 160;

/** Those that ask how or why: an item with a formal statement asks for what a program finds and is none of them. */
const EXPLAINED = new Set(
  'electric-train rooster survivors surgeon elevator hiccups ice-block music-stops desert-pack albatross three-switches two-guards hats hundred-prisoners'.split(
    ' ',
  ),
);

/**
 * A puzzle is not one that everybody has heard: it does not have all the words that such a puzzle cannot do without.
 * An item that declares its `classic` may resemble one, and must not have its answer. English.
 */
export const notAKnownRiddle: Check = {
  id: 'not-a-known-riddle',
  at: 'item',
  check({ item, material, question }) {
    const key = FORMS[item.form].key(item.instruction) ?? '';
    const told = words(`${material} ${question}`);
    const formal = Object.keys(STATEMENTS).some((name) => name in item.instruction);
    const among = formal ? KNOWN_RIDDLES.filter(({ id }) => !EXPLAINED.has(id)) : KNOWN_RIDDLES;
    const found = among.find((riddle) => tells(riddle, told, words(key)));
    if (!found) return null;
    const again = 'classic' in item.instruction ? hasAny(words(key), found.answers) : true;
    return again ? { reason: 'known-riddle', detail: `It is the one known as "${found.id}"` } : null;
  },
};

/** The puzzle's answer differs from that of the `classic` which it says it alters. */
export const differsFromClassic: Check = {
  id: 'differs-from-classic',
  at: 'item',
  check({ item }) {
    const twist = TWIST.safeParse({ classic: item.instruction.classic });
    if (!twist.success) return null;
    const answer = exact(twist.data.classic.answer);
    const { alternatives } = item.instruction;
    const given = [FORMS[item.form].key(item.instruction) ?? '', ...(Array.isArray(alternatives) ? alternatives : [])];
    if (answer === '') return { reason: 'no-classic', detail: 'The classic has no answer' };
    const same = given.some((each) => exact(String(each)) === answer);
    return same ? { reason: 'same-as-classic', detail: `The classic's answer is "${answer}" too` } : null;
  },
};

function tells({ core, answers, bound }: KnownRiddle, told: readonly string[], key: readonly string[]): boolean {
  if (told.length > LONGEST || (bound && !hasAny(key, answers))) return false;
  return core.every((either) => hasAny(told, either.split('|')));
}

/** Whether a word is one of the given ones, or begins with one of four letters or more. */
function hasAny(told: readonly string[], given: readonly string[]): boolean {
  return told.some((word) => given.some((each) => word === each || (each.length > 3 && word.startsWith(each))));
}
