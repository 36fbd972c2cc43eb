import { z } from 'zod';
import type { BodyWriter, Wire } from '../http/body.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { parseReply } from '../http/reply.ts';
import { requestFailure } from '../http/verdict.ts';
import { wordsOf } from '../http/words.ts';
import { CallFailure, type Request } from '../teacher.ts';
import type { BatchResult } from './transport.ts';

/** A key as {@link requestKey} makes them, so that nothing else of an answer file is taken for one. */
const Key = z.string().regex(/^[\w-]{43}$/);

/** A line of an answer file, in the form of OpenAI's batch API. */
const Line = z.object({
  custom_id: Key,
  response: z.object({ status_code: z.int().optional(), body: z.unknown().optional() }).nullish(),
  error: z.unknown().optional(),
});

const MOST_LINE = 32 * 2 ** 20;

/** A request as a line of a batch file. */
export function requestLine(key: string, body: string): string {
  return `{"custom_id":"${key}","method":"POST","url":"/v1/chat/completions","body":${body}}\n`;
}

/** Writes a request's line for a model. */
export function lineWriter(write: BodyWriter, model: string): (key: string, request: Request, wire: Wire) => string {
  return (key, request, wire) => requestLine(key, write(model, request, wire));
}

/** The results in a stream of bytes; what is no answer line, or one above 32 MB, is passed over. Rejects as the stream does. */
export async function* resultsIn(stream: AsyncIterable<Uint8Array>, endpoint: Endpoint): AsyncIterable<BatchResult> {
  for await (const text of linesOf(stream)) {
    const result = resultOf(text, endpoint);
    if (result) yield result;
  }
}

/** Lines by line feeds alone: the line separators of Unicode may stand in JSON. */
async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let [line, over] = ['', false];
  for await (const bytes of stream) {
    const [first = '', ...more] = decoder.decode(bytes, { stream: true }).split('\n');
    line += first;
    for (const next of more) {
      if (!over) yield line;
      [line, over] = [next, false];
    }
    over ||= line.length > MOST_LINE;
    if (over) line = '';
  }
  if (!over) yield line;
}

/** The result that a line tells of; null where it is no answer line. */
export function resultOf(text: string, endpoint: Endpoint): BatchResult | null {
  const parsed = Line.safeParse(jsonIn(text));
  if (!parsed.success) return null;
  const { custom_id: key, response, error } = parsed.data;
  const body = response ? JSON.stringify(response.body ?? null) : JSON.stringify({ error: error ?? null });
  const status = response?.status_code ?? (response ? 200 : null);
  const reply = status === 200 ? parseReply(body) : null;
  if (reply) return { key, reply };
  const words = wordsOf(body, endpoint.redact);
  const refusal = { status: status ?? 500, said: words.shown, words, waitMs: null };
  const failure = requestFailure(refusal, ANY, endpoint);
  if (failure instanceof CallFailure) return { key, failure };
  return { key, fault: { status, words: words.all || words.shown } };
}

/** A request of which nothing is known but that it had room; failures ask for no more. */
const ANY: Request = {
  ...{ messages: [], sampling: {}, sample: 0, try: 0, maxTokens: 0, stage: 'respond', order: 0 },
};

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
