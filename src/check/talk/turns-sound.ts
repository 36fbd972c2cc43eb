import type { Message } from '../../data.ts';
import { likeness, words } from '../../text/compare.ts';
import type { Check, Finding } from '../check.ts';
import { isThanks, messageProblem, SAME_MESSAGE } from './message-problem.ts';

/** Replies under so many words are not compared. */
const LEAST_COMPARED = 8;

/** How replies praise the one who asked. English wordings. */
const PRAISE = /^(?:(?:what an?|that's an?|that is an?) )?(?:great|good|excellent|fantastic|wonderful) question\b/i;

/**
 * The turns of a conversation alternate and end with the assistant's, none is empty, the user's are of a user's length
 * and none of them is thanks alone, no reply begins with praise, and no turn repeats another of its side.
 */
export const turnsSound: Check = {
  id: 'turns-sound',
  at: 'response',
  check({ messages }) {
    const turns = messages.filter(({ role }) => role !== 'system');
    return turns.length === 0 ? null : (ofOrder(turns) ?? ofUser(turns) ?? ofReplies(turns));
  },
};

function ofOrder(turns: readonly Message[]): Finding | null {
  const odd = turns.findIndex(({ role }, at) => role !== (at % 2 === 0 ? 'user' : 'assistant'));
  if (odd >= 0) return { reason: 'not-alternating', detail: `Turn ${odd + 1} is of ${turns[odd]?.role}` };
  if (turns.length % 2 !== 0) return { reason: 'not-alternating', detail: 'The last turn is the user’s' };
  const empty = turns.findIndex(({ content }) => content.trim() === '');
  return empty < 0 ? null : { reason: 'empty-turn', detail: `Turn ${empty + 1} is empty` };
}

function ofUser(turns: readonly Message[]): Finding | null {
  const said = turns.filter(({ role }) => role === 'user').map(({ content }) => content);
  if (said.length < 2) return { reason: 'one-turn', detail: 'The user speaks once' };
  for (const [at, message] of said.entries()) {
    const problem = messageProblem(message, said.slice(0, at));
    if (problem) return problem;
  }
  const last = said.at(-1) ?? '';
  return isThanks(last) ? { reason: 'thanks-only', detail: `It ends with: ${last}` } : null;
}

function ofReplies(turns: readonly Message[]): Finding | null {
  const replies = turns.filter(({ role }) => role === 'assistant').map(({ content }) => content);
  const praise = replies.find((reply) => PRAISE.test(reply.trim()));
  if (praise !== undefined) return { reason: 'filler', detail: `It begins with praise: ${praise.slice(0, 80)}` };
  const twin = replies.find(
    (reply, at) =>
      words(reply).length >= LEAST_COMPARED &&
      replies.slice(0, at).some((other) => likeness(other, reply) >= SAME_MESSAGE),
  );
  return twin === undefined ? null : { reason: 'repeated-reply', detail: `Said twice: ${twin.slice(0, 200)}` };
}
