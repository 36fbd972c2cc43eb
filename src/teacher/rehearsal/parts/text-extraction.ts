import type { Message } from '../../../data.ts';
import type { Draw } from '../../../text/draw.ts';
import { tableOf, valuesAsked } from '../extracting.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { type Passage, readPassage, type Sentence } from '../passage.ts';
import { GAP } from '../questions.ts';
import { clauseOf, targets, withGaps } from '../rewrite.ts';

/** By which instruct prompts for extraction are known. */
const OWN = 'You set tasks of extraction';

const OUTLINED = 'Fill the outline from the document: one JSON object and nothing beside it.';
const TABLED =
  'Make a Markdown table with the columns “Opening” and “End”: the first words and the last word of six sentences, from the top.';
const LISTED = /List the capitalised names that stand inside sentences with “(.{1,60}?)”, one a line, each once\./;
const COPIED = /Copy the (\d) longest sentences of the document, unchanged, one a line\./;
const SUMMED = /Say in (\d) sentences what the document tells on “(.{1,60}?)”\./;

const TASKS = [LISTED, COPIED, SUMMED];

/** Outlines of gaps to be filled from the material, tables, lists of names, sentences copied; answers by looking them up. */
export default {
  fill(asked) {
    const { fields, task } = asked;
    if ('verdicts' in fields) return [settled(task?.item ?? {})];
    if ('unsupported' in fields && /clause by clause/.test(task?.words ?? '')) {
      return [
        { unsupported: asked.draw.at('doubt').next() < 0.05 ? [{ claim: 'all of it', why: 'It is not said.' }] : [] },
      ];
    }
    if (!task?.words.includes(OWN) || 'suggestions' in fields) return null;
    if (task.suggestion !== null) return edited(asked);
    return task.item ? null : items(asked);
  },
  answer(messages, draw) {
    const said = messages.map(({ content }) => content).join('\n');
    const passage = readPassage(documentOf(messages));
    if (said.includes(OUTLINED)) return asJson(valuesAsked(said), draw);
    if (said.includes(TABLED)) return tableOf(ends(passage));
    const word = LISTED.exec(said)?.[1];
    if (word !== undefined) return slipping(namesBeside(passage, word), draw);
    const count = COPIED.exec(said)?.[1];
    if (count !== undefined) return slipping(longest(passage, Number(count)), draw);
    const summed = SUMMED.exec(said);
    if (!summed) return null;
    const told = telling(passage, summed[2] ?? '').slice(0, Number(summed[1]));
    return told.map(({ text }) => text).join(' ') || 'The document tells nothing of it.';
  },
} satisfies Part;

/** What is left of a row without its task: of the user's turns, or where they hold no document, of the system's too. */
function documentOf(messages: readonly Message[]): string {
  const left = (role: Message['role']) =>
    messages
      .filter((message) => message.role === role)
      .flatMap(({ content }) => content.replaceAll(/^> ?/gm, '').split('\n'))
      .filter(
        (line) => ![OUTLINED, TABLED].some((task) => line.includes(task)) && !TASKS.some((task) => task.test(line)),
      )
      .filter((line) => !line.startsWith('Work through the whole document'))
      .join('\n');
  const own = left('user');
  return own.length > 200 ? own : `${left('system')}\n\n${own}`;
}

function items(asked: Asked): Known[] | null {
  const { fields, passage, count, draw } = asked;
  const sentences = draw.at('sentences').shuffle(passage.good);
  if ('outline' in fields) return outlined(sentences, passage, count, draw);
  if ('rows' in fields) return tabled(passage);
  if (fields.answer?.type === 'array') return listed(sentences, passage, count);
  if (!('points' in fields)) return null;
  return sentences.slice(0, count).flatMap((sentence, at) => {
    const [target] = targets(sentence);
    const points = [clauseOf(sentence)];
    if (/number of whole sentences/.test(asked.task?.words ?? ''))
      return [{ question: `Copy the ${2 + at} longest sentences of the document, unchanged, one a line.`, points }];
    return target
      ? [{ question: `Say in ${2 + at} sentences what the document tells on “${target.text}”.`, points }]
      : [];
  });
}

function outlined(sentences: Sentence[], passage: Passage, count: number, draw: Draw): Known[] {
  const gaps = sentences.flatMap((sentence) => {
    const target = targets(sentence)[0];
    if (!target || /["“”]/.test(sentence.text)) return [];
    const quote = withGaps(sentence, [target], 8);
    return passage.flat.split(target.text).length > 1 ? [{ target: target.text, quote }] : [];
  });
  return Array.from({ length: count }, (_, at) => gaps.slice(at * 3, at * 3 + 3)).flatMap((three, at) => {
    if (three.length < 2) return [];
    const names = ['subject', 'detail', 'circumstance'];
    const fields = three.map(({ quote }, place) => fieldOf(`found.${names[place]}`, `fills “${quote}”`));
    const values = Object.fromEntries(three.map(({ target }, place) => [names[place], target]));
    const flaw = draw.at('flaw', at).next();
    const extraction = flaw < 0.05 ? '{"found": ' : JSON.stringify({ found: values });
    return [{ question: OUTLINED, outline: fields, extraction, points: three.map(({ target }) => target) }];
  });
}

function fieldOf(name: string, description: string, required = true): Known {
  return { name, type: required ? 'quote' : 'text', choices: [], required, description };
}

function ends({ good }: Passage): string[][] {
  const plain = good.filter(({ text }) => !/[|“”]|^>/.test(text));
  return plain.slice(0, 6).map((sentence) => [clauseOf(sentence, 4), sentence.words.at(-1)?.text ?? '']);
}

function tabled(passage: Passage): Known[] {
  const rows = ends(passage);
  return rows.length < 2
    ? []
    : [{ question: TABLED, columns: ['Opening', 'End'], rows, points: ['All rows are there.'] }];
}

function namesBeside({ sentences }: Passage, word: string): string[] {
  const holding = sentences.filter(({ text }) => text.includes(word));
  const names = holding.flatMap(({ words }) => words.filter(({ kind }) => kind === 'name').map(({ text }) => text));
  return [...new Set(names)].slice(0, 12);
}

function listed(sentences: Sentence[], passage: Passage, count: number): Known[] {
  const words = [...new Set(sentences.flatMap((sentence) => targets(sentence).map(({ text }) => text)))];
  const tasks = words.flatMap((word) => {
    const answer = namesBeside(passage, word);
    return answer.length < 2 ? [] : [{ word, answer }];
  });
  return tasks.slice(0, count).map(({ word, answer }) => ({
    question: `List the capitalised names that stand inside sentences with “${word}”, one a line, each once.`,
    answer,
  }));
}

function longest({ good }: Passage, count: number): string[] {
  return good
    .toSorted((a, b) => b.text.length - a.text.length)
    .slice(0, count)
    .map(({ text }) => text);
}

function telling({ good }: Passage, word: string): Sentence[] {
  const found = good.filter(({ text }) => text.includes(word));
  return found.length > 0 ? found : good;
}

/** Lines; now and then one of them has a word that the document lacks. */
function slipping(lines: string[], draw: Draw): string {
  if (lines.length === 0) return 'Nothing of the kind stands in the document.';
  const slip = draw.at('slip').next() < 0.07;
  return lines.map((line, at) => `- ${line}${slip && at === 0 ? ' Invented' : ''}`).join('\n');
}

/** JSON; now and then with a remark before it, broken off, with a gap filled from nowhere or a word that is not there. */
function asJson(value: unknown, draw: Draw): string {
  const json = JSON.stringify(value, null, 2);
  const flaw = draw.at('flaw').next();
  if (flaw < 0.02) return `Here it is:\n${json}`;
  if (flaw < 0.04) return json.slice(0, -4);
  if (flaw < 0.08) return json.replace(/: null/, ': "not known"');
  return flaw < 0.1 ? json.replace(/": "[^"]*"/, '": "Invented"') : json;
}

/** An optional field more, which the document does not fill; or a task in other words. */
function edited({ task, fields, draw }: Asked): Known[] | null {
  const item = task?.item ?? {};
  if (!('outline' in fields) || !Array.isArray(item.outline)) {
    return 'points' in fields ? [{ question: `Take care to miss nothing. ${String(item.question ?? '')}` }] : null;
  }
  const read = typeof item.extraction === 'string' ? /^\{([\s\S]*)\}$/.exec(item.extraction)?.[1] : undefined;
  if (read === undefined) return [{}];
  const name = draw.at('name').pick(['reference_number', 'second_contact', 'due_date', 'old_value']) ?? 'other';
  const field = fieldOf(name, `what ${GAP.length} gaps would hold, null where there are none`, false);
  return [{ outline: [...item.outline, field], extraction: `{${read}, "${name}": null}` }];
}

/** Every difference is settled in the first one's favour, but for gaps that both fill. */
function settled(item: Known): Known {
  const list = Array.isArray(item.differences) ? item.differences : [];
  const verdicts = list.flatMap((each) => {
    if (typeof each !== 'object' || each === null || !('place' in each)) return [];
    return [{ place: String(each.place), why: 'The document has it so.', right: 'first' }];
  });
  return { verdicts };
}
