import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { countBreach, linesIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(20) });

/** Emphasis and asides. */
export const EMPHASIS: readonly Constraint[] = [
  constraint<{ count: number }>({
    id: 'bold-phrases',
    family: 'structure',
    shape: Count,
    apart: ['notation'],
    for: ['answer'],
    says: ({ count }) => [
      `Set exactly ${count} phrases in bold, as in **phrase**.`,
      `Highlight ${count} passages with **double asterisks**, no more.`,
    ],
    breach: (response, { count }) =>
      countBreach(response.match(/\*\*(?=[^\s*])[^*\n]{1,200}\*\*/g)?.length ?? 0, count, 'bold phrase'),
    make: (draw) => ({ count: 2 + draw.index(3) }),
  }),
  constraint<{ count: number }>({
    id: 'brackets',
    family: 'form',
    shape: Count,
    apart: ['notation'],
    says: ({ count }) => [
      `Put exactly ${count} remarks in round brackets.`,
      `There must be ${count} bracketed asides (like this).`,
    ],
    breach: (response, { count }) =>
      countBreach(
        linesIn(response)
          .join('\n')
          .match(/\([^()\n]{2,400}\)/g)?.length ?? 0,
        count,
        'bracketed remark',
      ),
    make: (draw) => ({ count: 2 + draw.index(2) }),
  }),
];
