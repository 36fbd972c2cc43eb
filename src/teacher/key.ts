import { hash } from 'node:crypto';
import { schemaJson } from './schema-json.ts';
import type { Request } from './teacher.ts';

/**
 * The key of a request: sha256, base64url, over a fixed order of what decides its reply: model, schema, sampling, sample
 * index, try, tools, messages. Endpoint, API key, concurrency and `maxTokens` are not in it. Texts stand behind their lengths,
 * so that no two requests read alike; escaping them as JSON would cost as much as hashing them.
 */
export function requestKey(model: string, request: Request): string {
  const { temperature = '', topP = '' } = request.sampling;
  const schema = request.schema === undefined ? '' : schemaJson(request.schema);
  let logical = `${model.length} ${model}${schema.length} ${schema}`;
  logical += `${temperature} ${topP} ${request.sample} ${request.try}`;
  if (request.tools) {
    const tools = JSON.stringify(request.tools);
    logical += ` tools ${tools.length} ${tools}`;
  }
  for (const { role, content, tool_calls, tool_call_id } of request.messages) {
    logical += ` ${role} ${content.length} ${content}`;
    if (tool_calls || tool_call_id) {
      const calls = JSON.stringify([tool_calls, tool_call_id]);
      logical += ` calls ${calls.length} ${calls}`;
    }
  }
  return hash('sha256', logical, 'base64url');
}
