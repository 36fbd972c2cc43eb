import type { Constraint } from './constraint.ts';
import { linesIn, paragraphsIn, sentencesIn, wordCount } from './measure.ts';
import { ranged, UNBOUNDED } from './ranged.ts';

const exactly = (count: (text: string) => unknown[]) => (text: string) => {
  const { length } = count(text);
  return { least: length, most: length };
};
const tens = (count: number) => Math.max(20, Math.round(count / 10) * 10);

/** How long an answer is, as a whole and in its parts. */
export const LENGTH: readonly Constraint[] = [
  ranged('words', 'word', wordCount, {
    settles: ['size'],
    weight: 3,
    make(draw, { size }) {
      const most = tens(size * (0.6 + draw.next() * 0.5));
      return (
        draw.pick([
          { least: 0, most },
          { least: tens(most * 0.75), most },
          { least: tens(most * 0.9), most: UNBOUNDED },
        ]) ?? null
      );
    },
  }),
  ranged(
    'characters',
    'character',
    (text) => ({ least: [...text.replaceAll(/\s/g, '')].length, most: [...text.trim()].length }),
    {
      settles: ['size'],
      weight: 0.7,
      make: (draw, { size }) =>
        size > 400 ? null : { least: 0, most: Math.min(UNBOUNDED, tens(size * 6 * (0.8 + draw.next() * 0.4))) },
    },
  ),
  ranged('sentences', 'sentence', exactly(sentencesIn), {
    settles: ['sentences', 'size', 'layout'],
    apart: ['notation'],
    for: ['answer'],
    weight: 2,
    make(draw) {
      const most = 3 + draw.index(6);
      return { least: draw.next() < 0.5 ? most : most - 2, most };
    },
  }),
  ranged('paragraphs', 'paragraph', exactly(paragraphsIn), {
    settles: ['layout'],
    apart: ['opening'],
    weight: 2,
    make(draw, { kind }) {
      const count = 2 + draw.index(kind === 'answer' ? 3 : 5);
      return { least: count, most: count };
    },
  }),
  ranged('lines', 'line', exactly(linesIn), {
    settles: ['layout', 'size'],
    apart: ['opening', 'ending'],
    for: ['answer'],
    make(draw) {
      const count = 4 + draw.index(7);
      return { least: count, most: count };
    },
  }),
];
