import type { Message } from '../../../data.ts';
import type { Draw } from '../../../text/draw.ts';
import { makeItems } from '../items.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import type { Passage } from '../passage.ts';
import type { Kind } from '../puzzles/kind.ts';
import { liars } from '../puzzles/liars.ts';
import { moves } from '../puzzles/moves.ts';
import { numbers } from '../puzzles/numbers.ts';
import { order, standing, tellOrder } from '../puzzles/order.ts';
import { answerTo, poseAbout } from '../puzzles/pose.ts';
import { sets } from '../puzzles/sets.ts';
import { sums } from '../puzzles/sums.ts';
import { walk } from '../puzzles/walk.ts';
import { wantedBy } from '../schema.ts';

/** Those that bring their own puzzle stand first: a question may hold one beside the row that it is asked about. */
const KINDS: readonly Kind[] = [sets, numbers, sums, liars, moves, walk, order];

const NAMES = ['Mara', 'Teo', 'Ilse', 'Jun', 'Omar', 'Petra', 'Nadia', 'Viktor'];

/** How often a key is wrong on purpose. */
const WRONG = 0.07;

/** Puzzles with formal statements, scenarios with conditions, and the answers to both. */
export default {
  fill(asked) {
    const { fields, draw, count } = asked;
    const kind = KINDS.find(({ field }) => field in fields);
    if (kind) {
      const made = Array.from({ length: count }, (_, at) => puzzle(kind, asked, draw.at('puzzle', at)));
      return made.filter((each) => each !== null);
    }
    if ('puzzle' in fields && asked.task?.suggestion === null) return lookedUp(asked);
    if (!('scenario' in fields && 'conditions' in fields) || asked.task?.suggestion !== null) return null;
    const scenario = scene(asked.passage, draw);
    return scenario ? [scenario] : [];
  },
  answer: (messages) => answer(messages),
} satisfies Part;

/** Questions that are answered by looking up what the puzzle, the premise itself, says. */
function lookedUp({ fields, passage, count, draw }: Asked): Known[] {
  const form = wantedBy({ properties: fields });
  if (form === null) return [];
  const classic = { told: 'A puzzle of the same kind that everybody knows.', answer: 'nothing of the sort' };
  return makeItems(passage, form, sizeFor(fields), count, draw).map((item) => ({
    ...item,
    puzzle: passage.text,
    classic,
  }));
}

function puzzle(kind: Kind, asked: Asked, draw: Draw): Known | null {
  const { fields, passage, task } = asked;
  const own = 'puzzle' in fields;
  const form = wantedBy({ properties: fields }) ?? 'option';
  const given = !own && kind === order ? passage.text : null;
  const conditions = task?.suggestion != null && 'conditions' in fields ? conditionsOf(passage.text, draw) : null;
  for (let attempt = 0; attempt < 12; attempt++) {
    const turn = draw.at(attempt);
    const text =
      given === null ? kind.tell(namesOf(passage, turn), turn, form) : [given, ...(conditions ?? [])].join('\n');
    const reading = text === null ? null : kind.read(text);
    const posed = reading && poseAbout(reading, form, sizeFor(fields), turn);
    if (!reading || !posed || text === null) continue;
    const { asked: what, ...item } = posed;
    const statement = { ...reading.statement, ...(what as Known) };
    const story = own ? { puzzle: text } : given === null ? { question: `${text}\n${item.question}` } : {};
    return spoilt({ ...item, ...story, [kind.field]: statement, ...(conditions && { conditions }) }, draw);
  }
  return null;
}

/** Now and then another key, so that the checks have something to find. */
function spoilt(item: Known, draw: Draw): Known {
  if (draw.at('spoilt').next() >= WRONG) return item;
  const { key, options, answer, steps } = item;
  if (typeof key === 'number' && Array.isArray(options)) return { ...item, key: (key + 1) % options.length };
  if (typeof answer === 'number') return { ...item, answer: answer + 1 };
  if (typeof answer === 'boolean') return { ...item, answer: !answer };
  return Array.isArray(steps) ? { ...item, steps: steps.toReversed() } : { ...item, answer: `not ${String(answer)}` };
}

/** The conditions of a material with one more. */
function conditionsOf(text: string, draw: Draw): string[] {
  const lines = text.split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
  const open = order.read(text)?.claims.filter(({ holding, rule }) => holding > 0 && rule !== undefined) ?? [];
  const more = draw.pick(open)?.rule;
  return more === undefined ? lines : [...lines, more];
}

/** Sentences of the material, a row of people from it with what is known of their places, and a tally. */
function scene(passage: Passage, draw: Draw): Known | null {
  const row = draw.shuffle(namesOf(passage, draw).slice(0, 5));
  const conditions = tellOrder(row, 12, draw);
  const sentences = draw.sample(passage.good, 6).toSorted((a, b) => a.place - b.place);
  if (conditions.length === 0 || sentences.length < 3) return null;
  const tally = row.map((name) => `| ${name} | ${3 + draw.index(40)} | ${10 + draw.index(80)} |`);
  const table = ['| name | visits | minutes |', '| --- | --- | --- |', ...tally].join('\n');
  const told = sentences.map(({ text }) => text).join(' ');
  return { scenario: `${told}\n\n${standing(row, draw)}\n\n${table}`, conditions };
}

/** One-word names of the material, with others where it has too few. */
function namesOf({ vocabulary }: Passage, draw: Draw): string[] {
  const found = vocabulary.flatMap(({ kind, text }) =>
    kind === 'name' && /^\p{Lu}\p{Ll}{2,8}$/u.test(text) ? [text] : [],
  );
  return [...new Set([...draw.sample(found, 3), ...draw.shuffle(NAMES)])];
}

function sizeFor(fields: Asked['fields']): number {
  const words = fields.options?.description;
  return Number(/(\d+) (?:to|of them)/.exec(typeof words === 'string' ? words : '')?.[1] ?? 4);
}

function answer(messages: readonly Message[]): string | null {
  const text = messages.flatMap(({ role, content }) => (role === 'assistant' ? [] : [content])).join('\n');
  const flat = text.replaceAll(/^\s*>\s?/gm, '');
  for (const kind of KINDS) {
    const reading = kind.read(flat);
    const found = reading && answerTo(reading, flat);
    if (!found) continue;
    const tried = `Every case that the conditions leave was tried; there ${reading.cases === 1 ? 'is one' : `are ${reading.cases}`}.`;
    return `${tried}\n\nThe answer is ${found}${found.endsWith('.') ? '' : '.'}`;
  }
  return null;
}
