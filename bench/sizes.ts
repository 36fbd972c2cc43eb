/** Prompts and replies of set sizes, with the shape that the replies have. */
import { z } from 'zod';
import { jsonFormat } from '../src/ask/format.ts';
import type { Message } from '../src/data.ts';
import type { Request } from '../src/teacher/teacher.ts';

/** Characters of a prompt (its messages, without the schema) and of a reply. */
export interface Size {
  name: string;
  prompt: number;
  reply: number;
}

export const SMALL: Size = { name: '2 KB / 1 KB', prompt: 2048, reply: 1024 };
export const LARGE: Size = { name: '12 KB / 4 KB', prompt: 12_288, reply: 4096 };

/** Seven fields with an object list, as items of instruction agents have. */
const Item = z.strictObject({
  question: z.string().min(8).describe('What the reader is asked'),
  options: z
    .array(z.strictObject({ text: z.string(), why: z.enum(['key', 'near', 'far']) }))
    .min(2)
    .max(6),
  key: z.int().nonnegative().describe('Which of the options is right, counted from 0'),
  evidence: z.array(z.string()).max(6).describe('The words that settle the key, quoted exactly'),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  confidence: z.number(),
  note: z.string().nullable(),
});

export const FORMAT = jsonFormat(Item);

const SYSTEM: Message = { role: 'system', content: 'You write questions on a passage that the reader has in view.' };
const PROSE = 'The lamp of the lighthouse burned whale oil until 1901, when it was changed to electric light. ';

/** The messages of call `number`; no two calls have the same. */
export function messagesOf({ prompt }: Size, number: number): Message[] {
  const head = `<material>\nPassage ${number}. `;
  const room = prompt - SYSTEM.content.length - head.length;
  return [SYSTEM, { role: 'user', content: head + PROSE.repeat(Math.ceil(room / PROSE.length)).slice(0, room) }];
}

/** The reply that every call of a size gets. */
export function replyOf({ reply }: Size): string {
  const options = ['Whale oil', 'Electric light', 'Gas', 'A "new" lamp'].map((text, index) => ({
    text,
    why: index === 1 ? 'key' : 'near',
  }));
  const item = { question: 'What lit the lamp after 1901?', options, key: 1, evidence: [''], difficulty: 'easy' };
  const bare = JSON.stringify({ ...item, confidence: 0.9, note: null });
  const quote = PROSE.repeat(Math.ceil(reply / PROSE.length)).slice(0, Math.max(0, reply - bare.length));
  return JSON.stringify({ ...item, evidence: [quote], confidence: 0.9, note: null });
}

/** The request of call `number`, as the answering stage makes it. */
export function requestOf(size: Size, number: number): Request {
  return {
    ...{ messages: messagesOf(size, number), sampling: { temperature: 0.7 }, sample: 0, try: 0 },
    ...{ maxTokens: 4096, stage: 'respond', order: number },
  };
}
