import type { Draw } from '../../text/draw.ts';
import type { Known } from './makers.ts';
import type { Passage, Sentence } from './passage.ts';
import { type Probe, wordQuestion } from './questions.ts';
import { clauseOf, falsify, lookalikes, pickTarget, withGaps } from './rewrite.ts';
import { plainText } from './words.ts';

/** Words that read as if an option named the others. */
const NAMING = /\b(?:all|none|both|neither) of (?:the|these)\b/i;

type OptionMaker = (sentence: Sentence, passage: Passage, draw: Draw, size: number) => Known | null;

/** An item with options, one of them right: a gap to fill, a statement to find, or what comes next. */
export const makeOptions: OptionMaker = (sentence, passage, draw, size) => {
  const makers = draw.sample([gap, statement, next], 3, (maker) => (maker === gap ? 3 : maker === statement ? 2 : 1));
  for (const make of makers) {
    const made = make(sentence, passage, draw, size);
    if (made) return made;
  }
  return null;
};

const gap: OptionMaker = (sentence, passage, draw, size) => {
  const target = pickTarget(sentence, passage, draw);
  if (!target) return null;
  const own = new Set(sentence.words.map((word) => word.plain));
  const wrong = lookalikes(target, passage, draw, size - 1, own).map((word) => word.text);
  const probe: Probe = { kind: 'cloze', quote: withGaps(sentence, [target], 14) };
  return withKey(probe, target.text, wrong, [sentence.verbatim], size, draw);
};

const statement: OptionMaker = (sentence, passage, draw, size) => {
  const topic = pickTarget(sentence, passage, draw);
  if (!topic || clauseOf(sentence).length < topic.at) return null;
  const others = nearest(sentence, passage, draw, size + 1);
  const wrong = others.flatMap((other) => falsify(other, passage, draw) ?? []);
  const probe: Probe = { kind: 'about', quote: topic.text };
  return withKey(probe, clauseOf(sentence), wrong, [sentence.verbatim], size, draw);
};

const next: OptionMaker = (sentence, passage, draw, size) => {
  const following = passage.good.find((other) => other.place === sentence.place + 1);
  if (!following) return null;
  const others = nearest(following, passage, draw, size + 1).filter((other) => other !== sentence);
  const probe: Probe = { kind: 'after', quote: clauseOf(sentence) };
  const wrong = others.map((other) => clauseOf(other));
  return withKey(probe, clauseOf(following), wrong, [sentence.verbatim, following.verbatim], size, draw);
};

/** Other sentences of about the same length. */
function nearest(sentence: Sentence, passage: Passage, draw: Draw, count: number): Sentence[] {
  const others = passage.good.filter((other) => other !== sentence);
  const gapTo = (other: Sentence) => Math.abs(other.words.length - sentence.words.length);
  return draw.sample(others.toSorted((a, b) => gapTo(a) - gapTo(b)).slice(0, count + 3), count);
}

function withKey(
  probe: Probe,
  right: string,
  wrong: string[],
  evidence: string[],
  size: number,
  draw: Draw,
): Known | null {
  if (NAMING.test(right)) return null;
  const different = new Map(
    [right, ...wrong.filter((text) => !NAMING.test(text))].toReversed().map((text) => [plainText(text), text]),
  );
  different.delete(plainText(right));
  const options = draw.shuffle([right, ...[...different.values()].slice(0, size - 1)]);
  if (options.length < Math.min(size, 4)) return null;
  return { question: wordQuestion(probe, draw), options, key: options.indexOf(right), evidence };
}
