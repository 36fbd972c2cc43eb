import { z } from 'zod';
import type { ToolCall } from '../../data.ts';
import { isRefusal } from '../refusal.ts';
import type { Finish, Reply } from '../teacher.ts';
import { withoutThoughts } from '../thoughts.ts';
import type { Answer } from './exchange.ts';

const Tokens = z.int().nonnegative();
const Part = z.object({ type: z.string().optional(), text: z.string().optional() });

const Call = z.object({
  id: z.string().nullish().catch(null),
  function: z.object({ name: z.string(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]) }),
});

const Completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.union([z.string(), z.array(Part)]).nullish(),
          refusal: z.string().nullish().catch(null),
          reasoning_content: z.string().nullish().catch(null),
          reasoning: z.string().nullish().catch(null),
          tool_calls: z.array(Call).nullish().catch(null),
        }),
        finish_reason: z.string().nullish().catch(null),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: Tokens,
      completion_tokens: Tokens.optional(),
      prompt_tokens_details: z.object({ cached_tokens: Tokens.nullish() }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

const Failed = z.object({ error: z.object({ code: z.coerce.number().int().min(400).max(599) }) });

const FINISHES = new Map<string, Finish>([
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['model_length', 'length'],
  ['content_filter', 'filtered'],
  ['safety', 'filtered'],
  ['refusal', 'refused'],
]);

/**
 * The reply in the body of a 200, or null where it holds none: not JSON, cut off, no choices, or a choice that broke
 * off with `error`. Reasoning stands beside the text; the text of a refusal is the model's refusal.
 */
export function parseReply(body: string): Reply | null {
  const parsed = Completion.safeParse(jsonOf(body));
  const choice = parsed.data?.choices[0];
  if (!parsed.success || !choice || choice.finish_reason === 'error') return null;
  const { content, refusal, tool_calls, reasoning_content, reasoning } = choice.message;
  const said = typeof content === 'string' ? content : (content ?? []).map(textOf).join('');
  const { usage } = parsed.data;
  const given = reasoning_content || reasoning || '';
  const { text, thoughts } = withoutThoughts(said || refusal || '', given);
  const thought = given.trim() || thoughts.trim();
  const declined = refusal || (!tool_calls?.length && isRefusal(text));
  return {
    text: text.toWellFormed(),
    ...(thought && { reasoning: thought.toWellFormed() }),
    ...(tool_calls?.length && { toolCalls: tool_calls.map(callOf) }),
    finish: declined ? 'refused' : (FINISHES.get(choice.finish_reason?.toLowerCase() ?? '') ?? 'stop'),
    usage: usage
      ? {
          promptTokens: usage.prompt_tokens,
          cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
          completionTokens: usage.completion_tokens ?? 0,
        }
      : null,
  };
}

/** A call as it came; servers that leave out its id get one by its place, some give arguments as an object. */
function callOf({ id, function: { name, arguments: given } }: z.infer<typeof Call>, at: number): ToolCall {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return { id: id || `call_${at}`, type: 'function', function: { name, arguments: text.toWellFormed() } };
}

/** The HTTP status that a gateway put into the body of a 200 (`{"error": {"code": 502}}`), or null. */
export function statusInside(body: string): number | null {
  return Failed.safeParse(jsonOf(body)).data?.error.code ?? null;
}

/** Whether an answer is a stream of events (`text/event-stream`), which nobody asked for. */
export function isStream({ status, headers, text }: Answer): boolean {
  return status === 200 && (headers['content-type'] ?? '').startsWith('text/event-stream') && text !== '';
}

/** What the JSON says; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(part: z.infer<typeof Part>): string {
  return part.type === undefined || part.type === 'text' || part.type === 'output_text' ? (part.text ?? '') : '';
}
