import type { Message } from '../data.ts';
import type { Conversation } from './conversation.ts';
import { LeftOut } from './left-out.ts';

/** Names of roles; `call` is an assistant's turn that calls tools, `result` what they gave. */
export type Tags = Readonly<Record<'user' | 'assistant' | 'call' | 'result', string>>;

/** Roles of ShareGPT, with those of tools as LLaMA-Factory names them. */
export const SHAREGPT_TAGS: Tags = { user: 'human', assistant: 'gpt', call: 'function_call', result: 'observation' };

/** A turn under the name of its role. */
export interface TaggedTurn {
  tag: string;
  text: string;
}

/**
 * Turns without keys for tools (hiyouga/LLaMA-Factory, data/README.md): calls are JSON text, an object or for several a
 * list; the results of calls made at once are one turn, a line each, so that turns alternate. Left out are rows whose
 * assistant says something beside a call.
 */
export function taggedTurns({ turns }: Conversation, tags: Tags): TaggedTurn[] | LeftOut {
  const tagged: TaggedTurn[] = [];
  for (const { role, content, tool_calls } of turns) {
    const last = tagged.at(-1);
    if (role === 'tool' && last?.tag === tags.result) last.text += `\n${content}`;
    else if (role === 'tool') tagged.push({ tag: tags.result, text: content });
    else if (tool_calls === undefined)
      tagged.push({ tag: role === 'user' ? tags.user : tags.assistant, text: content });
    else if (content.trim() !== '') return new LeftOut('text-beside-call');
    else tagged.push({ tag: tags.call, text: callsText(tool_calls) });
  }
  return tagged;
}

function callsText(calls: NonNullable<Message['tool_calls']>): string {
  const called = calls.map(({ function: { name, arguments: given } }) => ({ name, arguments: JSON.parse(given) }));
  return JSON.stringify(called.length === 1 ? called[0] : called);
}

/** Tools as JSON text of their functions, the form that LLaMA-Factory takes; empty where there are none. */
export function functionsText({ tools }: Conversation): string {
  return tools === null ? '' : JSON.stringify(tools.map((tool) => tool.function));
}
