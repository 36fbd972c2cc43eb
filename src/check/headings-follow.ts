import { z } from 'zod';
import type { Check } from './check.ts';
import { plain } from './forms/form.ts';

/** The fields of items that prescribe a document: its headings in order, each with what goes below it. */
export const HEADINGS = {
  headings: z
    .array(
      z.strictObject({
        heading: z.string().min(2).max(80).describe('As it is to stand in the document'),
        holds: z.string().min(1).describe('What goes below it, in a phrase'),
      }),
    )
    .min(3)
    .max(8)
    .describe('The parts of the document in their order'),
};

const Prescribed = z.looseObject(HEADINGS);

/** The list of headings that a writer gets; empty where nothing is prescribed. */
export function shownHeadings(instruction: Readonly<Record<string, unknown>>): string {
  const read = Prescribed.safeParse(instruction);
  return read.success ? read.data.headings.map(({ heading, holds }) => `- ${heading}: ${holds}`).join('\n') : '';
}

/** The prescribed headings begin lines of the response, each once and in their order, none left empty. */
export const headingsFollow: Check = {
  id: 'headings-follow',
  at: 'response',
  check({ item, response }) {
    const read = Prescribed.safeParse(item.instruction);
    if (!read.success) return null;
    const lines = (response ?? '').split('\n').map((line) => plain(line).replace(/^\d+ /, ''));
    let from = 0;
    for (const [at, { heading }] of read.data.headings.entries()) {
      const sought = plain(heading);
      const place = lines.findIndex(
        (line, index) => index >= from && (line === sought || line.startsWith(`${sought} `)),
      );
      if (place < 0) return { reason: 'heading-missing', detail: `No line begins with "${heading}" where it should` };
      const empty =
        at > 0 &&
        lines
          .slice(from - 1, place)
          .join(' ')
          .trim() === plain(read.data.headings[at - 1]?.heading ?? '');
      if (empty) return { reason: 'part-empty', detail: `Nothing stands before "${heading}"` };
      from = place + 1;
    }
    return null;
  },
};
