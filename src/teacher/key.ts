import { hash } from 'node:crypto';
import type { Request } from './teacher.ts';

/**
 * The key of a request: sha256, base64url, over a fixed order of what decides its reply: model, messages, schema,
 * sampling, sample index, try. Endpoint, API key, concurrency and `maxTokens` are not in it.
 */
export function requestKey(model: string, request: Request): string {
  const { temperature = null, topP = null } = request.sampling;
  const turns = request.messages.map((message) => [message.role, message.content]);
  const logical = [model, turns, request.schema ?? null, temperature, topP, request.sample, request.try];
  return hash('sha256', JSON.stringify(logical), 'base64url');
}
