import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';
import type { Passage } from './passage.ts';

/** A test item of a coded kind: a stem over numbers that settles itself, its options, and which is right. */
export interface Coded {
  question: string;
  options: string[];
  key: number;
}

const EXPLAINS = [
  'Both are true, and the reason explains the assertion',
  'Both are true, but the reason does not explain the assertion',
  'The assertion is true and the reason is false',
  'The assertion is false and the reason is true',
  'Both are false',
];
const COMBINATIONS = ['I only', 'II only', 'I and II only', 'II and III only', 'I, II and III'];
const MARKS = ['P', 'Q', 'R', 'S'];
const LETTERS = ['a', 'b', 'c', 'd'];

/** One coded kind: how a stem is made of four different numbers, and the options with the right one first, or in order. */
type Maker = (numbers: readonly number[], draw: Draw) => string;

/** The makers of stems by the titles of the types that want them. */
const STEMS: Readonly<Record<string, Maker>> = {
  'Ordering, coded': (numbers) =>
    `Put these amounts in ascending order: ${numbers.map((number, at) => `${MARKS[at]} ${number}`).join(', ')}.`,
  'Matching, coded': (numbers, draw) => {
    const doubles = draw.shuffle(numbers.map((number) => 2 * number));
    const left = numbers.map((number, at) => `${at + 1}: ${number}`).join('; ');
    return `Match each number with its double. ${left}. ${doubles.map((each, at) => `${LETTERS[at]}: ${each}`).join('; ')}.`;
  },
  'Statements I, II and III': ([a = 0, b = 0, c = 0], draw) => {
    const wanted = draw.pick([
      [true, false, false],
      [false, true, false],
      [true, true, false],
      [false, true, true],
      [true, true, true],
    ]);
    const claim = (x: number, y: number, holds = false) =>
      `${holds ? Math.max(x, y) : Math.min(x, y)} is greater than ${holds ? Math.min(x, y) : Math.max(x, y)}.`;
    return `Which of these statements hold?\nI. ${claim(a, b, wanted?.[0])}\nII. ${claim(b, c, wanted?.[1])}\nIII. ${claim(a, c, wanted?.[2])}`;
  },
  'Assertion and reason': ([a = 0, b = 0], draw) => {
    const [more, less] = [Math.max(a, b), Math.min(a, b)];
    const assertion = draw.next() < 0.6 ? `${more} is greater than ${less}.` : `${less} is greater than ${more}.`;
    const reason = draw.pick([
      `${more} minus ${less} is ${more - less}.`,
      `${more} plus ${less} is ${more + less}.`,
      `${more} minus ${less} is ${more - less + 1}.`,
    ]);
    return `Assertion: ${assertion}\nReason: ${reason}`;
  },
};

/** An item of the kind that a type's title names; null for other types. */
export function makeCoded(title: string, passage: Passage, draw: Draw): Known | null {
  const stem = Object.hasOwn(STEMS, title) ? STEMS[title] : undefined;
  if (!stem) return null;
  const found = passage.vocabulary.flatMap(({ text }) => (/^\d{1,3}$/.test(text) ? [Number(text)] : []));
  const more = Array.from({ length: 12 }, (_, at) => 2 + draw.at('more', at).index(90));
  const numbers = [...new Set([...draw.shuffle(found).slice(0, 2), ...more])].slice(0, 4);
  const right = solveCoded(stem(numbers, draw.at('stem')));
  const evidence = passage.good.slice(0, 1).map(({ verbatim }) => verbatim);
  if (right === null || evidence.length === 0) return null;
  const { question, options, key } = right;
  return draw.at('flaw').next() < 0.06
    ? { question, options: [...options.slice(0, -1), 'All of them at once'], key, evidence }
    : { question, options, key, evidence };
}

/** Solves the coded item that a text holds: its options as they are made, and which is right; null where it holds none. */
export function solveCoded(text: string): Coded | null {
  return ordering(text) ?? matching(text) ?? statements(text) ?? assertion(text);
}

function ordering(text: string): Coded | null {
  const question = /Put these amounts in ascending order: [PQRS\d, ]+\./.exec(text)?.[0];
  const items = [...(question ?? '').matchAll(/([PQRS]) (\d+)/g)].map((match) => ({
    mark: match[1],
    size: Number(match[2]),
  }));
  if (question === undefined || items.length < 4) return null;
  const right = items.toSorted((a, b) => a.size - b.size).map(({ mark }) => mark);
  const swapped = (at: number) => right.with(at, right[at + 1]).with(at + 1, right[at]);
  const orders = [right, swapped(0), swapped(1), swapped(2), right.toReversed()];
  return { question, options: orders.map((order) => order.join(', ')), key: 0 };
}

function matching(text: string): Coded | null {
  const question = /Match each number with its double\. [\d:;. a-d]+/.exec(text)?.[0].trimEnd();
  const left = [...(question ?? '').matchAll(/\b(\d): (\d+)/g)].map((match) => Number(match[2]));
  const right = [...(question ?? '').matchAll(/\b([a-d]): (\d+)/g)].map((match) => Number(match[2]));
  if (question === undefined || left.length < 4 || right.length < 4) return null;
  const places = left.map((number) => right.indexOf(2 * number));
  const code = (list: readonly number[]) => list.map((place, at) => `${at + 1}-${LETTERS[place] ?? '?'}`).join(', ');
  const swapped = (x: number, y: number) => places.with(x, places[y] ?? 0).with(y, places[x] ?? 0);
  const codes = [places, swapped(0, 1), swapped(1, 2), swapped(2, 3), swapped(0, 3)].map(code);
  return { question, options: codes, key: 0 };
}

function statements(text: string): Coded | null {
  const found =
    /Which of these statements hold\?\nI\. (\d+) is greater than (\d+)\.\nII\. (\d+) is greater than (\d+)\.\nIII\. (\d+) is greater than (\d+)\./.exec(
      text,
    );
  if (!found) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = found.slice(1).map(Number);
  const names = ['I', 'II', 'III'].filter((_, at) => [a > b, c > d, e > f][at]);
  const set = (option: string) => (option.match(/\bI{1,3}\b/g) ?? []).join(' ');
  const key = COMBINATIONS.findIndex((option) => set(option) === names.join(' '));
  return key < 0 ? null : { question: found[0], options: COMBINATIONS, key };
}

function assertion(text: string): Coded | null {
  const found = /Assertion: (\d+) is greater than (\d+)\.\nReason: (\d+) (plus|minus) (\d+) is (\d+)\./.exec(text);
  if (!found) return null;
  const [a = 0, b = 0, x = 0, , y = 0, result = 0] = found.slice(1).map(Number);
  const first = a > b;
  const second = (found[4] === 'plus' ? x + y : x - y) === result;
  const explains = found[4] === 'minus';
  const key = first ? (second ? (explains ? 0 : 1) : 2) : second ? 3 : 4;
  return { question: found[0], options: EXPLAINS, key };
}
