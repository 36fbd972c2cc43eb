import { z } from 'zod';
import { type Constraint, constraint, type Spec } from './constraint.ts';
import { counted } from './measure.ts';

const Range = z
  .strictObject({ least: z.int().min(0).max(5000), most: z.int().min(1).max(5000) })
  .refine(({ least, most }) => least <= most, 'least is above most');
type Range = z.infer<typeof Range>;

/** The end of a range that is open. */
export const UNBOUNDED = 5000;

/** The wordings of a range of things, with an end that may be open. */
function saysRange({ least, most }: Range, one: string): string[] {
  if (least === most)
    return [`Write exactly ${counted(most, one)}.`, `It must have ${counted(most, one)}, no more and no fewer.`];
  if (least === 0)
    return [
      `Use at most ${counted(most, one)}.`,
      `Stay within ${counted(most, one)}.`,
      `No more than ${counted(most, one)}.`,
    ];
  if (most === UNBOUNDED)
    return [`Write at least ${counted(least, one)}.`, `It must not fall below ${counted(least, one)}.`];
  return [
    `Write between ${least} and ${counted(most, one)}.`,
    `Keep it to ${least}-${counted(most, one)}.`,
    `The length should be ${least} to ${counted(most, one)}.`,
  ];
}

type Part = Pick<Spec<Range>, 'settles' | 'apart' | 'for' | 'weight' | 'make'>;

/** A constraint on how many there are of something that a program counts; readers may count it in more than one way. */
export function ranged(
  id: string,
  one: string,
  count: (text: string) => { least: number; most: number },
  part: Part,
): Constraint {
  return constraint<Range>({
    ...part,
    id,
    family: 'length',
    shape: Range,
    says: (range) => saysRange(range, one),
    breach(response, { least, most }) {
      const found = count(response);
      if (found.least > most) return `${counted(found.least, one)}; at most ${most}`;
      return found.most < least ? `${counted(found.most, one)}; at least ${least}` : null;
    },
  });
}
