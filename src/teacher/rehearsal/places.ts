import type { Known } from './makers.ts';
import type { Passage, Sentence } from './passage.ts';
import { type Probe, readQuestion } from './questions.ts';
import { solve } from './solve.ts';
import { wordsOf } from './words.ts';

/** An item's question and what it offers, whatever its fields are called. */
export function itemOf(item: Known): { question: string; choices: string[]; probe: Probe | null } {
  const question =
    [item.question, item.instruction, item.prompt, item.task].find((value) => typeof value === 'string') ?? '';
  const lists = [item.options, item.labels, item.choices, item.steps];
  const choices = (lists.find(Array.isArray) ?? []).map(String);
  return { question, choices, probe: readQuestion(question) };
}

/** The sentence of the passage that decides a probe. */
export function sentenceOf(item: Known, probe: Probe, passage: Passage): Sentence | undefined {
  if (probe.kind === 'order') return undefined;
  const quote = solve(probe, passage.text, itemOf(item).choices)?.quote;
  return quote === undefined
    ? undefined
    : passage.sentences.find(({ text }) => text.includes(quote) || quote.includes(text));
}

/** The passage without a sentence, and an item that nothing settles. */
export function without({ verbatim }: Sentence, { text }: Passage): Known {
  const passage = text
    .replaceAll(verbatim, '')
    .replaceAll(/[^\S\n]{2,}/g, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return { ...asEdit(passage, verbatim, ''), evidence: [], key: null, answer: null };
}

/** Puts another word in the place of one, in the sentence as it stands. */
export function putFor({ verbatim }: Sentence, old: string): ((by: string) => string) | null {
  const at = wordsOf(verbatim).find(({ text }) => text === old)?.at ?? -1;
  return at < 0 ? null : (by) => verbatim.slice(0, at) + by + verbatim.slice(at + old.length);
}

/** A changed passage under the names that it may be asked for by. */
export function asEdit(passage: string, old: string, by: string): Known {
  const change = {
    find: old,
    replace: by,
    old,
    new: by,
    from: old,
    to: by,
    before: old,
    after: by,
    sentence: old,
    with: by,
  };
  return {
    passage,
    text: passage,
    content: passage,
    material: passage,
    edits: [change],
    changes: [change],
    replacements: [change],
  };
}
