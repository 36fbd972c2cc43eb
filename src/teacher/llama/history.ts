import type { Message } from '../../data.ts';

/** A turn as node-llama-cpp takes it. */
export type Turn = { type: 'system' | 'user'; text: string } | { type: 'model'; response: (string | CalledFunction)[] };

interface CalledFunction {
  type: 'functionCall';
  name: string;
  params: unknown;
  result: unknown;
}

/** The messages as turns, with a place for the answer at the end; results of tools go into the calls that they answer. */
export function historyOf(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  const calls = new Map<string, CalledFunction>();
  for (const { role, content, tool_calls = [], tool_call_id } of messages) {
    if (role === 'system' || role === 'user') turns.push({ type: role, text: content });
    else if (role === 'tool') {
      const call = calls.get(tool_call_id ?? '');
      if (call) call.result = content;
    } else {
      const made = tool_calls.map((call): CalledFunction => {
        const { name, arguments: given } = call.function;
        const one: CalledFunction = { type: 'functionCall', name, params: paramsOf(given), result: '' };
        calls.set(call.id, one);
        return one;
      });
      const last = turns.at(-1);
      const said = [...(content === '' ? [] : [content]), ...made];
      if (last?.type === 'model') last.response.push(...said);
      else turns.push({ type: 'model', response: said });
    }
  }
  if (turns.at(-1)?.type !== 'model') turns.push({ type: 'model', response: [] });
  return turns;
}

function paramsOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
