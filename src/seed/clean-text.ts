import { mendMojibake } from './mojibake.ts';

/**
 * The text in NFC with `\n` as line break, without what no reader of a text sees or wants:
 * - control characters other than tab, line feed and form feed, terminal sequences, lone surrogates, noncharacters;
 * - characters without width (byte order marks, soft hyphens, word joiners, tag characters, Hangul fillers, ...), but for
 *   joiners and variation selectors where a script or an emoji needs them (Unicode Standard, 23.2; UAX #31, 2.3);
 * - directional overrides, embeddings and isolates (UAX #9), in which text reads otherwise than it is written
 *   (Boucher & Anderson 2021, "Trojan Source"); directional marks stay in texts with letters from right to left;
 * - combining marks beyond eight on one letter; white space at the end of lines;
 * - UTF-8 that was read in another encoding, where that is certain (see `mendMojibake`).
 * Cleaning twice is cleaning once.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return withoutTrailing(text);
  let seen = text.replaceAll(HEAPED, '$1');
  for (let left = MOST_ROUNDS; left > 0; left--) {
    const lines = mendMojibake(seen).replaceAll(/\r\n?|[\u0085\u2028\u2029\v]/g, '\n');
    const next = withoutUnseen(lines.normalize('NFC')).normalize('NFC');
    if (next === seen) break;
    seen = next;
  }
  return withoutTrailing(seen);
}

/** What is taken out may bring together what is composed or mended, and that again what is taken out. */
const MOST_ROUNDS = 6;

/** Printable ASCII, tabs, line and form feeds: nearly all lines of nearly all code. */
const PLAIN = /^[\t\n\f\x20-\x7e]*$/;

const CONTROLS = /(?![\t\n\f])\p{Cc}|[\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Characters without width that no text needs, and directional overrides, embeddings and isolates. */
const UNSEEN =
  /\u034f|[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc]/g;
const DIRECTIONAL_MARKS = /[\u061c\u200e\u200f]/g;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Scripts whose letters join or stack, by their Unicode names. */
const SHAPED = [
  ...['Arab', 'Syrc', 'Mong', 'Nkoo', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh'],
  ...['Khmr', 'Mymr', 'Tibt'],
].map((script) => `\\p{scx=${script}}`);
/** Joiners and non-joiners that follow neither a shaped letter nor a part of an emoji that goes on. */
const JOINERS = new RegExp(
  `(?<![${SHAPED.join('')}])(?:\\u200c|(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d|\\u200d(?!\\p{Extended_Pictographic}))`,
  'gu',
);
/** Variation selectors that follow nothing they could vary. */
const SELECTORS = /(?<![\p{L}\p{N}\p{S}\p{P}])[\ufe00-\ufe0f]|(?<!\p{Script=Han})[\u{e0100}-\u{e01ef}]/gu;
/** Tag characters spell flags behind a black flag; elsewhere they are text that only programs read. */
const TAGS = /(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,6})[\u{e0000}-\u{e007f}]/gu;
/** Marks beyond what any text needs: those of the Stream-Safe Text Format (UAX #15, 13). Putting them in order takes the square of their number. */
const HEAPED = /(\p{M}{30})\p{M}+/gu;
const STACKED = /(\p{M}{8})\p{M}+/gu;

function withoutUnseen(text: string): string {
  const seen = withoutTerminal(text)
    .replaceAll(CONTROLS, '')
    .replaceAll(UNSEEN, '')
    .replaceAll(TAGS, '')
    .replaceAll(SELECTORS, '')
    .replaceAll(JOINERS, '')
    .replaceAll(STACKED, '$1');
  return RIGHT_TO_LEFT.test(seen) ? seen : seen.replaceAll(DIRECTIONAL_MARKS, '');
}

/** Without sequences that steer terminals (ECMA-48): control sequences, and operating system commands up to their end. */
function withoutTerminal(text: string): string {
  const [first = '', ...rest] = text.split('\x1b');
  return first + rest.map((part) => part.replace(/^\[[0-?]*[ -/]*[@-~]|^\]\d+;[^\p{Cc}]*\p{Cc}?/u, '')).join('');
}

function withoutTrailing(text: string): string {
  return text.replaceAll(/(?<![^\S\n\f])[^\S\n\f]+$/gm, '');
}
