import { z } from 'zod';
import { type Constraint, constraint, type Spec } from './constraint.ts';
import { countBreach, counted, linesIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(40) });
type Count = z.infer<typeof Count>;

const BULLET = /^[-*+•]\s+\S/;
const STEP = /^(\d{1,3})[.)]\s+\S/;
const HEADING = /^#{1,6}\s+\S/;

type Part = Pick<Spec<Count>, 'id' | 'says' | 'breach'> & Partial<Spec<Count>>;

function listed(part: Part): Constraint {
  return constraint<Count>({
    family: 'structure',
    shape: Count,
    settles: ['layout'],
    apart: ['notation'],
    for: ['answer'],
    make: (draw) => ({ count: 3 + draw.index(5) }),
    ...part,
  });
}

/** Lists, headings and marked sections. */
export const LISTS: readonly Constraint[] = [
  listed({
    id: 'bullets',
    weight: 2,
    says: ({ count }) => [
      `Include exactly ${counted(count, 'bullet point')}, each on a line of its own that begins with "- ".`,
      `The answer must hold a list of ${counted(count, 'bullet')} in Markdown.`,
    ],
    breach: (response, { count }) =>
      countBreach(linesIn(response).filter((line) => BULLET.test(line)).length, count, 'bullet'),
  }),
  listed({
    id: 'numbered-steps',
    apart: ['notation', 'digits'],
    weight: 2,
    says: ({ count }) => [
      `Number the main points 1 to ${count}, one to a line, as in "1. ".`,
      `Set it out as ${counted(count, 'numbered item')}, counted from 1.`,
    ],
    breach(response, { count }) {
      const numbers = linesIn(response).flatMap((line) => STEP.exec(line)?.[1] ?? []);
      const wrong = numbers.findIndex((number, at) => Number(number) !== at + 1);
      if (wrong >= 0) return `item ${wrong + 1} bears the number ${numbers[wrong]}`;
      return countBreach(numbers.length, count, 'numbered item');
    },
  }),
  listed({
    id: 'headings',
    apart: ['notation', 'opening'],
    says: ({ count }) => [
      `Divide it by exactly ${counted(count, 'Markdown heading')}.`,
      `Use ${counted(count, 'heading')}, each on a line that begins with #.`,
    ],
    breach: (response, { count }) =>
      countBreach(linesIn(response).filter((line) => HEADING.test(line)).length, count, 'heading'),
    make: (draw, { size }) => (size < 200 ? null : { count: 2 + draw.index(4) }),
  }),
  listed({
    id: 'sections',
    apart: ['notation', 'digits', 'opening'],
    for: ['answer', 'piece'],
    writes: () => ['Part 1'],
    says: ({ count }) => [
      `Split it into ${counted(count, 'part')}; each begins with a line that says "Part 1", "Part 2" and so on.`,
    ],
    breach(response, { count }) {
      const marks = linesIn(response).flatMap((line) => /^[#*_\s]*Part\s+(\d{1,2})(?!\p{L})/iu.exec(line)?.[1] ?? []);
      const wrong = marks.findIndex((mark, at) => Number(mark) !== at + 1);
      return wrong >= 0
        ? `part ${marks[wrong]} stands where part ${wrong + 1} should`
        : countBreach(marks.length, count, 'part');
    },
    make: (draw, { size }) => (size < 120 ? null : { count: 2 + draw.index(3) }),
  }),
  listed({
    id: 'questions-and-answers',
    settles: ['layout', 'opening', 'ending'],
    writes: () => ['Q: A:'],
    says: ({ count }) => [
      `Write it as ${counted(count, 'question')} with answers: lines that begin with "Q:", each followed by one that begins with "A:".`,
    ],
    breach(response, { count }) {
      const marks = linesIn(response).flatMap((line) => /^[*_]*([QA])[*_]*:/.exec(line)?.[1] ?? []);
      const wrong = marks.findIndex((mark, at) => mark !== 'QA'[at % 2]);
      if (wrong >= 0 || marks.length % 2 > 0) return 'a question lacks its answer, or an answer its question';
      return countBreach(marks.length / 2, count, 'question');
    },
    make: (draw) => ({ count: 2 + draw.index(4) }),
  }),
];
