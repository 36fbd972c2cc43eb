import type { Draw } from '../../text/draw.ts';
import { fewer, flipped, swapped } from './flip.ts';
import type { Known } from './makers.ts';
import { type Passage, readPassage, type Sentence } from './passage.ts';
import { itemOf, sentenceOf, without } from './places.ts';
import type { Task } from './prompt.ts';
import { GAP, type Probe, wordQuestion } from './questions.ts';
import { clauseOf, targets, withGaps } from './rewrite.ts';
import { solve } from './solve.ts';

/** What a goal wants done to an item. */
export type Aim = 'harder' | 'flip' | 'open';

/** Reads the aim from the goal's words. */
export function aimOf(words: string): Aim {
  const from = words.search(/^# /m);
  const goal = words
    .slice(Math.max(0, from))
    .split(/\n\s*\n/)
    .slice(0, 2)
    .join(' ');
  if (/\bunanswerable\b|\bcannot be answered\b|\bleaves? (?:it|this|the question) open\b/i.test(goal)) return 'open';
  return /\bflip|\bdifferent right answer|\bopposite\b|\bother answer\b/i.test(goal) ? 'flip' : 'harder';
}

/** The changed fields of an item; null where rules find nothing to change. */
export function edit(task: Task, item: Known, draw: Draw): Known | null {
  const { question, probe } = itemOf(item);
  const passage = readPassage(task.material);
  const aim = aimOf(task.words);
  if (aim === 'harder') {
    const harder = probe
      ? wordQuestion(narrowed(probe, passage, item, draw), draw, question)
      : `Read the whole passage closely first. ${question}`;
    return { question: harder, instruction: harder, prompt: harder, task: harder };
  }
  if (probe?.kind === 'order') return aim === 'flip' ? swapped(item, passage, draw) : null;
  if (probe?.kind === 'count') return aim === 'flip' ? fewer(item, probe, passage) : null;
  const place = probe && (aim === 'open' ? settling(item, probe, passage) : sentenceOf(item, probe, passage));
  if (!probe || !place) return null;
  return aim === 'open' ? without(place, passage) : flipped(item, probe, place, passage, task, draw);
}

/** The sentence without which nothing settles a probe. */
function settling(item: Known, probe: Probe, passage: Passage): Sentence | undefined {
  return probe.kind === 'after'
    ? passage.sentences.find(({ text }) => text.includes(probe.quote))
    : sentenceOf(item, probe, passage);
}

/** A gap with fewer words around it, as long as it is the only such place; another word of the same sentence to go by. */
function narrowed(probe: Probe, passage: Passage, item: Known, draw: Draw): Probe {
  const { text, sentences } = passage;
  if (probe.kind === 'about' && itemOf(item).choices.length > 0)
    return { kind: 'about', quote: topicOf(item, probe, passage, draw) };
  if (probe.kind !== 'cloze') return probe;
  const [found, ...others] = solve(probe, text, [])?.values ?? [];
  const sentence = sentences.find((each) => found !== undefined && others.length === 0 && fits(each, found, probe));
  const word = sentence?.words.find((each) => each.text === found);
  const quote = sentence && word ? withGaps(sentence, [word], 4 + draw.index(6)) : probe.quote;
  return solve({ kind: 'cloze', quote }, text, [])?.values[0] === found ? { kind: 'cloze', quote } : probe;
}

function topicOf(item: Known, probe: Probe, passage: Passage, draw: Draw): string {
  const place = sentenceOf(item, probe, passage);
  const length = place ? clauseOf(place).length : 0;
  const topics = place
    ? targets(place).filter(({ at, text }) => at + text.length <= length && text !== probe.quote)
    : [];
  return draw.pick(topics)?.text ?? probe.quote;
}

function fits({ text }: Sentence, word: string, { quote }: Probe): boolean {
  return text.includes(quote.replace(GAP, word).replaceAll(/^… | …$/g, ''));
}
