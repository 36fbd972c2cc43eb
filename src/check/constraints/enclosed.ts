import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { unfenced } from './measure.ts';
import { noted } from './notation.ts';

/** Answers that stand in tags or in a fence. */
export const ENCLOSED: readonly Constraint[] = [
  noted({
    id: 'tagged-parts',
    settles: ['layout', 'notation', 'opening', 'ending'],
    says: ({ names }) => [
      `Put the parts of the answer in XML tags, in this order and with nothing outside them: ${names.map((name) => `<${name}>`).join(', ')}.`,
    ],
    breach(response, { names }) {
      let rest = unfenced(response);
      for (const name of names) {
        const [open, close] = [`<${name}>`, `</${name}>`];
        const end = rest.indexOf(close);
        if (!rest.startsWith(open) || end < 0) return `${open} does not stand in its place, or is not closed`;
        rest = rest.slice(end + close.length).trimStart();
      }
      return rest === '' ? null : `text stands outside the tags: "${rest.slice(0, 60)}"`;
    },
  }),
  constraint<Record<string, never>>({
    id: 'one-code-block',
    family: 'structure',
    shape: z.strictObject({}),
    settles: ['layout', 'notation', 'opening', 'ending', 'marks', 'sentences'],
    says: () => ['Reply with a single fenced code block and nothing before or after it.'],
    breach(response) {
      const whole = /^\s*(`{3,})[\w+-]*[^\S\n]*\n[\s\S]*?\n\1\s*$/.test(response);
      return whole && response.split('```').length === 3 ? null : 'the answer is not one fenced block alone';
    },
  }),
];
