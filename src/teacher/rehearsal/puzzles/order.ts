import type { Draw } from '../../../text/draw.ts';
import { claimsOf, type Kind, ordersOf, settled } from './kind.ts';

/** What is said of a row: in words, formally, and as a test of places counted from 1. */
interface Saying {
  words: string;
  formal: string;
  holds(place: (name: string) => number): boolean;
}

const SAID: readonly {
  pattern: RegExp;
  say(a: string, b: string): Saying;
}[] = [
  {
    pattern: /(\S+) comes somewhere before (\S+?)[.\n]/g,
    say: (a, b) => ({
      words: `${a} comes somewhere before ${b}.`,
      formal: `before(${a}, ${b})`,
      holds: (place) => place(a) < place(b),
    }),
  },
  {
    pattern: /(\S+) comes right before (\S+?)[.\n]/g,
    say: (a, b) => ({
      words: `${a} comes right before ${b}.`,
      formal: `just-before(${a}, ${b})`,
      holds: (place) => place(b) - place(a) === 1,
    }),
  },
  {
    pattern: /(\S+) is not next to (\S+?)[.\n]/g,
    say: (a, b) => ({
      words: `${a} is not next to ${b}.`,
      formal: `not(next-to(${a}, ${b}))`,
      holds: (place) => Math.abs(place(a) - place(b)) !== 1,
    }),
  },
  {
    pattern: /(\S+) is not number (\d)[.\n]/g,
    say: (a, n) => ({
      words: `${a} is not number ${n}.`,
      formal: `not(at(${a}, ${n}))`,
      holds: (place) => place(a) !== Number(n),
    }),
  },
  {
    pattern: /(\S+) is number (\d)[.\n]/g,
    say: (a, n) => ({
      words: `${a} is number ${n}.`,
      formal: `at(${a}, ${n})`,
      holds: (place) => place(a) === Number(n),
    }),
  },
];

const ROW = /In a row, numbered from 1 to \d, stand ([^.]+)\./;
const placeIn = (order: readonly string[]) => (name: string) => order.indexOf(name) + 1;

/** Names in a row, some of their places told. */
export const order: Kind = {
  field: 'arrangement',
  tell(names, draw, form) {
    const row = draw.shuffle(names.slice(0, 5));
    const wanted = form === 'short' || form === 'order' ? 1 : 2 + draw.index(5);
    const sentences = tellOrder(row, wanted, draw);
    return sentences.length === 0 ? null : [standing(row, draw), ...sentences].join(' ');
  },
  read(text) {
    const names = ROW.exec(text)?.[1]?.split(/, | and /) ?? [];
    if (names.length < 3 || names.length > 6) return null;
    const told = sayings(text, names);
    const cases = ordersOf(names).filter((row) => told.every(({ holds }) => holds(placeIn(row))));
    if (cases.length === 0) return null;
    const places = names.map((_, at) => String(at + 1));
    const scales = [{ name: 'place', values: places, holds: '1', order: 'line' }];
    const open = claimsAbout(names, places).filter(({ rule }) => told.every(({ words }) => words !== rule));
    return {
      statement: { items: names, scales, rules: told.length > 0 ? told.map(({ formal }) => formal) : ['before(1, 2)'] },
      cases: cases.length,
      claims: claimsOf(
        cases,
        open.map(({ holds, ...each }) => ({ ...each, holds: (row: string[]) => holds(placeIn(row)) })),
      ),
      questions: [
        ...settled(cases, (row) => row, {
          question: 'In which order do they stand?',
          target: 'order(place)',
          form: 'order',
        }),
        ...places.flatMap((n) =>
          settled(cases, (row) => row[Number(n) - 1] ?? '', {
            question: `Who is number ${n}?`,
            target: `who(${n})`,
            form: 'short',
          }),
        ),
        {
          question: 'How many orders are possible?',
          ask: 'how-many',
          target: 'all',
          form: 'number',
          value: cases.length,
        },
      ],
    };
  },
};

/** True sentences about a row until at most so many orders are left. */
export function tellOrder(row: readonly string[], most: number, draw: Draw): string[] {
  let left = ordersOf([...row]);
  const told: string[] = [];
  for (let attempt = 0; attempt < 60 && left.length > most && told.length < 8; attempt++) {
    const { say } = draw.pick(SAID.slice(0, 4)) ?? {};
    const [a = '', b = ''] = draw.sample(row, 2);
    const saying = say?.(a, say === SAID[3]?.say ? String(1 + draw.index(row.length)) : b);
    if (!saying?.holds(placeIn(row))) continue;
    const after = left.filter((each) => saying.holds(placeIn(each)));
    if (after.length < left.length) told.push(saying.words);
    left = after;
  }
  return left.length <= most ? told : [];
}

/** The sentence that names a row's members, in a drawn order. */
export function standing(row: readonly string[], draw: Draw): string {
  const names = draw.shuffle(row);
  return `In a row, numbered from 1 to ${names.length}, stand ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}

/** All that options may say of a row. */
function claimsAbout(names: readonly string[], places: readonly string[]) {
  return names.flatMap((a) => [
    ...places.flatMap((n) => claim(SAID[4]?.say(a, n), `${a} in place ${n}`)),
    ...names
      .filter((b) => b !== a)
      .flatMap((b) => [
        ...claim(SAID[0]?.say(a, b), `${a} earlier than ${b}`),
        ...claim(SAID[1]?.say(a, b), `${a} with ${b} directly behind`),
      ]),
  ]);
}

/** A saying as an option has it, in words that no condition has. */
function claim(saying: Saying | undefined, words: string): (Saying & { rule: string })[] {
  return saying ? [{ ...saying, words, rule: saying.words }] : [];
}

function sayings(text: string, names: readonly string[]): Saying[] {
  return SAID.flatMap(({ pattern, say }) =>
    [...`${text}\n`.matchAll(pattern)].flatMap(([, a = '', b = '']) =>
      names.includes(a) && (names.includes(b) || /^\d$/.test(b)) ? [say(a, b)] : [],
    ),
  );
}
