import type { Check } from './check.ts';
import { solve } from './formal/solve.ts';

/**
 * Where an item carries a formal statement, a program goes through all that the statement leaves possible, and the
 * item's options and key are exactly what it finds. Reasons: `no-solution`, `two-solutions`, `key-wrong`, `too-large`,
 * `ill-formed-statement`.
 */
export const solvedByProgram: Check = {
  id: 'solved-by-program',
  at: 'item',
  check: ({ item }) => solve(item),
};
