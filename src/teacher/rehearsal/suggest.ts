import type { Draw } from '../../text/draw.ts';
import { aimOf } from './edit.ts';
import type { Known } from './makers.ts';
import { type Passage, readPassage, type Sentence } from './passage.ts';
import { itemOf, sentenceOf } from './places.ts';
import type { Task } from './prompt.ts';
import type { Probe } from './questions.ts';
import { clauseOf, lookalikes } from './rewrite.ts';
import { solve } from './solve.ts';

/** Ways of reworking an item, each a sentence or two that name the place and what becomes of the key. */
export function suggest(task: Task, item: Known, draw: Draw): string[] {
  const passage = readPassage(task.material);
  const { choices, probe } = itemOf(item);
  const place = probe ? sentenceOf(item, probe, passage) : undefined;
  const where = place ? `“${clauseOf(place, 10)} …”` : 'that settles the answer';
  const aim = aimOf(task.words);
  const others = place && probe ? alternatives(probe, place, passage, choices, task.count + 1, draw) : [];
  const all = {
    open: [
      `Take the sentence ${where} out of the passage and let its neighbours meet; the question stays, without a key.`,
      `Leave the sentence ${where} out wherever it stands, so that nothing in the passage decides the question.`,
      `Remove what the passage says in ${where}; everything else stays as it is and the question loses its ground.`,
    ],
    flip: others.map(
      (other) => `In the sentence ${where}, change what the question asks about into “${other}”; that becomes the key.`,
    ),
    harder: [
      'Show fewer words of the sentence asked about, so that the place has to be found in the passage; the key stays.',
      'Ask in another wording that points less directly at the sentence; the key stays.',
      `Ask about the sentence ${where} as a small task instead of outright; the key stays.`,
    ],
  }[aim];
  return draw
    .shuffle(all.length > 0 ? all : [`Change the sentence ${where} and the key with it.`])
    .slice(0, task.count);
}

/** What could be the answer in the stead of what is. */
function alternatives(
  probe: Probe,
  place: Sentence,
  passage: Passage,
  choices: string[],
  count: number,
  draw: Draw,
): string[] {
  const [found] = solve(probe, passage.text, choices)?.values ?? [];
  if (choices.length > 1) return choices.filter((choice) => choice !== found);
  const word = place.words.find(({ text }) => text === found);
  if (!word || probe.kind !== 'cloze') return [];
  if (word.kind === 'number') return [1, 2, 3, 4].map((more) => String(Number.parseInt(word.text, 10) + more));
  const own = new Set(place.words.map(({ plain }) => plain));
  return lookalikes(word, passage, draw, count, own).map(({ text }) => text);
}
