import type { Draw } from '../../text/draw.ts';
import type { Passage } from './passage.ts';

/** A small story with numbers: what it comes to, how that is worked out, and what comes of working it out wrongly. */
export interface Story {
  text: string;
  value: number;
  unit: string;
  compute: string;
  slips: number[];
}

/** One kind of story: its telling from three numbers, and a pattern that finds the numbers in the telling again. */
interface Kind {
  unit: string;
  tell(a: number, b: number, c: number, thing: string): string;
  pattern: RegExp;
  work(a: number, b: number, c: number): number;
  compute(a: number, b: number, c: number): string;
  slips(a: number, b: number, c: number): number[];
}

const THING = '“[^”]{1,40}”';

const KINDS: readonly Kind[] = [
  {
    unit: 'crates',
    tell: (a, b, c, thing) =>
      `A store that is called ${thing} holds ${a} crates when ${c} carts arrive, each of which brings ${b} more. Nothing is sold that day. How many crates does the store hold in the evening?`,
    pattern: new RegExp(
      `called ${THING} holds (\\d+) crates when (\\d+) carts arrive, each of which brings (\\d+) more`,
    ),
    work: (a, c, b) => a + b * c,
    compute: (a, c, b) => `${a} + ${c} * ${b}`,
    slips: (a, c, b) => [a + b + c, (a + b) * c, b * c, a * c + b],
  },
  {
    unit: 'metres',
    tell: (a, b, c, thing) =>
      `The carrier of ${thing} covers ${a} metres in each minute and walks for ${b} minutes; after that come ${c} minutes in which half as much is covered in each. What distance is that altogether, in metres?`,
    pattern: new RegExp(
      `The carrier of ${THING} covers (\\d+) metres in each minute and walks for (\\d+) minutes; after that come (\\d+) minutes`,
    ),
    work: (a, b, c) => a * b + (a * c) / 2,
    compute: (a, b, c) => `${a} * ${b} + ${a} / 2 * ${c}`,
    slips: (a, b, c) => [a * (b + c), a * b, a * b + a / 2 + c, (a * (b + c)) / 2],
  },
  {
    unit: 'pages',
    tell: (a, b, c, thing) =>
      `Someone copies a book with the title ${thing}: ${a} pages on the first day, and on each further day ${b} pages more than the day before. After ${c} days it is done. Find the number of pages in it.`,
    pattern: new RegExp(
      `book with the title ${THING}: (\\d+) pages on the first day, and on each further day (\\d+) pages more than the day before\\. After (\\d+) days`,
    ),
    work: (a, b, c) => c * a + (b * c * (c - 1)) / 2,
    compute: (a, b, c) => `Array.from({ length: ${c} }, (_, day) => ${a} + ${b} * day).reduce((x, y) => x + y, 0)`,
    slips: (a, b, c) => [c * a + (b * c * (c + 1)) / 2, a + b * (c - 1), c * (a + b), a + b * c],
  },
  {
    unit: 'm²',
    tell: (a, b, c, thing) =>
      `A yard with ${thing} written over its gate is ${a} m longer than its width of ${b} m. All round it, outside, a path is laid that is ${c} m wide. How large is the path, in m²?`,
    pattern: new RegExp(
      `yard with ${THING} written over its gate is (\\d+) m longer than its width of (\\d+) m\\. All round it, outside, a path is laid that is (\\d+) m wide`,
    ),
    work: (a, b, c) => (a + b + 2 * c) * (b + 2 * c) - (a + b) * b,
    compute: (a, b, c) => `(${a} + ${b} + 2 * ${c}) * (${b} + 2 * ${c}) - (${a} + ${b}) * ${b}`,
    slips: (a, b, c) => [
      (a + b + c) * (b + c) - (a + b) * b,
      2 * c * (a + 2 * b),
      (a + b + 2 * c) * (b + 2 * c),
      c * (a + 2 * b),
    ],
  },
  {
    unit: 'coins',
    tell: (a, b, c, thing) =>
      `Two boxes, one of them marked ${thing}, hold equally many coins. Then ${a} are taken out of the marked one and spent, and ${b} others are put into the unmarked one; ${c} people look on. How many more coins are in the unmarked box?`,
    pattern: new RegExp(
      `one of them marked ${THING}, hold equally many coins\\. Then (\\d+) are taken out of the marked one and spent, and (\\d+) others are put into the unmarked one; (\\d+) people`,
    ),
    work: (a, b) => a + b,
    compute: (a, b) => `${b} - (0 - ${a})`,
    slips: (a, b, c) => [Math.abs(a - b), a + b + c, b, a],
  },
  {
    unit: '%',
    tell: (a, b, c, thing) =>
      `The price of ${thing} rises by ${10 * (1 + (a % 9))} percent and then by ${10 * (1 + (b % 7))} percent of what it has become; ${c} buyers notice. By what percentage has it risen in all?`,
    pattern: new RegExp(
      `The price of ${THING} rises by (\\d+) percent and then by (\\d+) percent of what it has become; (\\d+) buyers`,
    ),
    work: (p, q) => p + q + (p * q) / 100,
    compute: (p, q) => `((1 + ${p} / 100) * (1 + ${q} / 100) - 1) * 100`,
    slips: (p, q, c) => [p + q, (p * q) / 100, p + q + c, p + q - (p * q) / 100],
  },
];

/** A story of a drawn kind about a word of the passage, with numbers that stand in it where it has some. */
export function makeStory(passage: Passage, draw: Draw): Story | null {
  const kind = draw.at('kind').pick(KINDS);
  const thing = draw.at('thing').pick(passage.vocabulary.filter(({ kind: word }) => word !== 'number'));
  if (!kind || !thing) return null;
  const told = passage.vocabulary.flatMap(({ text }) => (/^\d{1,3}$/.test(text) ? [Number(text)] : []));
  const number = (name: string) => {
    const found = draw.at(name, 'found').pick(told.filter((each) => each >= 3));
    return found !== undefined && draw.at(name, 'take').next() < 0.5 ? found : 3 + draw.at(name).index(60);
  };
  const text = kind.tell(2 * number('a'), number('b'), 2 + draw.at('c').index(6), `“${thing.text.slice(0, 40)}”`);
  return readStory(text);
}

/** A story found in a text by its telling; null where there is none. */
export function readStory(text: string): Story | null {
  for (const kind of KINDS) {
    const [, ...found] = kind.pattern.exec(text) ?? [];
    if (found.length < 3) continue;
    const [a = 0, b = 0, c = 0] = found.map(Number);
    const value = kind.work(a, b, c);
    const slips = [...new Set([...kind.slips(a, b, c), value + c, value + a, value + b])];
    const wrong = slips.filter((slip) => slip !== value && slip > 0);
    return { text, value, unit: kind.unit, compute: kind.compute(a, b, c), slips: wrong };
  }
  return null;
}

/** A quantity as answers give it. */
export function quantity(value: number, unit: string): string {
  const digits = String(Math.round(value * 1e6) / 1e6);
  return unit === '%' ? `${digits} %` : `${digits} ${unit}`;
}
