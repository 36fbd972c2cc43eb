import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { countBreach, timesIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(12) });

/** Dates in figures that are not written year-month-day. */
const OTHER_DATE =
  /(?<![\d-])(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})(?!\d)/;
const ISO_DATE = /(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])/g;

/** What an answer holds: instances, gaps to fill, dates, figures. */
export const CONTENT: readonly Constraint[] = [
  constraint<{ count: number }>({
    id: 'examples',
    family: 'content',
    shape: Count,
    apart: ['notation'],
    for: ['answer'],
    weight: 1.5,
    writes: () => ['For example,'],
    says: ({ count }) => [
      `Give exactly ${count} ${count === 1 ? 'example' : 'examples'}; introduce each with the words "For example".`,
      `Use the phrase "for example" exactly ${count} ${count === 1 ? 'time' : 'times'}, each with a different instance.`,
    ],
    breach: (response, { count }) => countBreach(timesIn(response, 'for example'), count, 'example'),
    make: (draw) => ({ count: 1 + draw.index(3) }),
  }),
  constraint<{ count: number }>({
    id: 'gaps-to-fill',
    family: 'content',
    shape: Count,
    apart: ['notation'],
    for: ['piece'],
    says: ({ count }) => [
      `Leave at least ${count} gaps in square brackets for details to be filled in, such as [name] or [date].`,
    ],
    breach(response, { count }) {
      const gaps = response.match(/\[[^[\]\n]{1,40}\](?!\()/g)?.length ?? 0;
      return gaps >= count ? null : `${gaps} gaps in brackets; at least ${count}`;
    },
    make: (draw, { question }) =>
      /\b(?:letter|email|e-mail|invitation|notice|form|template)\b/i.test(question)
        ? { count: 2 + draw.index(3) }
        : null,
  }),
  constraint<{ count: number }>({
    id: 'iso-dates',
    family: 'content',
    shape: Count,
    settles: ['digits'],
    for: ['answer', 'rework'],
    writes: () => ['2001-02-03'],
    says: ({ count }) => [`Write every full date as year-month-day, such as 2001-02-03; at least ${count} must occur.`],
    breach(response, { count }) {
      const other = OTHER_DATE.exec(response)?.[0];
      if (other !== undefined) return `"${other}" is written otherwise`;
      const found = response.match(ISO_DATE)?.length ?? 0;
      return found >= count ? null : `${found} dates; at least ${count}`;
    },
    make: (_, { material }) => (OTHER_DATE.test(material) ? { count: 1 } : null),
  }),
  constraint<{ count: number }>({
    id: 'figures',
    family: 'content',
    shape: Count,
    settles: ['digits'],
    apart: ['notation'],
    for: ['answer'],
    writes: () => ['12'],
    says: ({ count }) => [`Name at least ${count} exact figures, in digits.`],
    breach(response, { count }) {
      const { size } = new Set(response.match(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu));
      return size >= count ? null : `${size} figures; at least ${count}`;
    },
    make: (draw, { material }) => (new Set(material.match(/\d+/g)).size < 5 ? null : { count: 2 + draw.index(2) }),
  }),
];
