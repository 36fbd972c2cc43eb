import type { AnswerForm, Item } from '../data.ts';
import type { Subject, Verify } from './check.ts';

/** An item as checks see it. */
export function itemOf(form: AnswerForm, instruction: Record<string, unknown>): Item {
  const content = { transform: 'identity', variant: null, angle: null, value: {} };
  return { id: 'i', type: 't', variant: null, asker: [], form, content, instruction, refinements: [] };
}

/** A subject of a short item on a passage, but for what is given. */
export function subject(more: Partial<Subject> = {}): Subject {
  const material = more.material ?? 'The lamp burned whale oil until 1901. Ines Roca left in 1968.';
  return {
    item: itemOf('short', { answer: 'whale oil', alternatives: [] }),
    material,
    content: material,
    messages: [],
    question: 'What did the lamp burn at first?',
    parent: null,
    outcome: null,
    response: null,
    ...more,
  };
}

/** A way to verify that says what it is told, and keeps what it was asked. */
export function scriptedVerify(...replies: unknown[]): {
  verify: Verify;
  asked: { agent: string; item: string; material: string }[];
} {
  const asked: { agent: string; item: string; material: string }[] = [];
  const trail = {
    calls: [],
    usage: { calls: 1, promptTokens: 0, cachedTokens: 0, completionTokens: 0, estimated: false },
  };
  const verify: Verify = async (agent, given, format) => {
    const reply = replies[asked.length];
    asked.push({ agent, ...given });
    if (reply === undefined) return { fault: { reason: 'empty', detail: 'nothing came', reply: null }, trail };
    const read = format.read(JSON.stringify(reply));
    if (!('value' in read)) throw new Error(`The scripted reply does not fit: ${JSON.stringify(read)}`);
    return { value: read.value, reply: JSON.stringify(reply), trail };
  };
  return { verify, asked };
}
