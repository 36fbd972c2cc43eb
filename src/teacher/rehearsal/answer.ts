import { readPassage } from './passage.ts';
import { GAP, type Probe, readQuestion } from './questions.ts';
import type { Row } from './row.ts';
import { type Finding, solve } from './solve.ts';
import { plainText, plainWords } from './words.ts';

/** Said where the passage does not decide a question. */
export const OPEN =
  'The passage does not say: no sentence of it decides this, so the question cannot be answered from it.';

/** Answers a row in one sentence of reasoning and one that states the answer, from the words of its passage alone. */
export function answerRow(row: Row): string {
  const probe = readQuestion(row.question);
  if (!probe) return answerForeign(row);
  const finding = solve(probe, row.passage, row.choices);
  if (!finding) return answerOpen(row);
  const stated = state(probe, finding, row);
  return stated === null ? OPEN : `${reason(probe, finding)}\n\n${stated}`;
}

/** The choice that a finding means: the one of the same words, or the one that says true or false. */
export function choiceOf(values: readonly string[], choices: readonly string[]): number {
  const sought = plainText(values[0] ?? '');
  return choices.findIndex((choice) => plainText(choice) === sought);
}

function state(probe: Probe, { values }: Finding, { choices, labels }: Row): string | null {
  const mark = (place: number) => (labels[place] === undefined ? (choices[place] ?? '') : `(${labels[place]})`);
  if (probe.kind === 'order') return `The order is ${values.map((value) => mark(choices.indexOf(value))).join(', ')}.`;
  if (choices.length > 0) {
    const place = choiceOf(values, choices);
    if (place < 0) return null;
    return labels[place] === undefined
      ? `The answer is: ${choices[place]}`
      : `The answer is (${labels[place]}) ${choices[place]}.`;
  }
  if (probe.kind === 'statement') return values[0] === 'true' ? 'True.' : 'False.';
  if (probe.kind === 'about') return values.join('\n\n');
  return `The answer is ${values
    .map((value) => `"${value}"`)
    .join(', ')
    .replaceAll(/"(\d[\d.,]*)"/g, '$1')}.`;
}

function reason({ kind, quote }: Probe, finding: Finding): string {
  if (kind === 'cloze') return `The passage has the words "${excerpt(finding.quote)}".`;
  if (kind === 'statement' && finding.values[0] === 'true') return 'The passage says this in the same words.';
  if (kind === 'statement') return `The passage has it in other words: "${finding.quote}".`;
  if (kind === 'order') return 'They come up in the passage one after the other, as their first words show.';
  if (kind === 'count') return `Every place where the passage has the word "${quote}" counts once.`;
  if (kind === 'after') return 'The sentence that follows the one quoted begins with these words.';
  return `The passage speaks of "${quote}" in these words.`;
}

/** The first words of a quotation. */
function excerpt(quote: string): string {
  const words = quote.split(' ');
  return words.length > 20 ? `${words.slice(0, 20).join(' ')} …` : quote.slice(0, 200);
}

function answerOpen({ choices, labels }: Row): string {
  const open = choices.findIndex((choice) => plainText(choice) === 'not stated');
  if (open < 0) return OPEN;
  return `No sentence of the passage decides this.\n\nThe answer is ${labels[open] ? `(${labels[open]}) ` : ''}${choices[open]}.`;
}

/** A question of someone else's: the sentence that shares most words with it, and the choice that fits that best. */
function answerForeign({ question, passage, choices, labels }: Row): string {
  const { sentences, spread } = readPassage(passage);
  const sought = new Set(plainWords(question.replaceAll(GAP, ' ')));
  const shared = (words: Iterable<string>, wanted: ReadonlySet<string>) => {
    let sum = 0;
    for (const word of new Set(words)) if (wanted.has(word)) sum += 1 / (spread.get(word) ?? 1);
    return sum;
  };
  const ranked = sentences.map(({ text, words }) => ({
    text,
    score: shared(
      words.map(({ plain }) => plain),
      sought,
    ),
  }));
  const best = ranked.reduce((top, each) => (each.score > top.score ? each : top), { text: '', score: 0 });
  if (best.score === 0) return OPEN;
  if (choices.length === 0) return `The passage says: "${best.text}"`;
  const near = new Set(plainWords(best.text));
  const scores = choices.map((choice) => shared(plainWords(choice), near));
  const place = scores.indexOf(Math.max(...scores));
  return `The passage says: "${best.text}"\n\nThe answer is ${labels[place] ? `(${labels[place]}) ` : ''}${choices[place]}.`;
}
