import { z } from 'zod';
import { jsonFormat } from '../ask/format.ts';
import type { Item } from '../data.ts';
import type { Verify } from './check.ts';
import { FORMS } from './forms/index.ts';

/** An answer to be held against an item's key. `undecided`: the right answer is that the material does not say. */
export interface Claim {
  item: Item;
  question: string;
  answer: string;
  labels: readonly string[];
  undecided: boolean;
}

const SAME = jsonFormat(z.strictObject({ why: z.string().describe('One sentence'), same: z.boolean() }));
const DECLINES = jsonFormat(z.strictObject({ why: z.string().describe('One sentence'), declines: z.boolean() }));

/**
 * Whether an answer gives the key: by program where that can tell, else by an agent. Null where the item has no key.
 * An agent whose reply is of no use counts as no agreement; `fault` says why.
 */
export async function keyAgreement(claim: Claim, verify: Verify): Promise<{ agrees: boolean | null; fault?: string }> {
  const { item, question, answer, labels, undecided } = claim;
  const form = FORMS[item.form];
  const key = form.key(item.instruction);
  if (undecided) {
    const given = JSON.stringify({ question, choices: form.shown(item.instruction).choices, answer }, null, 2);
    const asked = await verify('declines', { material: '', item: given }, DECLINES);
    return 'value' in asked ? { agrees: asked.value.declines } : { agrees: false, fault: asked.fault.reason };
  }
  if (key === null) return { agrees: null };
  const agrees = form.agrees(unwrapped(answer), item.instruction, labels);
  if (agrees !== null) return { agrees };
  const given = JSON.stringify({ question, choices: form.shown(item.instruction).choices, key, answer }, null, 2);
  const asked = await verify('same-answer', { material: '', item: given }, SAME);
  return 'value' in asked ? { agrees: asked.value.same } : { agrees: false, fault: asked.fault.reason };
}

const Wrapped = z.strictObject({ answer: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]) });

/** The answer inside `{"answer": ...}`, fenced or not, where that is the whole reply; else the reply. */
function unwrapped(answer: string): string {
  const json = /^\s*(?:```(?:json)?\s*)?(\{[^{}]*\})\s*(?:```)?\s*$/.exec(answer)?.[1];
  if (json === undefined) return answer;
  try {
    const { data } = Wrapped.safeParse(JSON.parse(json));
    if (data === undefined) return answer;
    if (typeof data.answer === 'boolean') return data.answer ? 'Yes' : 'No';
    return Array.isArray(data.answer) ? data.answer.join('\n') : String(data.answer);
  } catch {
    return answer;
  }
}
