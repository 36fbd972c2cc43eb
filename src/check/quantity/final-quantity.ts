import { readsEnglish } from '../../text/english.ts';
import { splitSentences } from '../../text/sentences.ts';
import { unmarked } from '../forms/stated.ts';
import type { Estimate } from './estimate.ts';
import { type Found, findQuantities } from './find-quantities.ts';
import type { Dimension } from './unit-names.ts';
import { differing, parseUnit, sameDimension } from './units.ts';

/**
 * What an answer comes to, as a range in base units; `other`: a quantity of another dimension, as it stands there. Null
 * where its wording leaves a doubt: no quantity, several far apart, a mark that may part groups or decimals, a cross-check.
 */
export type Final = { low: number; high: number } | { other: string } | null;

/** How far back from its end an answer is searched, in characters and in sentences. */
const TAIL = 2000;
const SENTENCES = 3;
/** Values further apart than this are no two ends of one estimate. */
const APART = 12;

/** Wordings of English beside which a quantity need not be the result: a check by another road, a share of it. */
const ASIDE =
  /\b(?:cross-?check|sanity|compar(?:e|ed|es|ing|ison)|for scale|(?:per|a|each) (?:head|person|capita|household)|(?:other|second) (?:road|way|route|method))\b/i;

/** Reads what the end of an answer settles on, against the unit of an estimate. */
export function finalQuantity(answer: string, { unit }: Pick<Estimate, 'unit'>): Final {
  const wanted = parseUnit(unit);
  if (!wanted) return null;
  const tail = unmarked(answer.slice(-TAIL)).replaceAll(/\b(Mio|Mrd|Mill)\./g, '$1');
  const english = readsEnglish(answer.slice(0, TAIL));
  for (const [at, { text }] of splitSentences(tail).slice(-SENTENCES).reverse().entries()) {
    const found = findQuantities(text);
    const fitting = found.filter(({ dimension }) => sameDimension(dimension, wanted.dimension));
    if (fitting.some(({ values }) => values.length > 1) && !english) return null;
    if (fitting.length > 0 && ASIDE.test(text) && !ASIDE.test(unit)) return null;
    if (fitting.length > 0) return together(meant(found, fitting, unit));
    const [only, ...more] = found;
    if (at === 0 && only && more.length === 0 && isOther(only, unit, wanted.dimension)) return { other: only.text };
    if (found.length > 0) return null;
  }
  return null;
}

/** The range that quantities of one sentence span, if they are near enough to be ends of one estimate. */
function together(found: readonly Found[]): Final {
  const values = found.map(({ values: [value = 0] }) => value).filter((value) => value > 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.length === 0 || high / low > APART ? null : { low, high };
}

/** Of several counts those that count what the unit names; none where that is in doubt. No years beside others. */
function meant(found: readonly Found[], fitting: readonly Found[], wanted: string): Found[] {
  const likely = fitting.filter((each) => !isYear(each) || found.length === 1);
  if (found.length === 1 || Object.keys(fitting[0]?.dimension ?? {}).length > 0) return likely;
  const stems =
    wanted
      .toLowerCase()
      .match(/\p{L}{4,}/gu)
      ?.map((word) => word.slice(0, 4)) ?? [];
  if (stems.length === 0) return likely;
  const named = found.filter(({ unit }) => stems.some((stem) => unit.toLowerCase().includes(stem)));
  return named.every((each) => fitting.includes(each)) ? named : [];
}

function isYear({ unit, values: [value = 0] }: Found): boolean {
  return unit === '' && Number.isInteger(value) && value >= 1000 && value <= 2100;
}

/** Whether it measures something else beyond doubt: both in known units, not of time alone, nor in pounds, which may be money. */
function isOther({ dimension, unit }: Found, wanted: string, sought: Dimension): boolean {
  const apart = differing(dimension, sought).filter((base) => base !== 's');
  const known = [dimension, sought].every((each) => Object.keys(each).some((base) => base !== 's'));
  return known && apart.length > 0 && !/pound/i.test(`${unit} ${wanted}`);
}
