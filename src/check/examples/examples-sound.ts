import { z } from 'zod';
import type { Check, Finding, Subject } from '../check.ts';
import { holds, plain } from '../forms/form.ts';
import { ExamplesInstruction } from './fields.ts';

const Shown = z.object(ExamplesInstruction.shape);
const Chosen = z.object({ options: z.array(z.string()).optional(), steps: z.array(z.string()).optional() });
const Labelled = z.object({ answer: z.string(), labels: z.array(z.string()) });

/**
 * Examples that can teach: inputs all different, outputs not all alike, steps for all or for none. The query is none of
 * them, it holds what is to be picked from or put in order, and a label that is the key was shown, as were all that may
 * be chosen.
 */
export const examplesSound: Check = {
  id: 'examples-sound',
  at: 'item',
  check({ item }) {
    const shown = Shown.safeParse(item.instruction).data;
    if (!shown) return null;
    const { examples, query } = shown;
    const inputs = examples.map(({ input }) => exactly(input));
    const twice = inputs.find((input, at) => inputs.indexOf(input) !== at);
    if (twice !== undefined) return { reason: 'example-twice', detail: `Shown twice: ${twice}` };
    if (inputs.includes(exactly(query))) return { reason: 'query-shown', detail: `An example already: ${query}` };
    const outputs = new Set(examples.map(({ output }) => exactly(output)));
    if (outputs.size < 2) return { reason: 'outputs-alike', detail: `Every example gives ${[...outputs]}` };
    const worked = examples.filter(({ steps }) => steps.trim() !== '').length;
    if (worked > 0 && worked < examples.length)
      return { reason: 'steps-uneven', detail: `${worked} of ${examples.length} examples show steps` };
    const amiss = choicesAmiss(item, query);
    if (amiss) return amiss;
    const labelled = item.form === 'label' ? Labelled.safeParse(item.instruction).data : undefined;
    const unseen = labelled?.labels.find((label) => !examples.some(({ output }) => plain(output) === plain(label)));
    return unseen === undefined ? null : { reason: 'label-not-shown', detail: `No example has the label "${unseen}"` };
  },
};

/** What is picked from, or put in order, stands in the query; and there not in its right order. */
function choicesAmiss({ form, instruction }: Subject['item'], query: string): Finding | null {
  const { options, steps } = Chosen.parse(instruction);
  const choices = (form === 'option' ? options : form === 'order' ? steps : null) ?? [];
  const foreign = choices.find((choice) => !query.includes(choice) && !holds(query, choice));
  if (foreign !== undefined) return { reason: 'choice-not-in-query', detail: `The query does not hold "${foreign}"` };
  const places = form === 'order' ? choices.map((choice) => query.indexOf(choice)) : [];
  return places.length > 0 && places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0))
    ? { reason: 'order-shown', detail: 'The query has its things in their right order' }
    : null;
}

/** Case may be what an example is about; spaces are not. */
function exactly(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
