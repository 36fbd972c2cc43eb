import type { Draw } from '../../text/draw.ts';
import type { Passage, Sentence } from './passage.ts';
import { GAP } from './questions.ts';
import { isDense, plainText, type Word } from './words.ts';

/** Long words of English that carry nothing, and words with an apostrophe. */
const SMALL =
  /['’]|^(?:these|those|which|their|there|where|while|would|could|should|about|after|before|other|being|because|though|through|between|without|within|whether|since|until|every|itself|himself|herself|themselves|under|again|beside|besides|moreover|shall|might)$/i;

/** The words of a sentence that carry its content, each standing in it once: what can be taken out or exchanged. */
export function targets({ words, text }: Sentence): Word[] {
  const least = isDense(text) ? 2 : 5;
  const inner = words.slice(1, -1);
  const single = inner.filter((word) => words.filter((other) => other.plain === word.plain).length === 1);
  const content = single.filter(({ text: word, kind, at }) => {
    if (kind === 'number') return !/[/:.½−-]/.test((text[at - 1] ?? '') + (text[at + word.length] ?? ''));
    return !SMALL.test(word) && (kind === 'name' || word.length >= least);
  });
  return content.length > 0 ? content : single.filter(({ text: word }) => word.length >= Math.min(least, 3));
}

/** One target, rather a name, a number or a rare word. */
export function pickTarget(sentence: Sentence, passage: Passage, draw: Draw, kind?: Word['kind']): Word | undefined {
  const weight = (word: Word) => {
    const own = word.kind === 'word' ? Math.min(word.text.length, 10) / 4 : 3;
    return own / (passage.spread.get(word.plain) ?? 1);
  };
  return draw.pick(
    targets(sentence).filter((word) => kind === undefined || word.kind === kind),
    weight,
  );
}

/** Words of the passage that could be taken for another: like it in kind, ending, capital and length. */
export function lookalikes(word: Word, passage: Passage, draw: Draw, count: number, not: ReadonlySet<string>): Word[] {
  const scored: { word: Word; score: number }[] = [];
  for (const other of passage.vocabulary) {
    if (other.plain === word.plain || not.has(other.plain)) continue;
    const ending =
      other.plain.slice(-3) === word.plain.slice(-3) ? 3 : other.plain.slice(-2) === word.plain.slice(-2) ? 2 : 0;
    const capital = (other.text[0] === other.plain[0]) === (word.text[0] === word.plain[0]) ? 2 : 0;
    const score =
      (other.kind === word.kind ? 4 : 0) + ending + capital - Math.abs(other.text.length - word.text.length) / 2;
    scored.push({ word: other, score });
  }
  const best = scored.toSorted((a, b) => b.score - a.score).slice(0, count + 3);
  return draw.sample(best, count).map((each) => each.word);
}

/** A sentence with words taken out, cut down to `around` words on either side of the gaps. */
export function withGaps({ text, words }: Sentence, gaps: readonly Word[], around: number): string {
  const sorted = gaps.toSorted((a, b) => a.at - b.at);
  const places = sorted.map((gap) => words.indexOf(gap));
  const first = words[Math.max(0, (places[0] ?? 0) - around)];
  const last = words[Math.min(words.length - 1, (places.at(-1) ?? 0) + around)];
  const from = first === undefined || first === words[0] ? 0 : first.at;
  const to = last === undefined || last === words.at(-1) ? text.length : last.at + last.text.length;
  let at = from;
  let result = from > 0 ? '… ' : '';
  for (const gap of sorted) {
    result += text.slice(at, gap.at) + GAP;
    at = gap.at + gap.text.length;
  }
  return result + text.slice(at, to) + (to < text.length ? ' …' : '');
}

/** A sentence as a claim: its first words up to a comma or the like, at most `most` of them, without a final mark. */
export function clauseOf({ text, words }: Sentence, most = 24): string {
  const trim = (clause: string) => clause.replace(/[\s\p{P}]+$/u, (marks) => /^[)”»」）'’"]+/.exec(marks)?.[0] ?? '');
  if (words.length <= most) return trim(text);
  const end = words[most]?.at ?? text.length;
  const cut = text.slice(0, end);
  const stop = Math.max(...[...cut.matchAll(/[,;:—–，、；：](?=\s|\p{L})/gu)].map((match) => match.index), 0);
  return trim(stop > end / 3 ? cut.slice(0, stop) : cut);
}

/** A claim with one word exchanged for another of the passage, so that the passage no longer says it. */
export function falsify(sentence: Sentence, passage: Passage, draw: Draw, most = 24): string | undefined {
  const clause = clauseOf(sentence, most);
  const inside = { ...sentence, words: sentence.words.filter((word) => word.at + word.text.length <= clause.length) };
  const own = new Set(sentence.words.map((word) => word.plain));
  for (let attempt = 0; attempt < 3; attempt++) {
    const word = pickTarget(inside, passage, draw);
    const [other] = word ? lookalikes(word, passage, draw, 1, own) : [];
    if (!word || !other) continue;
    const claim = clause.slice(0, word.at) + other.text + clause.slice(word.at + word.text.length);
    if (!passage.flat.includes(claim) && plainText(claim) !== plainText(clause)) return claim;
  }
  return undefined;
}
