import type { Draw } from '../../text/draw.ts';
import { makeOptions } from './options.ts';
import type { Passage, Sentence } from './passage.ts';
import { wordQuestion } from './questions.ts';
import { clauseOf, falsify, lookalikes, pickTarget, targets, withGaps } from './rewrite.ts';
import { solve } from './solve.ts';
import type { Word } from './words.ts';

/** The values of an item's fields, by their names. */
export type Known = Record<string, unknown>;

/** What an item wants back: one of the answer forms, told by the names of its fields. */
export type Wanted = 'option' | 'boolean' | 'number' | 'short' | 'list' | 'order' | 'label' | 'free';

/** Makes an item of one form that tests the sentence; null where the sentence will not do. `size` is how many choices. */
export type Maker = (sentence: Sentence, passage: Passage, draw: Draw, size: number) => Known | null;

/** One maker a form. Every item can be answered by looking its question up in the passage. */
export const MAKERS: Record<Wanted, Maker> = {
  option: makeOptions,

  boolean(sentence, passage, draw) {
    const answer = draw.next() < 0.5;
    const quote = answer ? clauseOf(sentence) : falsify(sentence, passage, draw);
    if (quote === undefined) return null;
    return { question: wordQuestion({ kind: 'statement', quote }, draw), answer, evidence: [sentence.verbatim] };
  },

  number(sentence, passage, draw) {
    const target = pickTarget(sentence, passage, draw, 'number');
    if (target && isNumber(target, sentence)) {
      const quote = withGaps(sentence, [target], 12);
      const answer = Number(target.text.replaceAll(',', ''));
      return {
        question: wordQuestion({ kind: 'cloze', quote }, draw),
        answer,
        unit: null,
        evidence: [sentence.verbatim],
      };
    }
    const word = pickTarget(sentence, passage, draw, 'word');
    if (!word) return null;
    const holding = passage.sentences.filter(({ words }) => words.some(({ plain }) => plain === word.plain));
    const answer = Number(solve({ kind: 'count', quote: word.text }, passage.text, [])?.values[0]);
    const question = wordQuestion({ kind: 'count', quote: word.text }, draw);
    return { question, answer, unit: null, evidence: holding.slice(0, 4).map(({ verbatim }) => verbatim) };
  },

  short(sentence, passage, draw) {
    const target = pickTarget(sentence, passage, draw);
    if (!target) return null;
    const quote = withGaps(sentence, [target], 12);
    const question = wordQuestion({ kind: 'cloze', quote }, draw);
    return { question, answer: target.text, alternatives: [], evidence: [sentence.verbatim] };
  },

  list(sentence, _passage, draw) {
    const gaps = draw.sample(targets(sentence), 2 + draw.index(2)).toSorted((a, b) => a.at - b.at);
    const answer = gaps.map((gap) => gap.text);
    if (gaps.length < 2) return null;
    const question = wordQuestion({ kind: 'cloze', quote: withGaps(sentence, gaps, 12) }, draw);
    return { question, answer, evidence: [sentence.verbatim] };
  },

  order(sentence, passage, draw, size) {
    const others = draw.sample(
      passage.good.filter((other) => other !== sentence),
      size - 1,
    );
    const chosen = [sentence, ...others].toSorted((a, b) => a.place - b.place);
    const topic = pickTarget(sentence, passage, draw);
    const steps = chosen.map((each) => clauseOf(each, 16));
    if (!topic || steps.length < 3 || new Set(steps).size < steps.length) return null;
    const question = wordQuestion({ kind: 'order', quote: topic.text }, draw);
    return { question, steps, evidence: chosen.map(({ verbatim }) => verbatim) };
  },

  label(sentence, passage, draw) {
    const verdicts = ['True', 'False', 'Not stated'];
    if (draw.next() < 0.5) {
      const made = MAKERS.boolean(sentence, passage, draw, 0);
      return made && { ...made, labels: verdicts, answer: made.answer === true ? 'True' : 'False' };
    }
    const target = pickTarget(sentence, passage, draw);
    if (!target) return null;
    const own = new Set(sentence.words.map((word) => word.plain));
    const labels = draw.shuffle([target, ...lookalikes(target, passage, draw, 2, own)]).map((word) => word.text);
    const question = wordQuestion({ kind: 'cloze', quote: withGaps(sentence, [target], 12) }, draw);
    return labels.length < 2 ? null : { question, labels, answer: target.text, evidence: [sentence.verbatim] };
  },

  free(sentence, passage, draw) {
    const topic = pickTarget(sentence, passage, draw);
    if (!topic) return null;
    const telling = passage.good.filter(({ words }) => words.some((word) => word.plain === topic.plain)).slice(0, 3);
    const points = telling.map((each) => clauseOf(each));
    const question = wordQuestion({ kind: 'about', quote: topic.text }, draw);
    return { question, points, evidence: telling.map(({ verbatim }) => verbatim) };
  },
};

/** Whether a word is one plain number, and is not a part of something longer such as a date or a version. */
function isNumber({ text, at }: Word, { text: sentence }: Sentence): boolean {
  const around = (sentence[at - 1] ?? ' ') + (sentence[at + text.length] ?? ' ');
  return /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(text) && !/[-−/:.\p{L}]/u.test(around);
}
