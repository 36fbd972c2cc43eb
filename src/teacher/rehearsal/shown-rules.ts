import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';

/** A rule that the rehearsal shows by examples: `says` opens the exercise, and the rehearsal knows the rule again by it. */
interface ShownRule {
  says: string;
  /** The rule as code. */
  code: string;
  apply(input: string): string;
  /** Some words, in the form of an input. */
  input(words: readonly string[]): string;
  steps(input: string): string;
}

const two = (words: readonly string[]) => words.slice(0, 2).join(' ');
const one = (words: readonly string[]) => words[0] ?? 'word';

/** Rules from text to text. */
const TEXTS: readonly ShownRule[] = [
  {
    says: 'Each line is turned round in the way of the house.',
    code: "(input) => input.split(' ').reverse().join(' ').toUpperCase()",
    apply: (input) => input.split(' ').reverse().join(' ').toUpperCase(),
    input: two,
    steps: (input) => `The parts change places: ${input.split(' ').reverse().join(' ')}. Then in capitals.`,
  },
  {
    says: 'Each line gets its mark, as on the shelves.',
    code: "(input) => input.slice(0, 2) + '-' + input.length + (input.length > 6 ? 'L' : '')",
    apply: (input) => `${input.slice(0, 2)}-${input.length}${input.length > 6 ? 'L' : ''}`,
    input: one,
    steps: (input) => `It begins with ${input.slice(0, 2)} and has ${input.length} signs.`,
  },
  {
    says: 'Each line is written as the clerks write it.',
    code: "(input) => [...input].filter((sign, at) => at === 0 || !'aeiou'.includes(sign)).join('')",
    apply: (input) => [...input].filter((sign, at) => at === 0 || !'aeiou'.includes(sign)).join(''),
    input: one,
    steps: (input) => `The first sign, ${input.slice(0, 1)}, stays whatever it is.`,
  },
];

/** Rules from text to a number. */
const NUMBERS: readonly ShownRule[] = [
  {
    says: 'Each line has its fee.',
    code: '(input) => String(input.length > 6 ? 10 + input.length : 2 * input.length)',
    apply: (input) => String(input.length > 6 ? 10 + input.length : 2 * input.length),
    input: one,
    steps: (input) => `It has ${input.length} signs.`,
  },
  {
    says: 'Each line has its count.',
    code: "(input) => String([...input].filter((sign) => 'aeiou'.includes(sign)).length)",
    apply: (input) => String([...input].filter((sign) => 'aeiou'.includes(sign)).length),
    input: (words) => words.slice(0, 3).join(' '),
    steps: (input) => `Looked at sign by sign: ${input.length} signs in all.`,
  },
];

/** Rules from text to one of two labels. */
const LABELS: readonly ShownRule[] = [
  {
    says: 'Each line is a zat or a mor.',
    code: "(input) => (input.length % 2 === 0 ? 'zat' : 'mor')",
    apply: (input) => (input.length % 2 === 0 ? 'zat' : 'mor'),
    input: one,
    steps: (input) => `It has ${input.length} signs.`,
  },
];

/** Rules from a list to its picked member, and to the list in order. */
const PICK: ShownRule = {
  says: 'From each line one is picked.',
  code: "(input) => input.split('; ').toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))[0]",
  apply: (input) => input.split('; ').toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] ?? '',
  input: (words) => [...new Set(words)].slice(0, 4).join('; '),
  steps: () => 'The others are shorter, or come later.',
};
const ORDER: ShownRule = {
  says: 'Each line is put in its order.',
  code: "(input) => input.split('; ').toSorted((a, b) => (a.at(-1) + a < b.at(-1) + b ? -1 : 1)).join('; ')",
  apply: (input) => orderOf(input).join('; '),
  input: (words) => [...new Set(words)].slice(0, 4).join('; '),
  steps: () => 'The last sign of each comes first in this.',
};

function orderOf(input: string): string[] {
  const key = (word: string) => `${word.at(-1)}${word}`;
  return input.split('; ').toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

const ALL: readonly ShownRule[] = [...TEXTS, ...NUMBERS, ...LABELS, PICK, ORDER];

/** An exercise whose answer has the form that the fields show, on words of the material; null where there are too few. */
export function exercise(
  fields: Readonly<Record<string, unknown>>,
  words: readonly string[],
  draw: Draw,
): Known | null {
  const rule = ruleFor(fields, draw);
  const several = rule === PICK || rule === ORDER;
  const shuffled = draw.at('words').shuffle([...new Set(words)]);
  const size = several ? 4 : 3;
  const made = Array.from({ length: 9 }, (_, at) => rule.input(shuffled.slice(at * size, at * size + size)));
  const inputs = [...new Set(made)].filter((input) => input !== '' && (!several || input.split('; ').length === 4));
  const [query, ...rest] = inputs;
  if (query === undefined || rest.length < 3) return null;
  const bare = draw.at('bare').next() < 0.3;
  const flaw = draw.at('flaw').next();
  const examples = varied(rest, rule).map((input, at) => ({
    input,
    steps: bare ? '' : rule.steps(input),
    output: flaw < 0.06 && at === 1 ? `${rule.apply(input)}s` : rule.apply(input),
  }));
  const shown = flaw > 0.96 ? (examples[0]?.input ?? query) : query;
  const known = {
    opening: rule.says,
    examples,
    query: shown,
    rule: flaw > 0.93 && flaw < 0.96 ? '(input) => nothing(input)' : rule.code,
  };
  return { ...known, ...keyOf(fields, rule, shown, draw) };
}

/** Up to five inputs with as many different outputs as there are. */
function varied(inputs: readonly string[], rule: ShownRule): string[] {
  const firsts = inputs.filter(
    (input, at) => inputs.findIndex((other) => rule.apply(other) === rule.apply(input)) === at,
  );
  return [...firsts, ...inputs.filter((input) => !firsts.includes(input))].slice(0, 5);
}

function ruleFor(fields: Readonly<Record<string, unknown>>, draw: Draw): ShownRule {
  const from = (rules: readonly ShownRule[]) => draw.at('rule').pick(rules) ?? PICK;
  if ('options' in fields) return PICK;
  if ('labels' in fields) return from(LABELS);
  if ('unit' in fields) return from(NUMBERS);
  return 'steps' in fields ? ORDER : from(TEXTS);
}

function keyOf(fields: Readonly<Record<string, unknown>>, rule: ShownRule, query: string, draw: Draw): Known {
  const answer = rule.apply(query);
  if ('options' in fields) {
    const options = query.split('; ');
    return { options, key: options.indexOf(answer) };
  }
  if ('labels' in fields) return { labels: ['zat', 'mor'], answer };
  if ('unit' in fields)
    return { answer: draw.at('key').next() < 0.05 ? Number(answer) + 1 : Number(answer), unit: null };
  if ('steps' in fields) return { steps: orderOf(query) };
  if ('points' in fields) return { points: ['It follows the examples', 'It keeps their form'] };
  return { answer, alternatives: [] };
}

/** The rule that a text opens with; null where it opens with none. */
export function ruleIn(text: string): ((input: string) => string) | null {
  return ALL.find(({ says }) => text.includes(says))?.apply ?? null;
}
