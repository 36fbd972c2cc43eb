import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import type { Passage } from '../passage.ts';

/** What is counted, as the estimate's unit, with another unit for the answer and what one of the first is in it. */
const UNITS = [
  ['litres', 'cubic metres', 0.001],
  ['kWh', 'MWh', 0.001],
  ['kilograms', 'tonnes', 0.001],
  ['pieces', 'pieces', 1],
] as const;

/** The whole wording of a question, for reading it back. */
const QUESTION =
  /If one of them gets through (\d+) (litres|kWh|kilograms|pieces) a day, roughly how many \w+ is that in a year for (\d+) of them/;

/** What an edited question may end with. */
const REMARKS = ['', 'One digit will do.', 'Try it by another road as well.', 'Say which figure matters most.'];

/** Estimation questions on figures of the material: so much a day, for so many, in a year. */
export default {
  fill(asked) {
    const names = Object.keys(asked.fields);
    if (names.includes('finalLow')) return [settled(asked)];
    if (!names.includes('estimate') || !names.includes('wellKnown')) return null;
    if (asked.task?.suggestion != null) return edited(asked);
    return asked.task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const found = QUESTION.exec(messages.map(({ content }) => content).join('\n'));
    if (!found) return null;
    const [, amount = '', unit = '', many = ''] = found;
    return worked(Number(amount), unit, Number(many), draw.at('working'));
  },
} satisfies Part;

function items({ passage, count, draw }: Asked): Known[] {
  const found = draw.at('anchors').shuffle(anchorsOf(passage));
  return found.slice(0, count).map(({ amount, verbatim }, at) => {
    const own = draw.at('estimate', at);
    const [unit] = own.at('unit').pick(UNITS) ?? UNITS[0];
    const many = own.at('many').pick([40, 250, 1500, 9000]) ?? 40;
    return { ...itemOf(amount, unit, many, own), evidence: [verbatim], wellKnown: own.at('known').next() < 0.8 };
  });
}

function itemOf(amount: number, unit: string, many: number, draw: Draw): Known {
  const year = amount * many;
  const chance = draw.at('flaw').next();
  const wide = chance < 0.04 ? 500 : 1;
  const according = chance > 0.96 ? 'According to the passage: ' : '';
  return {
    question: `${according}If one of them gets through ${amount} ${unit} a day, roughly how many ${unit} is that in a year for ${many} of them?`,
    reference: `${amount} ${unit} a day times ${many} times about 365 days.`,
    ...estimateOf(year * 300, year * 380 * wide, unit),
    points: ['It says how many days it counts.', 'It keeps the unit through the working.'],
  };
}

/** The estimate and, as values for objects are sought by the names of their fields, what it holds. */
function estimateOf(low: number, high: number, unit: string): Known {
  return { estimate: { low, high, unit }, low, high, unit };
}

const IN_WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'twenty', 'thirty', 'forty'];

/** What a word counts; not a number for most. */
function countOf(word: string): number {
  const at = IN_WORDS.indexOf(word);
  if (/^\d{1,5}$/.test(word)) return Number(word);
  return at < 0 ? Number.NaN : at < 9 ? at + 2 : (at - 7) * 10;
}

/** Whole numbers of a manageable size, each with the sentence that it stands in. */
function anchorsOf({ good }: Passage): { amount: number; verbatim: string }[] {
  return good.flatMap(({ words, verbatim }) => {
    const amount = words.map(({ plain }) => countOf(plain)).find((value) => value > 1);
    return amount === undefined ? [] : [{ amount, verbatim }];
  });
}

/** A working in four sentences; now and then without steps, a thousand off, or in a unit of another kind. */
function worked(amount: number, unit: string, many: number, draw: Draw): string {
  const [, other, each] = UNITS.find(([name]) => name === unit) ?? UNITS[0];
  const chance = draw.next();
  const total = amount * many * 365 * (chance < 0.06 ? 1e4 : 1);
  const shown = draw.at('unit').next() < 0.5 ? [total, unit] : [total * each, chance > 0.97 ? 'km' : other];
  const final = `So the estimate is about ${Number(shown[0])
    .toPrecision(2)
    .replace(/e\+?(-?\d+)/, ' × 10^$1')} ${shown[1]}.`;
  if (chance > 0.94 && chance <= 0.97) return final;
  return [
    `The amount is so much for one, times how many there are, times the days.`,
    `Assume that all 365 days of a year count, since nothing speaks of pauses.`,
    `Then one of them comes to ${amount} × 365 = ${amount * 365} ${unit} in a year.`,
    `For ${many} of them it is ${many} times that.`,
    final,
  ].join(' ');
}

/** The same question for more of them. */
function edited({ task, draw }: Asked): Known[] | null {
  const found = QUESTION.exec(String(task?.item?.question ?? ''));
  if (!found) return null;
  const [, amount = '', unit = '', many = ''] = found;
  const more = Number(many) * (draw.at('more').pick([3, 5, 10, 20, 50]) ?? 10);
  const { question, ...rest } = itemOf(Number(amount), unit, more, draw);
  const remark = draw.at('remark').pick(REMARKS);
  return [{ question: [question, remark].filter(Boolean).join(' '), ...rest }];
}

/** The last figure of an answer, as it stands. */
function settled({ task }: Asked): Known {
  const figures = [...String(task?.item?.answer ?? '').matchAll(/\d+(?:\.\d+)?/g)].map(Number);
  const last = figures.at(-1) ?? null;
  return { finalLow: last, finalHigh: last };
}
