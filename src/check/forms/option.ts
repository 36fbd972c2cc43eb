import { z } from 'zod';
import { closing, type Form, holds, plain } from './form.ts';

const Option = z.object({ options: z.array(z.string()), key: z.int() });

/** One of several options is right. Options are permuted, except numbers, which stay ascending. */
export const option: Form = {
  fields: ([least, most]) => ({
    options: z.array(z.string().min(1)).min(least).max(most).describe('The options, without letters'),
    key: z.int().nonnegative().describe('Which of the options is right, counted from 0'),
  }),
  problem(fields) {
    const { options, key } = Option.parse(fields);
    if (key >= options.length) return `the key is ${key} but there are ${options.length} options`;
    if (new Set(options.map(plain)).size < options.length) return 'two options are the same';
    const names = options.find((text) =>
      /\b(all|none|both|neither) of (the|these)\b|\bboth \(?[A-F]\)? and\b/i.test(text),
    );
    return names ? `an option names others: "${names}"` : null;
  },
  permute(fields, draw) {
    const { options, key } = Option.parse(fields);
    const numbers = options.map((text) => Number(text.replaceAll(/[\s,%$€£]/g, '')));
    const order = options.map((_, index) => index);
    const shuffled = numbers.every(Number.isFinite)
      ? order.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
      : draw.shuffle(order);
    return { ...fields, options: shuffled.map((index) => options[index]), key: shuffled.indexOf(key) };
  },
  shown: (fields) => ({ choices: Option.parse(fields).options }),
  key(fields) {
    const { options, key } = Option.parse(fields);
    return options[key] ?? null;
  },
  agrees(answer, fields, labels) {
    const { options, key } = Option.parse(fields);
    const chosen = chosenLabel(answer, labels) ?? chosenText(answer, options);
    return chosen === null ? null : chosen === key;
  },
};

/** The index of the one label that an answer states; null where it states none or more than one. */
export function chosenLabel(answer: string, labels: readonly string[]): number | null {
  const whole = answer.trim().replaceAll('*', '');
  const bare = /^\(?([A-Za-z]|\d)\s*[).:]?$/.exec(whole)?.[1];
  if (bare !== undefined) return indexOf(labels, bare);
  const stated = [
    ...whole.matchAll(/\b(?:answer|option|choice)\b(?: is)?:?\s*\(?([A-Za-z]|\d)\b[).]?(?=\s|$|[.,;])/gi),
  ].at(-1)?.[1];
  if (stated !== undefined && indexOf(labels, stated) !== null) return indexOf(labels, stated);
  const marked = (text: string) =>
    new Set(
      labels.filter((label) => new RegExp(`(?:^|\\s)(?:\\(${label}\\)|${label}[.)])(?=\\s|$|[,;:.])`, 'm').test(text)),
    );
  for (const text of [closing(whole), whole.split('\n')[0] ?? '']) {
    const found = [...marked(text)];
    if (found.length === 1 && found[0] !== undefined) return indexOf(labels, found[0]);
  }
  return null;
}

function chosenText(answer: string, options: readonly string[]): number | null {
  for (const text of [closing(answer), answer]) {
    const found = options.flatMap((option, index) => (holds(text, option) ? [index] : []));
    if (found.length === 1 && found[0] !== undefined) return found[0];
  }
  return null;
}

function indexOf(labels: readonly string[], label: string): number | null {
  const exact = labels.indexOf(label);
  const found = exact >= 0 ? exact : labels.findIndex((each) => each.toLowerCase() === label.toLowerCase());
  return found < 0 ? null : found;
}
