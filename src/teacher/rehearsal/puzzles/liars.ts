import { claimsOf, type Kind, settled } from './kind.ts';

/** Who is a knight, by place. */
type Sorts = boolean[];

const MARK = /Each of ([^.]+) is either a knight, who says only what is so, or a knave, who says only what is not\./;
const SAYS = /(\S+) says that (\S+) is a (knight|knave)\.|(\S+) says that (\S+) and (\S+) are of one sort\./g;

/** People who always or never tell the truth. */
export const liars: Kind = {
  field: 'liars',
  tell(names, draw) {
    const people = names.slice(0, 3 + draw.index(2));
    const said = people.map((by) => {
      const others = people.filter((each) => each !== by);
      const [a, b] = draw.sample(others, 2);
      const pair = draw.next() < 0.6;
      return pair
        ? `${by} says that ${a} and ${b} are of one sort.`
        : `${by} says that ${a} is a ${draw.next() < 0.7 ? 'knave' : 'knight'}.`;
    });
    const listed = `${people.slice(0, -1).join(', ')} and ${people.at(-1)}`;
    return [
      `Each of ${listed} is either a knight, who says only what is so, or a knave, who says only what is not.`,
      ...said,
    ].join(' ');
  },
  read(text) {
    const people = MARK.exec(text)?.[1]?.split(/, | and /) ?? [];
    if (people.length < 2 || people.length > 6) return null;
    const place = (name = '') => people.indexOf(name);
    const said = utterances(text, place);
    const all = Array.from({ length: 2 ** people.length }, (_, code) => people.map((_, at) => (code >> at) % 2 === 1));
    const cases = all.filter((sorts) => said.every(({ by, holds }) => holds(sorts) === sorts[place(by)]));
    if (said.length === 0 || cases.length === 0) return null;
    const count = (sorts: Sorts) => sorts.filter(Boolean).length;
    return {
      statement: {
        people,
        kinds: ['knight', 'knave'],
        statements: said.map(({ by, says }) => ({ by, says })),
        rules: [],
        secret: null,
      },
      cases: cases.length,
      claims: claimsOf(
        cases,
        people.flatMap((name) => [
          {
            words: `${name} belongs to the knights.`,
            formal: `is(${name}, knight)`,
            holds: (sorts: Sorts) => sorts[place(name)] === true,
          },
          {
            words: `${name} belongs to the knaves.`,
            formal: `is(${name}, knave)`,
            holds: (sorts: Sorts) => sorts[place(name)] === false,
          },
        ]),
      ),
      questions: settled(cases, count, {
        question: 'How many knights are there?',
        target: 'count(knight)',
        form: 'number',
      }),
    };
  },
};

/** What is said, by whom, with a test of it. */
function utterances(text: string, place: (name?: string) => number) {
  return [...text.matchAll(SAYS)].map(([, by, one, kind, other, a, b]) => ({
    by: by ?? other ?? '',
    says: kind === undefined ? `same-kind(${a}, ${b})` : `is(${one}, ${kind})`,
    holds: (sorts: Sorts) =>
      kind === undefined ? sorts[place(a)] === sorts[place(b)] : sorts[place(one)] === (kind === 'knight'),
  }));
}
