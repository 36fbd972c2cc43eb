import { defuse } from '../text/control-strings.ts';

/** The tags that frames put round what is not their own words, and those that replies are asked for in. */
export const FENCE_TAGS = ['material', 'item', 'answer', 'suggestion', 'shared', 'result', 'unsuitable'] as const;

/** Letters of other scripts that look like one of ours (Unicode Technical Standard 39, "confusables"). */
const LOOK_ALIKES: Record<string, string> = {
  a: 'аα',
  b: 'Ь',
  d: 'ԁ',
  e: 'еє',
  g: 'ɡ',
  h: 'һ',
  i: 'іι',
  l: 'ӏⅼι',
  m: 'м',
  n: 'ոп',
  o: 'оο',
  r: 'г',
  s: 'ѕ',
  t: 'тτ',
  u: 'υս',
  w: 'ѡ',
};

/** A letter as it may be written: in either case, full width, or as one that looks like it; unseen characters may follow. */
function letter(char: string): string {
  const wide = String.fromCharCode(char.charCodeAt(0) + 0xfee0);
  const likes = LOOK_ALIKES[char] ?? '';
  return `[${char}${wide}${likes}][\\p{Cf}\\p{Mn}]*`;
}

/** The opening of one of our own tags, however it is spaced, closed, cased or disguised. */
const OWN_TAG = new RegExp(
  `[<＜﹤‹〈⟨](?=[\\s\\p{Cf}/／⁄∕\\\\]*(?:${FENCE_TAGS.map((tag) => [...tag].map(letter).join('')).join('|')})(?![\\p{L}\\p{N}_]))`,
  'giu',
);

/**
 * Makes text safe to stand between a frame's tags: the openings of our own tags become `&lt;`, control strings of chat
 * templates are broken up (see `defuse`), so that nothing in a document can close its fence or open a turn. Other text is
 * unchanged; fencing twice is fencing once.
 */
export function fence(text: string): string {
  return defuse(text.replaceAll(OWN_TAG, '&lt;')).toWellFormed();
}
