import { z } from 'zod';
import { Message, Tool } from '../../data.ts';
import type { Reply, Request } from '../teacher.ts';
import type { Fault } from './options.ts';

const Part = z.object({ type: z.literal('text'), text: z.string() });
const Content = z.union([
  z.string(),
  z.array(Part).transform((parts) => parts.map(({ text }) => text).join('')),
  z.null().transform(() => ''),
]);
const Body = z.object({
  model: z.string(),
  messages: z.array(z.object({ ...Message.shape, content: Content })).min(1),
  tools: z.array(Tool).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  stream: z.literal(false).nullish(),
  response_format: z
    .union([
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ schema: z.record(z.string(), z.unknown()) }),
      }),
      z.object({ type: z.enum(['text', 'json_object']) }),
    ])
    .nullish(),
});

/** The logical request that a body stands for, and the model it names; or what is wrong with the body. */
export function readBody(body: string): { model: string; request: Request } | { problem: string } {
  const json = parse(body);
  if (json === undefined) return { problem: 'the body is not JSON' };
  const parsed = Body.safeParse(json);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { model, messages, temperature, top_p, max_tokens, max_completion_tokens, response_format, tools } =
    parsed.data;
  const request: Request = {
    messages,
    ...(tools && { tools }),
    ...(response_format?.type === 'json_schema' && { schema: response_format.json_schema.schema }),
    sampling: {
      ...(typeof temperature === 'number' && { temperature }),
      ...(typeof top_p === 'number' && { topP: top_p }),
    },
    sample: 0,
    try: 0,
    maxTokens: max_completion_tokens ?? max_tokens ?? 1_000_000,
    stage: 'respond',
    order: 0,
  };
  return { model, request };
}

/** A chat completion as it goes over the wire. */
export function completionBody(model: string, { text, finish, usage, toolCalls }: Reply): string {
  const stopped = toolCalls ? 'tool_calls' : 'stop';
  const reason = { stop: stopped, length: 'length', filtered: 'content_filter', refused: 'stop' }[finish];
  const message =
    finish === 'refused'
      ? { role: 'assistant', content: null, refusal: text }
      : { role: 'assistant', content: text, ...(toolCalls && { tool_calls: toolCalls }) };
  const { promptTokens = 0, cachedTokens = 0, completionTokens = 0 } = usage ?? {};
  return JSON.stringify({
    id: 'chatcmpl-rehearsal',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [{ index: 0, message, finish_reason: reason }],
    ...(usage && {
      usage: {
        prompt_tokens: promptTokens,
        completion_tokens: completionTokens,
        total_tokens: promptTokens + completionTokens,
        prompt_tokens_details: { cached_tokens: cachedTokens },
      },
    }),
  });
}

/** An error as OpenAI-compatible servers word it. */
export function errorBody(message: string, code: string): string {
  return JSON.stringify({ error: { message, type: code, code } });
}

/** A reply spoilt by a fault; the same reply by faults of the connection and by none. */
export function spoil(reply: Reply, fault: Fault | null): Reply {
  if (fault === 'cut-off') return { ...reply, text: reply.text.slice(0, reply.text.length / 2), finish: 'length' };
  if (fault === 'broken-json')
    return { ...reply, text: `Here it is: ${reply.text.slice(0, reply.text.length * 0.6)}"]` };
  if (fault === 'empty') return { ...reply, text: '' };
  if (fault === 'refusal') return { ...reply, text: 'I cannot help with that.', finish: 'refused' };
  return reply;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
