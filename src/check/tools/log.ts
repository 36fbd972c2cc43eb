import type { Message } from '../../data.ts';
import { type Call, SYNTAXES, type Syntax } from './syntaxes.ts';

/** A call of a row with its result as JSON; null where none came yet. */
export interface Logged {
  name: string;
  arguments: Record<string, unknown>;
  result: string | null;
}

/** What happened in a row: what the user said, the assistant's replies in words, and its calls, turn by turn. */
export interface ToolLog {
  requests: string[];
  replies: string[];
  turns: Logged[][];
}

/** The calls of a turn of the assistant, native or in one of the text forms; null where a call is broken. */
export function callsOf(message: Message, syntax: Syntax | null): Call[] | null {
  if (message.tool_calls && message.tool_calls.length > 0) {
    return message.tool_calls.map(({ function: called }) => ({
      name: called.name,
      arguments: objectIn(called.arguments),
    }));
  }
  return syntax ? syntax.read(message.content) : [];
}

/** Arguments as they were written, nothing mended: they become part of a row. Null for what is no JSON object. */
function objectIn(text: string): Record<string, unknown> | null {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Results as the messages that follow the calls: turns of tools after native calls, else one turn of the user. */
export function showResults(
  calling: Message,
  calls: readonly Call[],
  results: readonly string[],
  syntax: Syntax | null,
): Message[] {
  const native = calling.tool_calls ?? [];
  if (native.length > 0) {
    return native.map(({ id }, at) => ({ role: 'tool' as const, content: results[at] ?? '', tool_call_id: id }));
  }
  const lines = calls.map(({ name }, at) =>
    syntax?.id === 'tagged' ? `<result name="${name}">${results[at]}</result>` : `Result of ${name}: ${results[at]}`,
  );
  return [{ role: 'user', content: lines.join('\n') }];
}

/** The text form that a row's calls are written in; null where there are none or they are native. */
export function syntaxOf(messages: readonly Message[]): Syntax | null {
  const said = messages.filter(({ role, tool_calls }) => role === 'assistant' && !tool_calls);
  return SYNTAXES.find((syntax) => said.some((message) => (syntax.read(message.content)?.length ?? 0) > 0)) ?? null;
}

/** Reads a row. A turn of the user after calls holds their results. Calls that cannot be read are left out. */
export function readLog(messages: readonly Message[], syntax: Syntax | null): ToolLog {
  const log: ToolLog = { requests: [], replies: [], turns: [] };
  let waiting: Logged[] = [];
  for (const message of messages) {
    const { role, content } = message;
    if (role === 'assistant') {
      const calls = callsOf(message, syntax) ?? [];
      waiting = calls.map((call) => ({ name: call.name, arguments: call.arguments ?? {}, result: null }));
      if (waiting.length > 0) log.turns.push(waiting);
      else log.replies.push(content);
    } else if (role === 'tool') {
      const next = waiting.find(({ result }) => result === null);
      if (next) next.result = content;
    } else if (role === 'user' && waiting.length > 0 && waiting.every(({ result }) => result === null)) {
      const lines = content.split('\n');
      for (const [at, call] of waiting.entries()) call.result = resultIn(lines[at] ?? '');
      waiting = [];
    } else if (role === 'user') log.requests.push(content);
  }
  return log;
}

function resultIn(line: string): string {
  const body = /^(?:<result name="[^"]*">|Result of [^:]*: )(.*)$/.exec(line)?.[1] ?? line;
  return body.endsWith('</result>') ? body.slice(0, -'</result>'.length) : body;
}
