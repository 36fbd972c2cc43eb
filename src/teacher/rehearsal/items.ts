import type { Draw } from '../../text/draw.ts';
import { choiceOf } from './answer.ts';
import { type Known, MAKERS, type Wanted } from './makers.ts';
import type { Passage } from './passage.ts';
import { readQuestion } from './questions.ts';
import { solve } from './solve.ts';
import { plainText, squash } from './words.ts';

/** Makes up to `count` items of one form on a passage, each testing another sentence. */
export function makeItems(passage: Passage, wanted: Wanted, size: number, count: number, draw: Draw): Known[] {
  const made: Known[] = [];
  const asked = new Set<unknown>();
  for (const sentence of inTurn(passage, wanted, draw)) {
    if (made.length >= count) break;
    const item = MAKERS[wanted](sentence, passage, draw, size);
    if (!item || asked.has(item.question) || givesAway(item) || !isSettled(item, passage)) continue;
    asked.add(item.question);
    made.push(named(item));
  }
  return made;
}

/** Whether an item's question has the word that it asks for. */
function givesAway({ question, answer }: Known): boolean {
  return typeof answer === 'string' && ` ${plainText(String(question))} `.includes(` ${plainText(answer)} `);
}

/** Whether looking the question up in the passage gives the item's own key. */
function isSettled({ question, options, labels, steps, answer, key }: Known, { text }: Passage): boolean {
  const probe = readQuestion(String(question));
  const choices = [options, labels, steps].find(Array.isArray)?.map(String) ?? [];
  const finding = probe && solve(probe, text, choices);
  if (!finding) return false;
  if (typeof key === 'number') return choiceOf(finding.values, choices) === key;
  const right = steps ?? answer;
  return right === undefined || plainText([right].flat().join(' ')) === plainText(finding.values.join(' '));
}

/** The sentences in a drawn order; for numbers, those with digits first. */
function inTurn({ good }: Passage, wanted: Wanted, draw: Draw) {
  const mixed = draw.shuffle(good);
  if (wanted !== 'number') return mixed;
  const counted = mixed.filter(({ words }) => words.slice(1, -1).some(({ kind }) => kind === 'number'));
  return [...counted, ...mixed.filter((sentence) => !counted.includes(sentence))];
}

/** The same values under the other names that skills may give their fields. */
function named(item: Known): Known {
  const { question, evidence } = item;
  const quote = Array.isArray(evidence) && typeof evidence[0] === 'string' ? squash(evidence[0]) : null;
  return { instruction: question, prompt: question, task: question, quote, unsuitable: null, ...item };
}
