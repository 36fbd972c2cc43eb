import { z } from 'zod';
import type { Need } from './skill.ts';

/** What a program can count in a text, by the name that a `Needs:` line gives it. */
const COUNTED: Record<string, (text: string) => number> = {
  numbers: (text) => text.match(/(?<![\p{L}\p{N}])\d[\d.,]*/gu)?.length ?? 0,
  lines: (text) => text.split('\n').filter((line) => line.trim() !== '').length,
  words: (text) => text.split(/\s+/).filter(Boolean).length,
  paragraphs: (text) => text.split(/\n\s*\n/).length,
  speakers: (text) => new Set([...text.matchAll(/^([\p{Lu}][^:\n]{0,40}):/gmu)].map((match) => match[1])).size,
};

/** The value of a `Needs:` line: "4 numbers", or several with commas. */
export const Needs = z.string().transform((text, context): Need[] =>
  text.split(',').map((part) => {
    const [, least = '', what = ''] = /^(\d+) (\w+)$/.exec(part.trim()) ?? [];
    if (!Object.hasOwn(COUNTED, what)) {
      const names = Object.keys(COUNTED).join(', ');
      context.addIssue({ code: 'custom', message: `write a count and one of ${names}, such as 4 numbers` });
    }
    return { least: Number(least), what };
  }),
);

/** Whether a text holds what is needed. */
export function meets(text: string, needs: readonly Need[]): boolean {
  return needs.every(({ least, what }) => (COUNTED[what]?.(text) ?? 0) >= least);
}
