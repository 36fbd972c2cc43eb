import type { Message, ToolCall } from '../data.ts';
import { cleanText } from './clean-text.ts';
import { LeftOut } from './left-out.ts';

/** A conversation: what its system turn says, if it has one, and the turns behind it. */
export interface Turns {
  system: string | null;
  turns: Message[];
}

/** Parses the column `messages`; see `readConversation` for the rules. */
export function readMessages(value: unknown): Turns | LeftOut {
  if (!Array.isArray(value) || value.length === 0) return new LeftOut('no-messages');
  let system: string | null = null;
  const turns: Message[] = [];
  for (const [at, each] of value.entries()) {
    const message = readMessage(each);
    if (message instanceof LeftOut) return message;
    if (message.role !== 'system') turns.push(message);
    else if (at > 0) return new LeftOut('system-not-first');
    else system = message.content.trim() === '' ? null : message.content;
  }
  const fault = faultOf(turns);
  return fault === null ? { system, turns } : new LeftOut(fault);
}

function readMessage(value: unknown): Message | LeftOut {
  if (typeof value !== 'object' || value === null) return new LeftOut('not-a-message');
  const { role, content, tool_calls, tool_call_id }: Readonly<Record<string, unknown>> = { ...value };
  const calls = readCalls(tool_calls);
  if (calls === null) return new LeftOut('calls-unreadable');
  const text = typeof content === 'string' ? cleanText(content) : calls.length > 0 && content == null ? '' : null;
  if (text === null) return new LeftOut('content-not-text');
  if (role === 'system' || role === 'user') return { role, content: text };
  if (role === 'assistant') return { role, content: text, ...(calls.length > 0 && { tool_calls: calls }) };
  if (role !== 'tool') return new LeftOut('unknown-role');
  return { role, content: text, ...(typeof tool_call_id === 'string' && { tool_call_id: cleanText(tool_call_id) }) };
}

/** The calls of a turn; none where there is no such key, null where they cannot be read. */
function readCalls(value: unknown): ToolCall[] | null {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return null;
  const calls = value.map(readCall);
  return calls.every((call) => call !== null) ? calls : null;
}

function readCall(value: unknown): ToolCall | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('function' in value)) return null;
  const { id, function: called } = value;
  if (typeof id !== 'string' || typeof called !== 'object' || called === null) return null;
  if (!('name' in called && 'arguments' in called)) return null;
  const { name, arguments: given } = called;
  if (typeof name !== 'string' || typeof given !== 'string' || !isObjectText(given)) return null;
  return { id: cleanText(id), type: 'function', function: { name: cleanText(name), arguments: cleanText(given) } };
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/**
 * What is wrong with the order of turns, or null. A user's turn is followed by an assistant's; one with calls by a
 * result for each, then an assistant's; the last turn is an assistant's. Only results and turns with calls may be empty.
 */
function faultOf(turns: readonly Message[]): string | null {
  let open = new Set<string>();
  let before: Message['role'] = 'assistant';
  for (const { role, content, tool_calls = [], tool_call_id = '' } of turns) {
    if (role === 'tool') {
      if (!open.delete(tool_call_id)) return 'result-without-call';
    } else if (open.size > 0) return 'call-without-result';
    else if (role === 'user' ? before !== 'assistant' : before === 'assistant') return 'turns-out-of-order';
    if (content.trim() === '' && tool_calls.length === 0 && role !== 'tool') return 'empty-content';
    if (role === 'assistant') open = new Set(tool_calls.map(({ id }) => id));
    if (open.size < tool_calls.length) return 'calls-unreadable';
    before = role;
  }
  if (turns.length === 0) return 'no-messages';
  return before === 'assistant' ? null : 'last-turn-not-assistant';
}
