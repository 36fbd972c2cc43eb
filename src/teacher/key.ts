import { hash } from 'node:crypto';
import { schemaJson } from './schema-json.ts';
import type { Request } from './teacher.ts';

/**
 * The key of a request: sha256, base64url, over a fixed order of what decides its reply: model, schema, sampling, sample
 * index, try, messages. Endpoint, API key, concurrency and `maxTokens` are not in it. Texts stand behind their lengths,
 * so that no two requests read alike; escaping them as JSON would cost as much as hashing them.
 */
export function requestKey(model: string, request: Request): string {
  const { temperature = '', topP = '' } = request.sampling;
  const schema = request.schema === undefined ? '' : schemaJson(request.schema);
  let logical = `${model.length} ${model}${schema.length} ${schema}`;
  logical += `${temperature} ${topP} ${request.sample} ${request.try}`;
  for (const { role, content } of request.messages) logical += ` ${role} ${content.length} ${content}`;
  return hash('sha256', logical, 'base64url');
}
