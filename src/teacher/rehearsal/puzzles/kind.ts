import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';

/** Something that a puzzle's options may say: in words, formally, and in how many of the puzzle's cases it holds. */
export interface Claim {
  words: string;
  formal: string;
  holding: number;
  /** The same as a condition of a scenario; where conditions can say it. */
  rule?: string;
}

/** A question that has one value, with that value. */
export interface Question {
  question: string;
  ask: string;
  target: string;
  form: 'short' | 'number' | 'order';
  value: string | number | string[];
}

/** A puzzle as read back from its words: what is possible, and what can be asked about it. */
export interface Reading {
  /** The formal statement, without what is asked. */
  statement: Known;
  cases: number;
  claims: Claim[];
  questions: Question[];
}

/** One kind of puzzle of the rehearsal: told in fixed sentences, so that whoever reads them can solve it. */
export interface Kind {
  /** The field that holds its formal statement. */
  field: string;
  tell(names: string[], draw: Draw, form: string): string | null;
  /** Null where the text is no puzzle of this kind. */
  read(text: string): Reading | null;
}

/** All orders of the values. */
export function ordersOf<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, at) => ordersOf(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}

/** Claims with their counts; `holds` is asked about every case. */
export function claimsOf<S>(
  cases: readonly S[],
  all: readonly (Omit<Claim, 'holding'> & { holds(state: S): boolean })[],
): Claim[] {
  return all.map(({ holds, ...each }) => ({ ...each, holding: cases.filter(holds).length }));
}

/** The question, where all cases have one value; else none. */
export function settled<S>(
  cases: readonly S[],
  value: (state: S) => Question['value'],
  asked: Pick<Question, 'question' | 'target' | 'form'>,
): Question[] {
  const [first, ...others] = cases.map(value);
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first === undefined || !same ? [] : [{ ...asked, ask: 'value', value: first }];
}
