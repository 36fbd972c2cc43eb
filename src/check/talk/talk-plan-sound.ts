import { likeness, words } from '../../text/compare.ts';
import type { Check } from '../check.ts';
import { messageProblem, SAME_MESSAGE } from './message-problem.ts';
import { scriptOf } from './user-talk.ts';

/** The opening points at what the assistant was never shown. English wordings. */
const UNSEEN =
  /\b(?:the|this) (?:text|passage|article|material|document|excerpt) (?:above|below|given|provided)\b|\b(?:as|the one) (?:described|mentioned|given) above\b/i;

/** A person takes so many words at least. */
const LEAST_PERSONA = 8;

/** Kinds whose talk has a fixed number of moves after the opening. */
const MOVES: Readonly<Record<string, number>> = { 'long-memory': 5 };

/**
 * A planned conversation can be played: the opening is of a user's length and points at nothing unseen; at least one move
 * needs an earlier message, and one that there is by then; moves differ.
 */
export const talkPlanSound: Check = {
  id: 'talk-plan-sound',
  at: 'item',
  check({ item }) {
    const script = scriptOf(item.instruction);
    if (!script) return null;
    const { opening, plan } = script;
    const problem = messageProblem(opening, []);
    if (problem) return problem;
    if (words(script.persona).length < LEAST_PERSONA)
      return { reason: 'thin-sheet', detail: `The sheet says only: ${script.persona}` };
    const unseen = UNSEEN.exec(opening)?.[0];
    if (unseen !== undefined) return { reason: 'points-at-unseen', detail: `The opening says "${unseen}"` };
    const due = MOVES[item.type];
    if (due !== undefined && plan.length !== due)
      return { reason: 'wrong-number-of-moves', detail: `${plan.length} moves; ${due} are due` };
    const early = plan.find(({ needs }, at) => needs !== null && (needs < 1 || needs > 2 * (at + 1)));
    if (early)
      return { reason: 'needs-what-is-not-yet', detail: `A move rests on message ${early.needs}: ${early.move}` };
    if (!plan.some(({ needs }) => needs !== null))
      return { reason: 'nothing-needed', detail: 'No move needs an earlier message' };
    const twin = plan.find(({ move }, at) =>
      plan.slice(0, at).some((other) => words(move).length >= 3 && likeness(move, other.move) >= SAME_MESSAGE),
    );
    return twin ? { reason: 'repeated-move', detail: `Planned twice: ${twin.move}` } : null;
  },
};
