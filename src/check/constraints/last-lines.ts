import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { linesIn } from './measure.ts';

const Label = z.strictObject({ label: z.string().min(2).max(40) });
const labelled = (label: string, line: string) => line.replace(/^[*_#>\s-]+/, '').startsWith(label);

/** Lines that an answer closes with. */
export const LAST_LINES: readonly Constraint[] = [
  constraint<{ label: string }>({
    id: 'last-line-label',
    family: 'structure',
    shape: Label,
    settles: ['ending'],
    apart: ['notation'],
    for: ['answer'],
    writes: ({ label }) => [label],
    says: ({ label }) => [
      `Close with one line that begins with "${label}".`,
      `The last line starts with "${label}" and sums the matter up.`,
    ],
    breach(response, { label }) {
      const last = linesIn(response).at(-1) ?? '';
      return labelled(label, last) ? null : `the last line begins "${last.slice(0, 40)}"`;
    },
    make: (draw) => ({
      label: draw.pick(['In short:', 'Bottom line:', 'To sum up:', 'Remember:', 'What follows:']) ?? '',
    }),
  }),
  constraint<{ label: string }>({
    id: 'postscript',
    family: 'content',
    shape: Label,
    apart: ['notation', 'ending'],
    for: ['piece'],
    writes: ({ label }) => [`${label} text`],
    says: ({ label }) => [
      `Add a postscript at the end that begins with "${label}".`,
      `After the text, put a last remark that starts with "${label}".`,
    ],
    breach: (response, { label }) =>
      linesIn(response)
        .slice(1)
        .some((line, at, all) => at >= all.length - 3 && labelled(label, line))
        ? null
        : `no line at the end begins with "${label}"`,
    make: (draw, { question }) =>
      /\b(?:letter|email|e-mail|card|message|post)\b/i.test(question)
        ? { label: draw.pick(['P.S.', 'PS:']) ?? '' }
        : null,
  }),
];
