import { z } from 'zod';
import type { Check } from './check.ts';

const Option = z.object({ options: z.array(z.string()) });

/** Options that stand for something listed in the question: complete pairings, complete orders, sets of statements. */
type Kind = 'pairs' | 'order' | 'statements';

const PAIR = /^\(?(\p{L}|\d{1,2})\)?\s*(?:[-–—:=→]|->)\s*\(?(\p{L}|\d{1,2})\)?$/u;
const MARK = /^\(?(\p{L}|\d{1,2})\)?$/u;

/**
 * Options of types that code their answers are well formed: every pairing gives each mark of the left side once, every
 * order each mark once, every combination is of I, II and III; none stands twice, and their marks stand in the question.
 * `kinds` says which type has which.
 */
export function codedOptions(kinds: Readonly<Record<string, Kind>>): Check {
  return {
    id: 'coded-options',
    at: 'item',
    check({ item, question }) {
      const kind = Object.hasOwn(kinds, item.type) ? kinds[item.type] : undefined;
      const { data } = kind && item.form === 'option' ? Option.safeParse(item.instruction) : {};
      if (kind === undefined || data === undefined) return null;
      const problem =
        kind === 'statements' ? ofStatements(data.options, question) : ofMarks(kind, data.options, question);
      return problem === null ? null : { reason: 'ill-coded', detail: problem };
    },
  };
}

function ofMarks(kind: 'pairs' | 'order', options: readonly string[], question: string): string | null {
  const parts = options.map((option) =>
    option
      .replace(/\.\s*$/, '')
      .split(kind === 'pairs' ? /\s*[,;]\s*|\s+and\s+/ : /\s*(?:[,;→>]|->|–|\s-\s)\s*/)
      .filter((part) => part.trim() !== '')
      .map((part) => (kind === 'pairs' ? PAIR : MARK).exec(part.trim())),
  );
  const wrong = parts.findIndex((marks) => marks.length < 3 || marks.includes(null));
  if (wrong >= 0) return `"${options[wrong]}" is no list of ${kind === 'pairs' ? 'pairs' : 'marks'}`;
  const left = parts.map((marks) => marks.map((mark) => mark?.[1] ?? ''));
  const sets = new Set(left.map((marks) => marks.toSorted().join(' ')));
  if (sets.size > 1 || left.some((marks) => new Set(marks).size < marks.length))
    return 'The options do not have the same marks, each once';
  const codes = parts.map((marks) => {
    const pairs = marks.map((mark) => `${mark?.[1]}${mark?.[2] ?? ''}`);
    return (kind === 'pairs' ? pairs.toSorted() : pairs).join(' ');
  });
  if (new Set(codes).size < codes.length) return 'Two options say the same';
  const marks = parts
    .flatMap((all) => all.flatMap((mark) => [mark?.[1], mark?.[2]]))
    .filter((mark) => mark !== undefined);
  return missing(marks, question);
}

function ofStatements(options: readonly string[], question: string): string | null {
  const sets = options.map((option) => [...new Set(option.match(/(?<![\p{L}\d])I{1,3}(?![\p{L}\d])/gu) ?? [])].sort());
  const without = options.filter((_, at) => sets[at]?.length === 0);
  if (without.length > 1) return `Options without a numeral: "${without.join('", "')}"`;
  const codes = sets.map((set) => set.join(' '));
  if (new Set(codes).size < codes.length) return 'Two options are the same combination';
  return missing(['I', 'II', 'III'], question);
}

function missing(marks: readonly string[], question: string): string | null {
  const lost = marks.find((mark) => !new RegExp(`(?<![\\p{L}\\d])${mark}(?![\\p{L}\\d])`, 'u').test(question));
  return lost === undefined ? null : `The question has nothing marked ${lost}`;
}
