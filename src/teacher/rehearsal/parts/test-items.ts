import type { Draw } from '../../../text/draw.ts';
import { makeCoded, solveCoded } from '../coded.ts';
import { makeItems } from '../items.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { makeRiddle } from '../riddles.ts';
import { makeStory, quantity, readStory } from '../stories.ts';
import { itemOf } from './mathematics.ts';

const NONE = 'None of these';
const LEADS = [
  'Take your time over this one.',
  'Half of last class got it wrong.',
  'Help two friends settle a bet.',
  'From the second paper of spring:',
];
const LOOP =
  /const values = \[(\d+), (\d+), (\d+)\];\nlet total = (\d+);\nfor \(let at = (\d); at < values\.length; at\+\+\) total \+= values\[at\];/;

/** Single test items: riddles, looked-up sentences, stories with numbers, coded options, small programs. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if (!('wellKnown' in fields && 'options' in fields && 'question' in fields) || 'reference' in fields) return null;
    if (task?.suggestion != null) return edited(asked);
    return task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n');
    const printed = printedBy(said);
    if (printed !== null) return `The loop adds the values one after the other.\n\nAnswer: ${printed}`;
    const coded = solveCoded(said);
    if (coded) {
      const key = draw.at('slip').next() < 0.06 ? (coded.key + 1) % coded.options.length : coded.key;
      return `Each part can be decided by itself.\n\nAnswer: ${coded.options[key]}`;
    }
    const story = said.includes(NONE) ? readStory(said) : null;
    if (!story) return null;
    const right = quantity(story.value, story.unit);
    return `It comes to ${right}.\n\nAnswer: ${said.replace(story.text, '').includes(right) ? right : NONE}`;
  },
} satisfies Part;

function items(asked: Asked): Known[] {
  const title = /^# (.+)$/m.exec(asked.task?.words ?? '')?.[1] ?? '';
  const made = Array.from({ length: asked.count }, (_, at) => itemFor(title, asked, asked.draw.at('test', at)));
  return made.filter((item) => item !== null);
}

function itemFor(title: string, { fields, passage }: Asked, draw: Draw): Known | null {
  const [sentence] = draw.at('place').shuffle(passage.good);
  if (!sentence) return null;
  const evidence = [sentence.verbatim];
  const known = { evidence, wellKnown: true };
  if ('program' in fields) return { ...program(draw), ...known };
  if ('compute' in fields || title === NONE) {
    const story = makeStory(passage, draw);
    const item = story && itemOf(story, { options: true }, draw);
    return item && { ...(title === NONE ? withNone(item, draw) : item), ...known };
  }
  const coded = makeCoded(title, passage, draw);
  if (coded) return { ...known, ...coded };
  const exhibit = {
    exhibit: `A note that was found: “${passage.good
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' ')}”`,
  };
  const riddle = draw.at('riddle').next() < 0.6 ? makeRiddle('option', sentence, passage, draw, 4) : null;
  if (riddle) return { ...exhibit, ...riddle, ...known };
  const [looked] = makeItems(passage, 'option', 4, 1, draw);
  return looked ? { ...exhibit, ...looked, wellKnown: draw.at('known').next() < 0.15 } : null;
}

/** Four values and an option that says that none is right; in some, the right value is not among them. */
function withNone({ question, options, key }: Known, draw: Draw): Known {
  const values = Array.isArray(options) ? options.map(String) : [];
  const absent = draw.at('absent').next() < 0.4;
  const unit = String(values[0] ?? '').replace(/^[\d.]+ /, '');
  const shown = absent ? values.filter((_, at) => at !== key).concat(`9999 ${unit}`) : values;
  const last = draw.at('flaw').next() < 0.06 ? `10001 ${unit}` : NONE;
  return { question, options: [...shown, last], key: absent ? 4 : key };
}

/** A loop over three numbers, and what it prints; now and then with a fault. */
function program(draw: Draw): Known {
  const [a, b, c, start] = ['a', 'b', 'c', 'start'].map((name) => 3 + draw.at(name).index(40));
  const from = draw.at('from').index(2);
  const loop = `const values = [${a}, ${b}, ${c}];\nlet total = ${start};\nfor (let at = ${from}; at < values.length; at++) total += values[at];\nconsole.log(total);`;
  const all = (start ?? 0) + (a ?? 0) + (b ?? 0) + (c ?? 0);
  const results = [
    all - (from === 1 ? (a ?? 0) : 0),
    all - (from === 1 ? 0 : (a ?? 0)),
    all - (c ?? 0) + 1,
    all + (start ?? 0),
  ];
  const flaw = draw.at('flaw').next();
  const code = flaw < 0.05 ? loop.replace('values.length', 'value.length') : loop;
  const options = draw.at('options').shuffle(results.map(String));
  const key = options.indexOf(String(results[flaw > 0.94 ? 1 : 0]));
  return { question: 'What does this program print?', language: 'javascript', program: code, options, key };
}

function printedBy(said: string): string | null {
  const [, ...found] = LOOP.exec(said) ?? [];
  const [a = 0, b = 0, c = 0, start = 0, from = 0] = found.map(Number);
  return found.length < 5 ? null : String(start + [a, b, c].slice(from).reduce((sum, each) => sum + each, 0));
}

/** The stem in another wording; with more options where these are wanted and can be made. */
function edited({ task, draw }: Asked): Known[] | null {
  const item = task?.item ?? {};
  const lead = draw.at('lead', String(task?.suggestion)).pick(LEADS) ?? '';
  const question = `${lead} ${String(item.question ?? '')}`;
  const story = readStory(question);
  const options = Array.isArray(item.options) ? item.options.map(String) : [];
  if (!story || !/^# More options$/m.test(task?.words ?? '')) return [{ question }];
  const more = story.slips.map((slip) => quantity(slip, story.unit)).filter((text) => !options.includes(text));
  return [{ question, options: [...options, ...more].slice(0, 6), key: item.key }];
}
