import { splitSentences } from '../../text/sentences.ts';
import { isDense, squash, type Word, wordsOf } from './words.ts';

/** A sentence of a passage, without the speaker's name, number or bullet before it. */
export interface Sentence {
  /** As it stands in the passage. */
  verbatim: string;
  /** The same on one line; words are counted in it. */
  text: string;
  words: Word[];
  place: number;
}

/** A passage as the rehearsal sees it. */
export interface Passage {
  text: string;
  flat: string;
  sentences: Sentence[];
  /** Those worth asking about: whole sentences of 8 to 40 words, or shorter ones where there are too few. */
  good: Sentence[];
  /** In how many sentences a plain word stands. */
  spread: Map<string, number>;
  /** Every different word of more than one letter, as first met; of the good sentences. */
  vocabulary: Word[];
  /** Whether its small words are English ones. */
  english: boolean;
}

const LEAD = /^(?:(?:[-*+•–·>#]+|\d{1,3}[.)]|\(?[a-z]\))\s+|\p{Lu}[\p{L}.'-]{1,20}(?: \p{Lu}[\p{L}.'-]{1,20})?:\s+)+/u;
const CLUTTER = /https?:|www\.|[|`<>{}\\=_~]|\]\(|\[|\*\*|\.{4}|“[^”]*$|^[^“]*”|@|^#/;
const ENGLISH = /\b(?:the|of|and|is|was|to|that|with|for|are|it)\b/gi;
const KEPT = 128;

const seen = new Map<string, Passage>();

/** Reads a passage. The last ones read are kept, for the calls that share their material. */
export function readPassage(text: string): Passage {
  const known = seen.get(text);
  if (known) return known;
  const passage = analyse(text);
  if (seen.size >= KEPT) seen.delete(seen.keys().next().value ?? '');
  seen.set(text, passage);
  return passage;
}

function analyse(text: string): Passage {
  const sentences = splitSentences(text).map((sentence, place): Sentence => {
    const verbatim = sentence.text.replace(LEAD, '');
    const flat = squash(verbatim);
    return { verbatim, text: flat, words: wordsOf(flat), place };
  });
  const good = goodOf(sentences);
  const spread = new Map<string, number>();
  for (const { words } of sentences) {
    for (const plain of new Set(words.map((word) => word.plain))) spread.set(plain, (spread.get(plain) ?? 0) + 1);
  }
  const vocabulary = new Map<string, Word>();
  for (const word of good.flatMap((sentence) => sentence.words)) {
    const known = vocabulary.get(word.plain);
    if (word.text.length > 1 && (!known || known.kind === 'word')) vocabulary.set(word.plain, word);
  }
  const english = (text.match(ENGLISH)?.length ?? 0) * 12 > sentences.reduce((sum, each) => sum + each.words.length, 0);
  return { text, flat: squash(text), sentences, good, spread, vocabulary: [...vocabulary.values()], english };
}

function goodOf(sentences: Sentence[]): Sentence[] {
  const once = new Set<string>();
  const clean = sentences.filter(({ text }) => !CLUTTER.test(text) && !once.has(text) && once.add(text));
  const whole = clean.filter(
    ({ text, words }) => words.length >= 8 && words.length <= 40 && /[.!?。！？।؟…]['"’”»」）)]*$/.test(text),
  );
  if (whole.length >= 3) return whole;
  const shorter = clean.filter(
    ({ text, words }) => words.length >= 4 && words.length <= 60 && (isDense(text) || text.length >= 20),
  );
  return shorter.length > whole.length ? shorter : whole;
}
