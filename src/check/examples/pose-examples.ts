import type { z } from 'zod';
import type { Message } from '../../data.ts';
import type { Draw } from '../../text/draw.ts';
import type { ExamplesInstruction } from './fields.ts';

type Shown = z.infer<typeof ExamplesInstruction>;
type Names = readonly [input: string, steps: string, output: string];

/** How the parts of an example are named. */
const NAMES: readonly Names[] = [
  ['Input', 'Working', 'Output'],
  ['Q', 'Reasoning', 'A'],
  ['Given', 'Steps', 'Result'],
  ['In', 'How', 'Out'],
  ['Case', 'Because', 'Answer'],
  ['<in>', '<how>', '<out>'],
];

/** What parts input and output where a pair fits on a line. */
const ARROWS = [' -> ', ' => ', ' | ', ' : ', ' → ', ' becomes '];

/**
 * An exercise as a student gets it: examples, then the query in the same dress with nothing behind it. The dress is
 * drawn; pairs go on a line only where nothing in them could be taken for what parts them. `listed`: choices follow below.
 */
export function poseExamples(shown: Shown, draw: Draw, listed = false): { material: string; question: string } {
  const arrow = draw.at('arrow').pick(ARROWS) ?? ' -> ';
  const written =
    onLines(shown, arrow) && draw.at('dress').next() < 0.6 ? lines(shown, arrow) : blocks(shown, draw, listed);
  return { material: '', question: [shown.opening.trim(), written].filter((part) => part !== '').join('\n\n') };
}

/** The exercise as an exchange: each example a turn and its reply, the query the last turn. */
export function poseTurns({ opening, examples, query }: Shown): {
  material: string;
  question: string;
  earlier: Message[];
} {
  const earlier = examples.flatMap(({ input, steps, output }, at): Message[] => [
    { role: 'user', content: at === 0 && opening.trim() !== '' ? `${opening.trim()}\n\n${input}` : input },
    { role: 'assistant', content: steps.trim() === '' ? output : `${steps.trim()}\n${output}` },
  ]);
  return { material: '', question: query, earlier };
}

/** What the examples are about, as agents see it. */
export function showCases({ idea, cases }: { idea: string; cases: readonly string[] }): string {
  return `${idea.trim()}\n\n${cases.map((each) => `- ${each}`).join('\n')}`;
}

function onLines({ examples, query }: Shown, arrow: string): boolean {
  const texts = [query, ...examples.flatMap(({ input, output }) => [input, output])];
  const bare = examples.every(({ steps }) => steps.trim() === '');
  return bare && texts.every((text) => text.length < 90 && !text.includes('\n') && !text.includes(arrow.trim()));
}

function lines({ examples, query }: Shown, arrow: string): string {
  return [...examples.map(({ input, output }) => `${input}${arrow}${output}`), `${query}${arrow}`.trimEnd()].join('\n');
}

function blocks({ examples, query }: Shown, draw: Draw, listed: boolean): string {
  const [input, steps, output] = draw.at('names').pick(NAMES) ?? ['Input', 'Working', 'Output'];
  const named = (name: string, text: string) =>
    name.startsWith('<') ? `${name}${text}</${name.slice(1)}` : `${name}: ${text}`;
  const numbered = draw.at('numbered').next() < 0.25;
  const shown = examples.map((example, at) =>
    [
      ...(numbered ? [`${at + 1}.`] : []),
      named(input, example.input),
      ...(example.steps.trim() === '' ? [] : [named(steps, example.steps.trim())]),
      named(output, example.output),
    ].join('\n'),
  );
  const last = [...(numbered ? [`${examples.length + 1}.`] : []), named(input, query)];
  const ends =
    !listed && examples.every((each) => each.steps.trim() === '') && !output.startsWith('<') ? [`${output}:`] : [];
  return [...shown, [...last, ...ends].join('\n')].join('\n\n');
}
