import { z } from 'zod';
import { evaluateExpression } from '../../sandbox/evaluate.ts';
import type { Check } from '../check.ts';
import { FORMS } from '../forms/index.ts';
import { EXAMPLE_SETS, ExamplesInstruction } from './fields.ts';

const Ruled = z.object({ ...ExamplesInstruction.shape, ...EXAMPLE_SETS.rule.shape });
const Alternatives = z.object({ alternatives: z.array(z.string()) });
const Num = z.object({ answer: z.number() });

/**
 * A rule that stands as code is run: it gives the output of every example, and for the query the key. It computes: a rule
 * that only looks its outputs up would prove nothing.
 */
export const examplesFollowRule: Check = {
  id: 'examples-follow-rule',
  at: 'item',
  async check({ item }) {
    const ruled = Ruled.safeParse(item.instruction).data;
    if (!ruled) return null;
    const { rule, examples, query } = ruled;
    const looked = examples.filter(({ input }) => input.length > 2 && rule.includes(input)).length;
    if (looked > 1) return { reason: 'rule-looks-up', detail: `The rule holds the inputs of ${looked} examples` };
    const inputs = [...examples.map(({ input }) => input), query];
    const run = await evaluateExpression(
      `((rule) => ${JSON.stringify(inputs)}.map((input) => rule(input)))(${rule.trim().replace(/;$/, '')}\n)`,
    );
    if ('fault' in run) return { reason: 'rule-fails', detail: run.fault };
    const outputs = Array.isArray(run.value) ? run.value : [];
    const broken = examples.findIndex(({ output }, at) => !sameOutput(outputs[at], output));
    if (broken >= 0) {
      const { input, output } = examples[broken] ?? {};
      const detail = `For ${JSON.stringify(input)} the rule gives ${JSON.stringify(String(outputs[broken]))}, the example ${JSON.stringify(output)}`;
      return { reason: 'example-breaks-rule', detail };
    }
    const due = outputs.at(-1);
    const keys = keysOf(item);
    const [key = ''] = keys;
    if (keys.length === 0) return null;
    if (keys.some((each) => sameOutput(due, each)) && (sameOutput(due, key) || bare(String(due)) === bare(key)))
      return null;
    return {
      reason: 'key-breaks-rule',
      detail: `The rule gives ${JSON.stringify(String(due))}, the key is ${key}`,
    };
  },
};

function keysOf({ form, instruction }: { form: keyof typeof FORMS; instruction: Record<string, unknown> }): string[] {
  const number = form === 'number' ? Num.safeParse(instruction).data : undefined;
  if (number) return [String(number.answer)];
  const key = FORMS[form].key(instruction);
  const others = Alternatives.safeParse(instruction).data?.alternatives ?? [];
  return key === null ? [] : [key, ...others];
}

/** A key and its other wording may differ in case and spaces, and in nothing else: a rival's output is no wording. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, '');
}

/** The same text, spaces aside, or the same number: where a number is due, its unit may stand behind it. */
function sameOutput(given: unknown, due: string): boolean {
  const text = (value: unknown) => String(value).replaceAll(/\s+/g, ' ').trim();
  if (text(given) === text(due)) return true;
  const [left, right] = [Number(text(given)), Number(/^-?[\d.]+/.exec(text(due))?.[0] ?? Number.NaN)];
  return typeof given === 'number' && Math.abs(left - right) < 1e-9;
}
