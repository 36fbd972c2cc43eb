import type { Message } from '../data.ts';
import type { Conversation } from './conversation.ts';

/** All turns, the system turn first where there is one. */
export function allTurns({ system, turns }: Conversation): readonly Message[] {
  return system === null ? turns : [{ role: 'system', content: system }, ...turns];
}

/** The tools as JSON text, as columns hold them; null where there are none. */
export function toolsText({ tools }: Conversation): string | null {
  return tools === null ? null : JSON.stringify(tools);
}

/** Pairs of what a user says and what is answered; undefined where tools come between. */
export function exchanges({ turns }: Conversation): { user: string; assistant: string }[] | undefined {
  if (turns.some(({ role, tool_calls }) => role === 'tool' || tool_calls !== undefined)) return undefined;
  return turns.flatMap(({ role, content }, at) =>
    role === 'user' ? [{ user: content, assistant: turns[at + 1]?.content ?? '' }] : [],
  );
}
