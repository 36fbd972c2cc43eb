import { readGrid } from '../../text/grid.ts';
import { type Derived, derive } from './derived.ts';
import { type Figure, type Reading, readFigures } from './read-figures.ts';

/** A match with a derived value counts only where fewer than this many would be expected by chance. */
const MOST_CHANCE = 0.25;

/** A derived value counts only where it is written to within this share of itself. */
const MOST_LOOSE = 0.03;

/**
 * The figures of `text` that neither stand in `data` (as written there, rounded, or as a percentage of 1) nor follow from
 * it in one step beyond doubt. Numbers of lists and ordinals count as no figures.
 */
export function unsupportedFigures(text: string, data: string): Figure[] {
  const cells = readGrid(data)?.flat().join('\n') ?? '';
  const given = readFigures(`${cells}\n${data}`).flatMap((figure) => figure.readings.map(({ value }) => value));
  const scales = SCALES.flatMap(([word, scale]) => (word.test(data) ? [scale] : []));
  const decided = byCustom(`${text}\n${cells || data}`);
  const sought = readFigures(withoutListNumbers(text))
    .filter((figure) => !isOrdinal(text, figure))
    .map(decided);
  const scaled = (figure: Figure) => [figure, ...scales.map((scale) => by(figure, scale))];
  const unknown = sought.filter((figure) => !scaled(figure).some((each) => given.some((value) => fits(value, each))));
  if (unknown.length === 0) return [];
  const derived = derive(data);
  return unknown.filter((figure) => !scaled(figure).some((each) => follows(each, derived)));
}

/** Leaves an ambiguous figure ("212,500") the reading that the custom of both texts gives it, where they have one. */
function byCustom(texts: string): (figure: Figure) => Figure {
  const point = /\d\.\d{1,2}(?![\d.])/.test(texts);
  const comma = /\d,\d{1,2}(?![\d,])/.test(texts);
  return (figure) => {
    const mark = /^\d{1,3}([.,])\d{3}\s?%?$/.exec(figure.text)?.[1];
    if (mark === undefined || point === comma) return figure;
    const grouped = mark === (point ? ',' : '.');
    return { ...figure, readings: figure.readings.filter(({ value }) => value >= 1000 === grouped) };
  };
}

/** Words by which data say that their values are in thousands or more; a text may write such values out. */
const SCALES = [
  [/thousand|tausend|\btsd\b|\bmille\b|\bmiles\b|(?<!\d)1[.,\u00a0 ]?000(?!\d)|[’']000/i, 1e3],
  [/million|millón|\bmio\b|\bmln\b/i, 1e6],
  [/billion|milliard|\bmrd\b|\bbn\b/i, 1e9],
] as const;

/** A figure in units of a scale. */
function by(figure: Figure, scale: number): Figure {
  return {
    ...figure,
    readings: figure.readings.map(({ value, half }) => ({ value: value / scale, half: half / scale })),
  };
}

/** Whether a value, or a hundred times it where a percentage is written, rounds to what is written. */
function fits(value: number, { readings, percent }: Figure): boolean {
  return readings.some(
    (reading) => near(value, reading) || (percent && near(100 * value, reading)) || near(value, percentOf(reading)),
  );
}

function near(value: number, { value: written, half }: Reading): boolean {
  return Math.abs(Math.abs(value) - written) <= half * (1 + 1e-9) + 1e-12;
}

/** 0.12 for the 12 % that data may give. Only of shares that are written with two places or more. */
function percentOf({ value, half }: Reading): Reading {
  return value < 1 && half <= 0.005 ? { value: 100 * value, half: 100 * half } : { value, half };
}

function follows(figure: Figure, { counts, tiers }: Derived): boolean {
  if (figure.readings.some(({ value }) => counts.includes(value))) return true;
  const [reading] = figure.readings;
  if (!reading) return false;
  const exactly = { ...reading, half: Math.min(reading.half, 0.5) };
  return tiers.some((values) => matches(values, exactly));
}

/** Whether one of the values is what is written, where so close a match would hardly be chance. */
function matches(values: readonly number[], reading: Reading): boolean {
  if (reading.half > MOST_LOOSE * reading.value || !values.some((value) => near(value, reading))) return false;
  const [low, high] = [reading.value * 0.8, reading.value * 1.25];
  const about = values.filter((value) => value >= low && value <= high).length - 1;
  return (about * 2 * reading.half) / (high - low) < MOST_CHANCE;
}

/** Blanks in place of the numbers that begin items of a list or headings. */
function withoutListNumbers(text: string): string {
  return text.replaceAll(/^([ \t>#*-]*)(\d{1,2})([.)]\s)/gm, (_, lead: string, digits: string, mark: string) => {
    return lead + ' '.repeat(digits.length) + mark;
  });
}

function isOrdinal(text: string, { at, text: digits, readings }: Figure): boolean {
  if ((readings[0]?.value ?? 0) > 100) return false;
  const after = text.slice(at + digits.length, at + digits.length + 12);
  return /^(?:st|nd|rd|th|[ºª°]|er|re|e|ème|ste|de|:a|:e)(?![\p{L}])|^\. (?=\p{Lu}\p{Ll})(?=Platz|Rang|Stelle)/u.test(
    after,
  );
}
