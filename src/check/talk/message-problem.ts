import { likeness, words } from '../../text/compare.ts';
import type { Finding } from '../check.ts';
import { MESSAGE_WORDS } from './script.ts';

/** Two messages of one side that are at least so alike are the same. */
export const SAME_MESSAGE = 0.8;

/** Scripts without spaces, where a character counts as a word. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/;
const DENSE_FACTOR = 2.5;

const THANKS =
  /\b(?:thanks?|thank you|thx|cheers|danke|merci|gracias|grazie|obrigad[oa]|bedankt|tack|takk|dziękuję|kiitos)\b|спасибо|дякую|ευχαριστώ|ありがとう|谢谢|謝謝|감사합니다|شكرا|धन्यवाद/iu;
const MOST_THANKS = 14;
/** Words that leave something to be answered beside thanks. */
const MORE =
  /[?？؟]|\d|\b(?:but|though|what|how|why|when|where|which|can you|could you|please|also|one more|last thing|aber|wie|warum|mais|comment|pero|cómo|como)\b/iu;
/** An order that stands beside thanks: a verb that begins a clause, or a thing that is due next. */
const ORDER =
  /(?:[,.;:!–—-]|\b(?:and|now|then|next|so))\s+(?:send|write|give|make|show|tell|put|add|explain|change|draft|shorten|remind)\b|\b(?:now|then|next) (?:the|an?|my)\b/iu;

/** What is wrong with a user's message after those that came before; null for one that will do. */
export function messageProblem(message: string, before: readonly string[]): Finding | null {
  const [least, most] = MESSAGE_WORDS;
  const length = words(message).length / (DENSE.test(message) ? DENSE_FACTOR : 1);
  if (length < least || length > most)
    return {
      reason: 'bad-message-length',
      detail: `${Math.round(length)} words; ${least} to ${most} are due: ${message.slice(0, 200)}`,
    };
  if (isThanks(message)) return { reason: 'thanks-only', detail: `Nothing but thanks: ${message}` };
  const twin = before.find((each) => likeness(each, message) >= SAME_MESSAGE);
  return twin === undefined ? null : { reason: 'repeated-message', detail: `It says again: ${twin.slice(0, 200)}` };
}

/** Whether a message says thanks and nothing that wants an answer. */
export function isThanks(message: string): boolean {
  return THANKS.test(message) && words(message).length <= MOST_THANKS && !MORE.test(message) && !ORDER.test(message);
}
