import type { Message, Tool } from '../../data.ts';
import type { Request } from '../teacher.ts';

/**
 * A request in the form of the AI SDK's language models (specification v2 to v4, `doGenerate`). A shape that a
 * provider cannot keep to is in the prompt's words all the same.
 */
export function callOptions(
  request: Request,
  provider: string,
  extra: Record<string, unknown>,
): Record<string, unknown> {
  const { messages, schema, tools, sampling, maxTokens } = request;
  return {
    prompt: messages.map((message, at) => promptOf(message, messages.slice(0, at))),
    maxOutputTokens: maxTokens,
    ...(sampling.temperature !== undefined && { temperature: sampling.temperature }),
    ...(sampling.topP !== undefined && { topP: sampling.topP }),
    ...(schema && { responseFormat: { type: 'json', schema, name: 'reply' } }),
    ...(tools && { tools: tools.map(toolOf) }),
    ...(Object.keys(extra).length > 0 && { providerOptions: { [provider]: extra } }),
  };
}

function promptOf({ role, content, tool_calls = [], tool_call_id }: Message, before: readonly Message[]): object {
  if (role === 'system') return { role, content };
  const text = content === '' ? [] : [{ type: 'text', text: content.toWellFormed() }];
  if (role === 'user') return { role, content: text };
  if (role === 'assistant') {
    const calls = tool_calls.map(({ id, function: { name, arguments: given } }) => {
      return { type: 'tool-call', toolCallId: id, toolName: name, input: jsonOr(given) };
    });
    return { role, content: [...text, ...calls] };
  }
  const toolCallId = tool_call_id ?? '';
  const output = { type: 'text', value: content.toWellFormed() };
  return { role, content: [{ type: 'tool-result', toolCallId, toolName: nameOf(toolCallId, before), output }] };
}

/** The tool that a result is of. */
function nameOf(id: string, before: readonly Message[]): string {
  const calls = before.flatMap(({ tool_calls }) => tool_calls ?? []);
  return calls.findLast((call) => call.id === id)?.function.name ?? 'tool';
}

function toolOf({ function: { name, description, parameters } }: Tool): object {
  return { type: 'function', name, description, inputSchema: parameters };
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { input: text };
  }
}
