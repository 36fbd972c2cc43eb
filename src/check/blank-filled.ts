import { z } from 'zod';
import type { Check } from './check.ts';
import { plain } from './forms/form.ts';

/** The field set of tasks that have a form filled in. */
export const blankFields = z.strictObject({
  blank: z
    .string()
    .min(1)
    .describe(
      'The empty form: each label on a line of its own, a colon behind it, then in brackets the rule for what is filled in, if there is one',
    ),
});

const LABEL = /^[\s\-*#\d.)]*([\p{L}][^:：\n]{1,60})[:：]/u;
const Blank = z.object({ blank: z.string() });

/** The labels of a form, in order. */
export function labelsOfBlank(blank: string): string[] {
  return blank.split('\n').flatMap((line) => {
    const label = plain((LABEL.exec(line)?.[1] ?? '').replaceAll(/\([^()]*\)/g, ''));
    return label === '' ? [] : [label];
  });
}

/** A form to be filled in has at least four labels, no two of them the same. */
export const blankSound: Check = {
  id: 'blank-sound',
  at: 'item',
  check({ item }) {
    const given = Blank.safeParse(item.instruction);
    if (!given.success) return null;
    const labels = labelsOfBlank(given.data.blank);
    if (labels.length < 4) return { reason: 'no-form', detail: `The form has ${labels.length} labels; at least 4` };
    const twice = labels.find((label, at) => labels.indexOf(label) < at);
    return twice === undefined ? null : { reason: 'no-form', detail: `The form has "${twice}" twice` };
  },
};

/** The response holds all labels of the form, in their order, and none of its lines is left open. */
export const blankFilled: Check = {
  id: 'blank-filled',
  at: 'response',
  check({ item, response }) {
    const given = Blank.safeParse(item.instruction);
    if (!given.success) return null;
    const text = ` ${plain(response ?? '')} `;
    let at = 0;
    for (const label of labelsOfBlank(given.data.blank)) {
      const found = text.indexOf(` ${label} `, at);
      if (found < 0) return { reason: 'label-lost', detail: `The form's "${label}" is missing or out of place` };
      at = found + label.length + 1;
    }
    const open = /_{4,}|\.{6,}|…{2,}/.exec(response ?? '')?.[0];
    return open === undefined ? null : { reason: 'field-left-open', detail: `A blank is left: "${open.slice(0, 20)}"` };
  },
};
