import type { Draw } from '../../../text/draw.ts';
import { ALL_LABELS, cuedLabels, cuedText, drawChoice } from '../cues.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { clauseOf } from '../rewrite.ts';

/** The wordings of the task; rows are known by them. */
const TASKS = [
  'Sort this under the label that fits it best, by what the writer says.',
  'Which label would a careful clerk put on this?',
  'File what you read here; in doubt, the last sentences count for more.',
  'Every text of the pile gets what it deserves by the rule of the house: what is meant decides.',
];

/** How often a label outside the set is given. */
const STRAY = 0.06;
const SCHEMES = ['labels', 'tags', 'tree'];

/** What the names of places mean where two answers are compared. */
const PLACES = new Map([
  ['The first', 'Answer A'],
  ['The second', 'Answer B'],
]);

/** Texts that carry a turn of phrase for a drawn label, and the label found again by it. */
export default {
  fill(asked) {
    const names = Object.keys(asked.fields);
    const own = names.includes('text') && names.includes('question') && names.some((name) => SCHEMES.includes(name));
    if (!own) return null;
    if (asked.task?.suggestion != null) return edited(asked);
    return asked.task?.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages
      .filter(({ role }) => role !== 'assistant')
      .map(({ content }) => content)
      .join('\n');
    if (!TASKS.some((task) => said.includes(task))) return null;
    const found = cuedLabels(said);
    if (found.length === 0 || draw.at('stray').next() < STRAY) return 'Miscellaneous.';
    return worded(found, said);
  },
} satisfies Part;

function worded(found: readonly string[], said: string): string {
  const [first = ''] = found;
  if (found.length === 1 && BRANCHES.every((branch) => said.includes(branch)))
    return `The last words decide.\n\nThe answer is: ${pathOf(first)}`;
  if (found.length > 1) return `Each has a turn of phrase of its own.\n\nAnswer: ${found.join(', ')}`;
  return `One turn of phrase decides.\n\nThe answer is: ${first}`;
}

/** The branches of a tree of labels. */
const BRANCHES = ['Calls', 'Letters'];

/** Every label has its branch: labels of even length are letters. */
function pathOf(label: string): string {
  return `${label.length % 2 === 0 ? 'Letters' : 'Calls'} > ${label}`;
}

function items({ task, fields, count, passage, draw }: Asked): Known[] {
  const target =
    /: ([\p{L}][\p{L} -]{1,30}):\s/u.exec(task?.words.split('This time, or the nearest')[1] ?? '')?.[1] ?? null;
  const sentences = draw
    .at('labelled')
    .shuffle(passage.good)
    .filter(({ text }) => cuedLabels(text).length === 0);
  return sentences.slice(0, count).map((sentence, at) => {
    const own = draw.at('labelled', at);
    const beside = sentences[(at + count) % sentences.length] ?? sentence;
    const made = schemeOf(fields, target, own);
    const text = cuedText([clauseOf(sentence, 30) + '.'], made.right, own);
    const given = own.at('flaw').next() < STRAY / 2 && made.right.length === 1 ? `${text} ${made.right[0]}.` : text;
    return {
      ...made.known,
      text: given,
      second: clauseOf(beside, 30) + '!',
      request: 'Say in a sentence what you remember of it, and name no names.',
      question: own.at('task').pick(TASKS),
      points: made.right,
    };
  });
}

/** The labels of an item in the fields that it has for them, with what is right. */
function schemeOf(fields: Asked['fields'], target: string | null, draw: Draw): { known: Known; right: string[] } {
  if ('tags' in fields) {
    const tags = draw.at('tags').sample(ALL_LABELS, 7).toSorted();
    const right = draw
      .at('right')
      .sample(tags, 2 + draw.at('count').index(2))
      .toSorted();
    return { known: { tags, answer: right }, right };
  }
  const { labels, right } = drawChoice('request' in fields ? (PLACES.get(target ?? '') ?? 'Equal') : target, draw);
  if ('tree' in fields) {
    const leaves = (even: boolean) => ALL_LABELS.filter((label) => (label.length % 2 === 0) === even).slice(0, 5);
    const among = [...leaves(true), ...leaves(false)];
    const leaf = draw.at('leaf').pick(among) ?? right;
    const tree = [
      { branch: 'Calls', leaves: leaves(false) },
      { branch: 'Letters', leaves: leaves(true) },
    ];
    return { known: { tree, answer: pathOf(leaf), alternatives: [] }, right: [leaf] };
  }
  const definitions = labels.map(
    (_, at) => `What is told of case ${at + 1} of the house rules, and nothing beside it.`,
  );
  return { known: { labels, answer: right, label: right, definitions }, right: [right] };
}

/** The same cues in another text, and where the goal wants it a label for the rest. */
function edited({ task, passage, draw }: Asked): Known[] {
  const item = task?.item ?? {};
  const before = String(item.text ?? '');
  const found = cuedLabels(before);
  const sentence = draw.at('edit').pick(passage.good.filter((each) => !before.includes(clauseOf(each, 30))));
  if (found.length === 0 || !sentence) return [{ text: null }];
  const text = cuedText([`${clauseOf(sentence, 30)}.`], found, draw.at('edit'));
  const { labels, definitions } = item;
  if (!/label for (?:the rest|whatever)/i.test(task?.words ?? '') || !Array.isArray(labels)) return [{ text }];
  const meant = Array.isArray(definitions) ? { definitions: [...definitions, 'Whatever meets none of these.'] } : {};
  return [{ text, labels: [...labels, 'None of these'], ...meant }];
}
