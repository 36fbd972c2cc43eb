import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { exercise, ruleIn } from '../shown-rules.ts';

/** Exercises that show a rule by examples, answered by knowing the rule from the exercise's opening. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if ('idea' in fields && 'cases' in fields) return content(asked);
    if ('suggestions' in fields && Array.isArray(task?.item?.examples)) return [{ suggestions: SUGGESTIONS }];
    if (!('examples' in fields && 'query' in fields)) return null;
    const words = wordsIn(task?.material ?? '');
    if (task?.suggestion != null) return [edited(asked, words)];
    if (task?.item) return null;
    const made = Array.from({ length: asked.count }, (_, at) => exercise(fields, words, asked.draw.at('exercise', at)));
    return made.flatMap((each) => (each ? [each] : []));
  },
  answer(messages, draw) {
    const rule = ruleIn(messages.map(({ content }) => content).join('\n'));
    const query = rule && queryOf(messages.findLast(({ role }) => role === 'user')?.content ?? '');
    if (!rule || !query) return null;
    const output = draw.at('slip').next() < 0.06 ? rule(`${query}x`) : rule(query);
    return `The examples all go one way, and so does this one.\n\n${output}`;
  },
} satisfies Part;

const SUGGESTIONS = [
  'Let the length of the input point to a wrong output in all examples but one.',
  'Show other inputs, such that each does the work of two.',
  'Let a second move follow the first.',
];

function content({ passage, draw }: Asked): Known[] {
  const words = draw.at('cases').sample([...new Set(wordsIn(passage.text))], 24);
  if (words.length < 12) return [];
  return [
    {
      idea: 'What becomes of each case is decided by how it is written: its length, its first and last sign.',
      cases: words,
    },
  ];
}

/** The same kind of exercise on other inputs; of an exercise without such a form, other examples are left out. */
function edited({ fields, task, draw }: Asked, words: string[]): Known {
  const own = Object.fromEntries(
    Object.keys(fields)
      .filter((name) => name in (task?.item ?? {}))
      .map((name) => [name, true]),
  );
  return exercise(own, words, draw.at('edit', String(task?.suggestion))) ?? {};
}

function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\b[a-z]{3,10}\b/g) ?? [];
}

const NAMED = /^(?:Input|Q|Given|In|Case): (.*)$|^<in>(.*)<\/in>$/gm;

/** The last input of an exercise as it is laid out; in an exchange the turn itself. */
function queryOf(text: string): string | null {
  const named = [...text.matchAll(NAMED)].at(-1);
  if (named) return (named[1] ?? named[2] ?? '').trim();
  const lines = text.trim().split('\n');
  const arrow = lines.findLast((line) => /\s(?:->|=>|\||:|→|becomes)$/.test(line));
  return arrow?.replace(/\s(?:->|=>|\||:|→|becomes)$/, '') ?? lines.at(-1) ?? null;
}
