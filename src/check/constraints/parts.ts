import { z } from 'zod';
import { type Constraint, constraint } from './constraint.ts';
import { countBreach, counted, linesIn, paragraphsIn, wordsIn } from './measure.ts';

const Count = z.strictObject({ count: z.int().min(1).max(12) });
const Nothing = z.strictObject({});
const STARS = /^\s*(?:\*\s?){6}\s*$/m;

/** Parts that an answer has beside its running text. */
export const PARTS: readonly Constraint[] = [
  constraint<Record<string, never>>({
    id: 'title',
    family: 'structure',
    shape: Nothing,
    settles: ['opening'],
    apart: ['notation'],
    for: ['answer', 'piece'],
    says: () => [
      'Begin with a title of at most ten words, alone on the first line as a Markdown heading.',
      'Put a title above it: one line that starts with "# " and has no more than ten words.',
    ],
    breach(response) {
      const [first = '', ...rest] = linesIn(response);
      if (!/^#\s+\S/.test(first)) return 'the first line is no heading';
      const words = wordsIn(first).length;
      return words > 10 || rest.length === 0
        ? `a title of ${counted(words, 'word')} above ${counted(rest.length, 'line')}`
        : null;
    },
    make: () => ({}),
  }),
  constraint<Record<string, never>>({
    id: 'two-versions',
    family: 'structure',
    shape: Nothing,
    settles: ['layout', 'opening', 'ending', 'size'],
    apart: ['notation', 'sentences'],
    weight: 0.7,
    says: () => [
      'Give two different versions, divided by a line of six asterisks: ******',
      'Write it twice, in two clearly different ways, with ****** on a line between them.',
    ],
    breach(response) {
      const versions = response.split(STARS).map((version) => version.trim());
      if (versions.length !== 2) return `${counted(versions.length, 'version')}; wanted 2`;
      return versions.includes('') || versions[0] === versions[1]
        ? 'the two versions are the same, or one is empty'
        : null;
    },
    make: (_, { size }) => (size > 250 ? null : {}),
  }),
  constraint<{ count: number }>({
    id: 'divided-by-rules',
    family: 'structure',
    shape: Count,
    settles: ['layout'],
    apart: ['notation', 'opening', 'ending'],
    for: ['answer', 'piece'],
    says: ({ count }) => [
      `Divide the text into ${counted(count, 'paragraph')} by lines that hold only three hyphens: ---`,
      `Write ${counted(count, 'paragraph')} with a line --- between each two.`,
    ],
    breach(response, { count }) {
      const blocks = response.split(/^[^\S\n]*-{3,}[^\S\n]*$/m).map((block) => block.trim());
      return blocks.some((block) => paragraphsIn(block).length !== 1)
        ? 'a part between rules is not one paragraph'
        : countBreach(blocks.length, count, 'part');
    },
    make: (draw, { size }) => (size > 400 ? null : { count: 2 + draw.index(3) }),
  }),
];
