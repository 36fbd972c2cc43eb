import { wordHashes } from '../../text/word-hashes.ts';
import { type FlagRule, shown, turnsOf } from './flag.ts';

/** Words of the longest phrase whose repetition is looked for, and of the shortest stretch that counts as a loop. */
const LONGEST_PHRASE = 80;
const LEAST_WORDS = 30;
/** How often a phrase stands there at least. */
const TIMES = 4;
/** Lines of so many words that stand there so often, and make up so much of the turn. */
const LINE_WORDS = 4;
const LINE_TIMES = 6;
const LINE_SHARE = 0.5;

/** A turn that says the same again and again: to its end, or line by line. Fenced code is not looked at. */
export const loop: FlagRule = {
  name: 'loop',
  says: 'the answer repeats itself again and again',
  find(row) {
    for (const turn of turnsOf(row)) {
      const found = loopIn(turn.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, ' '));
      if (found !== null) return found;
    }
    return null;
  },
};

/** What a text repeats, or null. Time: its words times the longest phrase at most. */
export function loopIn(text: string): string | null {
  const lower = text.toLowerCase();
  const starts = new Uint32Array(lower.length);
  const words = wordHashes(lower, starts);
  if (words.length < LEAST_WORDS) return null;
  for (let phrase = 1; phrase <= Math.min(LONGEST_PHRASE, words.length / TIMES); phrase++) {
    let same = 0;
    while (same + phrase < words.length && words[words.length - 1 - same] === words[words.length - 1 - same - phrase])
      same++;
    if (same + phrase < Math.max(LEAST_WORDS, phrase * TIMES)) continue;
    const from = starts[words.length - phrase] ?? 0;
    return `It ends in ${shown(text.slice(from))}, ${Math.floor(same / phrase) + 1} times`;
  }
  return repeatedLine(text, words.length);
}

function repeatedLine(text: string, all: number): string | null {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const said = line.trim();
    if (said !== '') counts.set(said, (counts.get(said) ?? 0) + 1);
  }
  for (const [line, times] of counts) {
    if (times < LINE_TIMES) continue;
    const words = wordHashes(line.toLowerCase()).length;
    if (words >= LINE_WORDS && words * times >= all * LINE_SHARE) return `It says ${shown(line)} ${times} times`;
  }
  return null;
}
