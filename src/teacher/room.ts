import { estimateTokens } from '../text/tokens.ts';
import { schemaJson } from './schema-json.ts';
import type { Request } from './teacher.ts';

/**
 * The most tokens that a call may take, estimated: its messages with their calls of tools, its schema and tools, and the
 * room of its reply. `body` goes with the request: what it holds stands in place of the request's own, as on the wire, and
 * `n` replies take the room n times. Of several fields of room the largest counts.
 */
export function mostTokens(
  request: Pick<Request, 'messages' | 'schema' | 'tools' | 'maxTokens'>,
  body: Readonly<Record<string, unknown>> = {},
): { prompt: number; completion: number } {
  const { messages, schema, tools, maxTokens } = request;
  const said = messages.reduce(
    (sum, { content, tool_calls }) => sum + estimateTokens(content) + tokensOf(tool_calls),
    0,
  );
  const shape =
    'response_format' in body || !schema ? tokensOf(body.response_format) : estimateTokens(schemaJson(schema));
  const rooms = [body.max_tokens, body.max_completion_tokens].filter(isCount);
  const room = rooms.length > 0 ? Math.max(...rooms) : maxTokens;
  return { prompt: said + shape + tokensOf(body.tools ?? tools), completion: room * (isCount(body.n) ? body.n : 1) };
}

function tokensOf(value: unknown): number {
  return value === undefined ? 0 : estimateTokens(JSON.stringify(value));
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
