import { z } from 'zod';
import type { Message } from '../../data.ts';
import { messageProblem } from './message-problem.ts';
import { TalkScript } from './script.ts';

type Plain = { end: true } | { drop: { reason: string; detail: string } } | { say: Message[] };

/** What follows a turn, in the form of the engine's `Turn`. */
export type TalkTurnAfter =
  | Plain
  | {
      ask: 'user';
      given: { material: string; item: string };
      shape: z.ZodObject;
      heard(value: Record<string, unknown>): Plain;
    };

const Said = z.strictObject({ message: z.string().describe('The next message, word for word; 3 to 60 words') });

const LASTING = [
  'Each of your replies keeps to this:',
  'From your first reply to your last this holds:',
  'This holds for whatever you write here:',
];

/**
 * What a conversation opens with: a standing word to the assistant where the item has one, with what is asked of every
 * reply, and the first message. `pick` draws one of several leads (0-1).
 */
export function openTalk({ opening, setting, constraints = [] }: TalkScript, pick = 0): Message[] {
  const asked = constraints.map(({ words }) => `- ${words}`);
  const lead = LASTING[Math.floor(pick * LASTING.length)] ?? '';
  const standing = [setting ?? '', asked.length > 0 ? [lead, ...asked].join('\n') : ''].filter((part) => part !== '');
  const system: Message[] = standing.length > 0 ? [{ role: 'system', content: standing.join('\n\n') }] : [];
  return [...system, { role: 'user', content: opening }];
}

/**
 * What the user says next: the user simulator plays the move of the plan that is due; after the last one the row ends.
 * Drops `bad-message-length`, `thanks-only`, `repeated-message`.
 */
export function afterReply(script: TalkScript, content: string, messages: readonly Message[]): TalkTurnAfter {
  const said = messages.filter(({ role }) => role === 'user').map((message) => message.content);
  const due = script.plan[said.length - 1];
  if (!due) return { end: true };
  return {
    ask: 'user',
    given: { material: sheetOf(script, content, said.length), item: showConversation(asHeard(script, messages)) },
    shape: Said,
    heard(value) {
      const read = Said.safeParse(value);
      const message = read.success ? read.data.message.trim() : '';
      const problem = messageProblem(message, said);
      return problem ? { drop: problem } : { say: [{ role: 'user', content: message }] };
    },
  };
}

/** A conversation as the person has it: what a goal asks of the replies is between the service and the assistant. */
function asHeard(script: TalkScript, messages: readonly Message[]): Message[] {
  const said = (message: Message) => message.role !== 'system';
  return [...openTalk({ ...script, constraints: [] }).filter((message) => !said(message)), ...messages.filter(said)];
}

/** What the user simulator alone knows: the person, what lies behind, and which move is due. */
function sheetOf({ persona, plan, private: kept }: TalkScript, content: string, turn: number): string {
  const due = plan[turn - 1];
  const later = plan.slice(turn).map(({ move }) => `- ${move}`);
  return [
    `The person: ${persona}`,
    ...(kept ? [`Private: ${kept}`] : []),
    `What lies behind, of which the person knows what fits them: ${content}`,
    `The move that is due: ${due?.move ?? ''}${due?.needs ? ` It rests on message ${due.needs}.` : ''}`,
    later.length > 0 ? `Moves for later, not for now:\n${later.join('\n')}` : 'It is their last message.',
  ].join('\n\n');
}

/** A conversation as text, its messages numbered. */
export function showConversation(messages: readonly Message[]): string {
  const names = { system: 'Setting', user: 'Person', assistant: 'Assistant', tool: 'Result' };
  let number = 0;
  return messages
    .map(({ role, content }) =>
      role === 'system' ? `${names[role]}: ${content}` : `${++number}. ${names[role]}: ${content}`,
    )
    .join('\n\n');
}

/** The script of an item; null where its fields are other ones. */
export function scriptOf(instruction: unknown): TalkScript | null {
  return TalkScript.safeParse(instruction).data ?? null;
}
