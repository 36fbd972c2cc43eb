import type { Check } from './check.ts';

const MACHINERY =
  /\b(?:taxonomy|seed (?:text|document|material)|distractors?|answer key|language model|json|the material above)\b|<\/?material>/i;

/** Neither question nor choices speak of how they were made. A word that the material uses, or a constraint, is let through. */
export const noMachinery: Check = {
  id: 'no-machinery',
  at: 'item',
  check({ item, question, material, content }) {
    const options = item.instruction.options;
    const text = [question, ...(Array.isArray(options) ? options.map(String) : [])].join('\n');
    const found = MACHINERY.exec(text)?.[0];
    const wanted = found?.toLowerCase() === 'json' && Array.isArray(item.instruction.constraints);
    if (found === undefined || wanted || `${material}\n${content}`.toLowerCase().includes(found.toLowerCase()))
      return null;
    return { reason: 'machinery', detail: `The item speaks of its making: "${found}"` };
  },
};
