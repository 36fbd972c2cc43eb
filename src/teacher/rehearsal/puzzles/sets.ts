import { claimsOf, type Kind } from './kind.ts';

/** Which of the eight regions of three kinds have members. */
type Regions = readonly boolean[];

const MARK = /Suppose of three kinds, (\S+), (\S+) and (\S+), each of which has members, the following\./;
const SAID = /(All|No|Some) (\S+) are (not )?(\S+?)\./g;
const KINDS = ['lodgers', 'fiddlers', 'climbers', 'bakers', 'swimmers', 'collectors', 'clerks', 'gardeners', 'poets'];

/** Kinds of people, and what is said of all or some. */
export const sets: Kind = {
  field: 'sets',
  tell(_, draw) {
    const [a, b, c] = draw.sample(KINDS, 3);
    const first = draw.pick([`All ${a} are ${b}.`, `No ${a} are ${b}.`, `Some ${a} are ${b}.`]);
    const second = draw.pick([`All ${b} are ${c}.`, `No ${c} are ${b}.`, `Some ${b} are not ${c}.`]);
    return `Suppose of three kinds, ${a}, ${b} and ${c}, each of which has members, the following. ${first} ${second}`;
  },
  read(text) {
    const mark = MARK.exec(text);
    const kinds = mark?.slice(1) ?? [];
    if (!mark) return null;
    const told = text.slice(mark.index + mark[0].length).split(/\n|\?/)[0] ?? '';
    const said = [...told.matchAll(SAID)].map(([, quantity = '', a = '', not, b = '']) =>
      saying(kinds, quantity, a, b, not !== undefined),
    );
    const all = Array.from({ length: 2 ** 8 }, (_, code) =>
      Array.from({ length: 8 }, (_, region) => (code >> region) % 2 === 1),
    );
    const lives = (state: Regions) => kinds.every((_, kind) => state.some((some, region) => some && has(region, kind)));
    const cases = all.filter((state) => lives(state) && said.every(({ holds }) => holds(state)));
    if (said.length < 2 || cases.length === 0) return null;
    const claims = kinds.flatMap((a) =>
      kinds
        .filter((b) => b !== a)
        .flatMap((b) => [
          saying(kinds, 'All', a, b, false),
          saying(kinds, 'No', a, b, false),
          saying(kinds, 'Some', a, b, false),
          saying(kinds, 'Some', a, b, true),
        ]),
    );
    return {
      statement: { kinds, statements: said.map(({ formal }) => formal) },
      cases: cases.length,
      claims: claimsOf(
        cases,
        claims.filter(({ words }) => !told.includes(words)),
      ),
      questions: [],
    };
  },
};

function has(region: number, kind: number): boolean {
  return (region >> kind) % 2 === 1;
}

function saying(kinds: readonly string[], quantity: string, a: string, b: string, not: boolean) {
  const [x, y] = [kinds.indexOf(a), kinds.indexOf(b)];
  const both = (state: Regions) => state.some((some, region) => some && has(region, x) && has(region, y));
  const without = (state: Regions) => state.some((some, region) => some && has(region, x) && !has(region, y));
  const words = `${quantity} ${a} are ${not ? 'not ' : ''}${b}.`;
  if (not) return { words, formal: `some-not(${a}, ${b})`, holds: without };
  if (quantity === 'All') return { words, formal: `all(${a}, ${b})`, holds: (state: Regions) => !without(state) };
  if (quantity === 'No') return { words, formal: `no(${a}, ${b})`, holds: (state: Regions) => !both(state) };
  return { words, formal: `some(${a}, ${b})`, holds: both };
}
