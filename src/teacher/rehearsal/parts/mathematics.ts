import type { Draw } from '../../../text/draw.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { readRow } from '../row.ts';
import { makeStory, quantity, readStory, type Story } from '../stories.ts';
import { plainText } from '../words.ts';

/** Stories with numbers whose key is worked out by a calculation, answered by reading the story back. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if (!('compute' in fields && 'question' in fields) || 'wellKnown' in fields) return null;
    if (task?.suggestion != null) return [edited(asked)];
    return task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n');
    const equation = /for which x is (\d+)x \+ (\d+) equal to (\d+)x \+ (\d+)\?/.exec(said);
    if (equation) return 'The terms with x cancel, and what is left contradicts itself.\n\nAnswer: no solution';
    const story = readStory(said);
    if (!story) return null;
    const value = draw.at('slip').next() < 0.06 ? (story.slips[0] ?? story.value + 1) : story.value;
    const { choices } = readRow(messages);
    const text = quantity(value, story.unit);
    const chosen = choices.find((choice) => plainText(choice) === plainText(text)) ?? text;
    return `The quantities of the problem give ${story.compute.replaceAll('*', '×')}.\n\nAnswer: ${chosen}`;
  },
} satisfies Part;

function items({ fields, count, passage, draw }: Asked): Known[] {
  const made = Array.from({ length: count }, (_, at) => makeStory(passage, draw.at('story', at)));
  return made.flatMap((story, at) => (story ? [itemOf(story, fields, draw.at('item', at))] : []));
}

/** An item of the form that the fields ask for; now and then its key, its calculation or its story is wrong. */
export function itemOf(story: Story, fields: Readonly<Record<string, unknown>>, draw: Draw): Known {
  const chance = draw.at('flaw').next();
  const right = chance < 0.06 ? (story.slips[0] ?? story.value + 1) : story.value;
  const compute = chance > 0.97 ? `${story.compute} +` : story.compute;
  const pointing = chance > 0.95 && chance < 0.97 ? ' Use the figures of the passage.' : '';
  const known = { question: story.text + pointing, compute };
  if (!('options' in fields)) return { ...known, ...answerOf(fields, right, story.unit) };
  const wrong = story.slips.filter((slip) => slip !== right);
  const options = draw
    .at('options')
    .shuffle([right, ...wrong.slice(0, 3)])
    .map((value) => quantity(value, story.unit));
  return { ...known, options, key: options.indexOf(quantity(right, story.unit)) };
}

function answerOf(fields: Readonly<Record<string, unknown>>, value: number, unit: string): Known {
  return 'alternatives' in fields ? { answer: quantity(value, unit), alternatives: [] } : { answer: value, unit };
}

/** Another story in the item's form; for a goal that takes the solution away, an equation without one. */
function edited({ task, fields, passage, draw }: Asked): Known {
  const item = task?.item ?? {};
  const own = draw.at('edit', String(task?.suggestion));
  if (/^# No solution or many$/m.test(task?.words ?? '') && typeof item.answer === 'string') {
    const [a, b] = [2 + own.index(9), 1 + own.index(30)];
    const question = `Two plans cost the same for some number x, somebody says: for which x is ${a}x + ${b} equal to ${a}x + ${b + 4}?`;
    return { question, answer: 'no solution', alternatives: ['none'], compute: `${a} === ${a} && ${b} !== ${b} + 4` };
  }
  const story = makeStory(passage, own);
  const shape = Object.fromEntries(
    Object.keys(fields)
      .filter((name) => name in item)
      .map((name) => [name, true]),
  );
  return story ? itemOf(story, shape, own) : {};
}
