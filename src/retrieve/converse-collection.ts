import { z } from 'zod';
import type { Message } from '../data.ts';
import type { Collection } from './collection.ts';
import { type Given, poseCollection } from './pose-collection.ts';

const Earlier = z.looseObject({ first: z.string().min(1), question: z.string() });

/** An item with its content, as conversations are given it. */
export interface Talk extends Given {
  content: Collection;
  instruction: Record<string, unknown>;
}

/**
 * Rows of the type `follow-up-question`: documents and the first question, the assistant's answer, the second question,
 * its answer. Other types are rows of one turn.
 */
export const converseCollection = {
  open({ content, instruction, ...given }: Talk): { messages: Message[] } | null {
    const earlier = Earlier.safeParse(instruction);
    if (given.type !== 'follow-up-question' || !earlier.success) return null;
    const posed = poseCollection(content, { ...instruction, question: earlier.data.first }, given);
    const parts = [posed.material, posed.question];
    const said = (given.draw.at('first').next() < 0.7 ? parts : parts.toReversed()).join('\n\n');
    const system = posed.system === undefined ? [] : [{ role: 'system' as const, content: posed.system }];
    return { messages: [...system, { role: 'user', content: said }] };
  },
  next({ instruction }: Talk, messages: readonly Message[]): { end: true } | { say: Message[] } {
    const answered = messages.filter(({ role }) => role === 'assistant').length;
    if (answered > 1) return { end: true };
    return { say: [{ role: 'user', content: Earlier.parse(instruction).question }] };
  },
};
