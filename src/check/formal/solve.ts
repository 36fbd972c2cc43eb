import { z } from 'zod';
import type { Item } from '../../data.ts';
import { arrangement } from './arrangement.ts';
import { cryptarithm } from './cryptarithm.ts';
import { type Fault, judge, type Question } from './judge.ts';
import { IllFormed } from './language.ts';
import { liars } from './liars.ts';
import { moves } from './moves.ts';
import { numbers } from './numbers.ts';
import type { Problem } from './problem.ts';
import { sets } from './sets.ts';
import { STATEMENTS } from './shapes.ts';
import { walk } from './walk.ts';

/**
 * Solves the formal statement that an item carries and holds its key against the result. Null where they agree, and
 * where the item carries none.
 */
export function solve(item: Item): Fault | null {
  const name = Object.keys(STATEMENTS).find((each) => each in item.instruction);
  if (name === undefined) return null;
  try {
    return solved(item);
  } catch (error) {
    if (error instanceof IllFormed) return { reason: 'ill-formed-statement', detail: error.message };
    throw error;
  }
}

function solved({ instruction, form }: Item): Fault | null {
  const hold = <S>(problem: Problem<S>, asked: Question) => judge(problem, asked, form, instruction);
  if ('arrangement' in instruction) {
    const { arrangement: given } = read(STATEMENTS.arrangement, instruction);
    return hold(arrangement(given), given);
  }
  if ('liars' in instruction) {
    const { liars: given } = read(STATEMENTS.liars, instruction);
    return hold(liars(given), given);
  }
  if ('cryptarithm' in instruction) {
    const { cryptarithm: given } = read(STATEMENTS.cryptarithm, instruction);
    return hold(cryptarithm(given), given);
  }
  if ('numbers' in instruction) {
    const { numbers: given } = read(STATEMENTS.numbers, instruction);
    return hold(numbers(given), given);
  }
  if ('moves' in instruction) {
    const { moves: given } = read(STATEMENTS.moves, instruction);
    return hold(moves(given), given);
  }
  if ('walk' in instruction) {
    const { walk: given } = read(STATEMENTS.walk, instruction);
    return hold(walk(given), given);
  }
  const { sets: given } = read(STATEMENTS.sets, instruction);
  return hold(sets(given), given);
}

function read<T>(shape: z.ZodType<T>, instruction: Record<string, unknown>): T {
  const [field = ''] = Object.keys(STATEMENTS).filter((name) => name in instruction);
  const parsed = shape.safeParse({ [field]: instruction[field] });
  if (parsed.success) return parsed.data;
  throw new IllFormed(z.prettifyError(parsed.error));
}
