import { z } from 'zod';
import { chosen } from './choice.ts';
import { exact, type Form } from './form.ts';

const Option = z.object({ options: z.array(z.string()), key: z.int() });

/**
 * One of several options is right. Options are permuted, except numbers, which stay ascending. An option that names
 * others ("none of these") is refused, unless the type fixes their order.
 */
export const option: Form = {
  keyFields: ['key'],
  fields: ([least, most]) => ({
    options: z.array(z.string().min(1)).min(least).max(most).describe('The options, without letters'),
    key: z.int().nonnegative().describe('Which of the options is right, counted from 0'),
  }),
  problem(fields, fixedOrder = false) {
    const { options, key } = Option.parse(fields);
    if (key >= options.length) return `the key is ${key} but there are ${options.length} options`;
    if (new Set(options.map(exact)).size < options.length) return 'two options are the same';
    const names = options.find((text) =>
      /\b(all|none|both|neither) of (the|these)\b|\bboth \(?[A-F]\)? and\b/i.test(text),
    );
    return names && !fixedOrder ? `an option names others: "${names}"` : null;
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
    const choice = chosen(answer, { texts: options, labels });
    return choice === null ? null : choice === key;
  },
};
