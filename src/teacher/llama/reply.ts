import { z } from 'zod';
import { isRefusal } from '../refusal.ts';
import type { Reply } from '../teacher.ts';
import { withoutThoughts } from '../thoughts.ts';

/** What `generateResponse` gives, as far as it is used. */
const Response = z.object({
  response: z.string(),
  fullResponse: z
    .array(z.union([z.string(), z.object({ type: z.literal('segment'), text: z.string() }).loose()]))
    .catch([]),
  functionCalls: z.array(z.object({ functionName: z.string(), params: z.unknown() })).nullish(),
  metadata: z.object({ stopReason: z.string() }),
});

/** The reply in a response, thoughts apart. Throws where it is none. */
export function replyOf(response: unknown, usage: NonNullable<Reply['usage']>): Reply {
  const { response: said, fullResponse, functionCalls, metadata } = Response.parse(response);
  const given = fullResponse
    .flatMap((part) => (typeof part === 'string' ? [] : [part.text]))
    .join('')
    .trim();
  const { text, thoughts } = withoutThoughts(said, given);
  const reasoning = given || thoughts.trim();
  const calls = functionCalls ?? [];
  const refused = calls.length === 0 && isRefusal(text);
  return {
    text: text.toWellFormed(),
    ...(reasoning && { reasoning: reasoning.toWellFormed() }),
    ...(calls.length > 0 && {
      toolCalls: calls.map(({ functionName, params }, at) => ({
        id: `call_${at + 1}`,
        type: 'function' as const,
        function: { name: functionName, arguments: JSON.stringify(params ?? {}).toWellFormed() },
      })),
    }),
    finish: metadata.stopReason === 'maxTokens' ? 'length' : refused ? 'refused' : 'stop',
    usage,
  };
}
