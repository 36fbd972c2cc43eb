import { type Asker, complete, type Fault, joinTrails, type Prompt, type Trail } from './complete.ts';
import type { Format } from './format.ts';

/** The value that an agent gave with the reply that held it, or the fault: those of {@link complete}, and `unsuitable`, `malformed`. */
export type Asked<T> = { value: T; reply: string; trail: Trail } | { fault: Fault; trail: Trail };

/**
 * Asks an agent for a value: the prompt's words end with the format's, the reply is parsed and validated, and one that
 * does not fit goes back once with what is wrong with it, as a turn of the same conversation.
 */
export async function ask<T>(
  asker: Asker,
  prompt: Prompt,
  format: Format<T>,
  options: { sample?: number } = {},
): Promise<Asked<T>> {
  const request = { schema: format.schema, ...options };
  const first = await complete(asker, prompt, request);
  if ('fault' in first) return first;
  const read = format.read(first.text);
  if ('value' in read) return { value: read.value, reply: first.text, trail: first.trail };
  if ('unsuitable' in read) return { fault: unsuitable(read.unsuitable, first.text), trail: first.trail };

  const messages = [
    ...prompt.messages,
    { role: 'assistant' as const, content: first.text },
    {
      role: 'user' as const,
      content: `That reply cannot be used:\n${read.problem}\n\nGive it again, whole and mended. ${format.words}`,
    },
  ];
  const second = await complete(asker, { ...prompt, messages }, request);
  const trail = joinTrails(first.trail, second.trail);
  if ('fault' in second) return { fault: second.fault, trail };
  const again = format.read(second.text);
  if ('value' in again) return { value: again.value, reply: second.text, trail };
  if ('unsuitable' in again) return { fault: unsuitable(again.unsuitable, second.text), trail };
  return { fault: { reason: 'malformed', detail: again.problem, reply: second.text }, trail };
}

function unsuitable(why: string, reply: string): Fault {
  return { reason: 'unsuitable', detail: why || 'No reason given', reply };
}
