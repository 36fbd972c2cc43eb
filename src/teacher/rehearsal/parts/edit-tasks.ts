import type { Draw } from '../../../text/draw.ts';
import { keepTo } from '../keep-to.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import type { Passage, Sentence } from '../passage.ts';

/** The tasks that this part sets and can carry out, as patterns that read them back. */
const ONLY = /Keep only the sentence that begins “([^”]+)”/;
const SMALL = /Put this into lower case/;
const SWAP = /Wherever it says “([^”]+)”, let it say “([^”]+)”/;
const SHORT = /Shorten this to at most (\d+) words/;
const MEND = /Mend the spelling/;
const TURN = /Turn round the sentence “([^”]+)”/;
const WEIGH = /The text has “[^”]+”\. Changed, it is “([^”]+)”/;
const TASKS = [ONLY, SMALL, SWAP, SHORT, MEND, TURN, WEIGH];
const LEAD = 'It is not the case that';
const LABELS = ['it follows', 'it is ruled out', 'it is left open'];
const STYLE =
  'Monday. Nine crates of pears, two of them soft. Wind from the east, so no boat. Told the boy to stack them by the wall and he ' +
  'stacked them by the door. Moved them. Eleven o’clock, a lorry, the wrong one. Signed nothing. Bread and an onion at noon. ' +
  'At four the right lorry came and the driver would not wait. Counted again. Nine.';

/** Small edits that rules can make: words exchanged, sentences kept, letters made small, doubled letters mended. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if ('stands' in fields) return [stands(String(task?.item?.second ?? ''))];
    const own = 'task' in fields && ['limits', 'excerpt', 'draft', 'sample', 'relation'].some((name) => name in fields);
    if (!own) return null;
    if (task?.suggestion != null) return edited(asked);
    return task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const of = (wanted: string) =>
      messages.flatMap(({ role, content }) => (role === wanted ? [content] : [])).join('\n\n');
    const [asked, told] = [of('user'), of('system')];
    const said = `${asked}\n\n${told}`;
    const text = carriedOut(said, [asked, told].map(textIn).find((part) => part.length > 20) ?? asked);
    if (text === null) return null;
    return draw.at('slip').next() < 0.05 ? `Sure, here is the text: ${text}` : keepTo(text, said);
  },
} satisfies Part;

function items({ fields, count, passage, draw }: Asked): Known[] {
  const sentences = draw.at('edits').shuffle(passage.good).slice(0, count);
  return sentences.map((sentence, at) => {
    const own = draw.at('edits', at);
    const points = [`It does what was asked with “${opening(sentence)}”.`, 'Nothing else is different.'];
    if ('relation' in fields) return { points, ...related(sentence, fields, own) };
    const excerpt = sentence.verbatim;
    if ('draft' in fields) return { points, excerpt, ...faulty(sentence, own) };
    return { points, excerpt, sample: STYLE, ...plainTask(sentence, passage, own) };
  });
}

const opening = ({ text }: Sentence) => text.split(' ').slice(0, 6).join(' ');

/** A task on the whole text, or one sentence of it, with its limits; now and then one that is not told. */
function plainTask(sentence: Sentence, { vocabulary }: Passage, draw: Draw): Known {
  const word =
    draw.at('word').pick(vocabulary.filter(({ text, kind }) => text.length > 4 && kind === 'word'))?.text ?? 'thing';
  const most = 20 + 10 * draw.at('most').index(5);
  const told = draw.at('told').next() < 0.93 ? most : most + 1;
  const tasks = [
    {
      task: `Keep only the sentence that begins “${opening(sentence)}”, and take out the rest.`,
      limits: [{ rule: 'nothing-but-cuts', value: '' }],
    },
    {
      task: `Put this into lower case, names and all, from “${opening(sentence)}” to the end and before it too.`,
      limits: [{ rule: 'lower-case', value: '' }],
    },
    {
      task: `Wherever it says “${word}”, let it say “matter”; otherwise it stays.`,
      limits: [{ rule: 'must-not-use', value: word }],
    },
    {
      task: `Shorten this to at most ${most} words, with “${opening(sentence)}” still in view.`,
      limits: [{ rule: 'at-most-words', value: String(told) }],
    },
  ];
  return draw.at('task').pick(tasks) ?? {};
}

/** A sentence with letters tripled in two or three words. */
function faulty(sentence: Sentence, draw: Draw): Known {
  const once = sentence.words.filter(
    ({ text }) => /^\p{L}{5,}$/u.test(text) && sentence.verbatim.split(text).length === 2,
  );
  const faults = draw
    .at('faults')
    .sample(once, 3)
    .map(({ text }) => ({ wrong: tripled(text), right: text }));
  const draft = faults.reduce((text, { wrong, right }) => text.replace(right, () => wrong), sentence.verbatim);
  const wrong = draw.at('flaw').next() < 0.06 ? [{ wrong: 'nowhere to be found', right: 'nowhere' }] : [];
  return {
    task: `Mend the spelling of what begins “${opening(sentence)}”, please.`,
    draft,
    faults: [...faults, ...wrong],
  };
}

const tripled = (word: string) => word.replace(/(?<=.)\p{L}/u, (letter) => letter.repeat(3));

function related(sentence: Sentence, fields: Asked['fields'], draw: Draw): Known {
  const { verbatim } = sentence;
  const denied = `${LEAD} ${verbatim}`;
  if (!('labels' in fields))
    return {
      task: `Turn round the sentence “${verbatim}”, so that the two can never be true together.`,
      anchor: verbatim,
      relation: 'contradicts',
    };
  const follows = draw.at('label').next() < 0.5;
  const changed = follows ? verbatim : denied;
  const task = `The text has “${verbatim}”. Changed, it is “${changed}”. Does this follow, is it ruled out, or is it left open?`;
  return { task, labels: LABELS, answer: LABELS[follows ? 0 : 1], anchor: null, relation: null };
}

const PURPOSES = [
  ...[
    'It is for a notice.',
    'Whoever reads it is in a hurry.',
    'A second reader will compare.',
    'It has to be done today.',
  ],
  ...[
    'It will be read aloud.',
    'My sister will see it first.',
    'It goes to print tomorrow.',
    'Nobody must notice.',
    'It is for the board.',
  ],
];

function edited({ task, draw }: Asked): Known[] {
  const before = String(task?.item?.task ?? '');
  const more = draw.at('more').pick(PURPOSES) ?? '';
  return [{ task: `${before} ${more}` }];
}

function stands(second: string): Known {
  return { why: 'Its opening words tell.', stands: second.startsWith(LEAD) ? 'contradicts' : 'follows' };
}

/** What of a message is the text to be worked on: all but the task, requirements, the sample and what sets them apart. */
function textIn(message: string): string {
  const lines = message.split('\n').map((line) => line.replace(/^> ?/, '').trimEnd());
  const foreign = (line: string) =>
    TASKS.some((task) => task.test(line)) ||
    STYLE.includes(line) ||
    /^(?:-{3,}|"{3}|<\/?\w+>|- .*[.*:]|[\w ]{1,40}:|#+ \w+)$/.test(line);
  return lines
    .filter((line) => line === '' || !foreign(line))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** What comes of a task, done on the text; null where the row holds no task of this part. */
function carriedOut(said: string, text: string): string | null {
  const changed = WEIGH.exec(said)?.[1];
  if (changed !== undefined)
    return `The wording decides it.\n\nThe answer is: ${LABELS[changed.startsWith(LEAD) ? 1 : 0]}`;
  const turned = TURN.exec(said)?.[1];
  if (turned !== undefined) return `${LEAD} ${turned}`;
  if (MEND.test(said)) return text.replaceAll(/(\p{L})\1\1/gu, '$1');
  if (SMALL.test(said)) return text.toLowerCase();
  const [, old, fresh] = SWAP.exec(said) ?? [];
  if (old !== undefined && fresh !== undefined)
    return text.replaceAll(new RegExp(old.replaceAll(/[^\p{L}\p{N}]/gu, '.'), 'giu'), fresh);
  const short = SHORT.exec(said)?.[1];
  if (short !== undefined) return text.split(/\s+/).slice(0, Number(short)).join(' ');
  return soleSentence(ONLY.exec(said)?.[1], text);
}

/** The sentence of a text that begins so. */
function soleSentence(start: string | undefined, text: string): string | null {
  if (start === undefined) return null;
  const flat = text.replaceAll(/\s+/g, ' ');
  const at = flat.indexOf(start);
  return at < 0 ? start : (/^.+?[.!?。！？](?=\s|$)/u.exec(flat.slice(at))?.[0] ?? flat.slice(at, at + 200));
}
