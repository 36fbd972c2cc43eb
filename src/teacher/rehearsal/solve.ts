import { readPassage } from './passage.ts';
import { GAP, type Probe } from './questions.ts';
import { plainText, squash, wordsOf } from './words.ts';

/** What a passage gives for a probe: the words, the choices or the verdict, and where it says so. */
export interface Finding {
  values: string[];
  quote: string;
}

/** Answers a probe from a passage and the choices offered, by looking it up; null where the passage does not decide. */
export function solve({ kind, quote }: Probe, text: string, choices: readonly string[]): Finding | null {
  const flat = squash(text);
  if (kind === 'cloze') return fillGaps(quote, flat);
  if (kind === 'statement') return judge(quote, flat);
  if (kind === 'order') return inOrder(flat, choices);
  if (kind === 'count') return count(quote, flat);
  if (kind === 'after') return following(quote, flat, choices);
  return choices.length > 0 ? stated(flat, choices) : about(quote, text);
}

/** The furthest that the words of one gap reach, in characters. */
const REACH = 60;

function fillGaps(quote: string, flat: string): Finding | null {
  const parts = quote.replace(/^…\s?/, '').replace(/\s?…$/, '').split(GAP);
  const [head = ''] = parts;
  for (let start = flat.indexOf(head); start >= 0; start = flat.indexOf(head, start + 1)) {
    const values: string[] = [];
    let at = start + head.length;
    for (const part of parts.slice(1)) {
      const next = flat.indexOf(part, at);
      if (part === '' || next <= at || next - at > REACH) break;
      values.push(flat.slice(at, next).trim());
      at = next + part.length;
    }
    if (values.length === parts.length - 1) return { values, quote: flat.slice(start, at) };
  }
  return null;
}

/** True where the passage says it; false where it says it with other words in one half; else it leaves it open. */
function judge(quote: string, flat: string): Finding | null {
  if (flat.includes(quote)) return { values: ['true'], quote };
  const words = wordsOf(quote);
  const middle = words[Math.ceil(words.length / 2)]?.at ?? quote.length;
  for (const half of [quote.slice(0, middle).trim(), quote.slice(middle)]) {
    const at = flat.indexOf(half);
    if (half.length < 8 || at < 0) continue;
    const from = half === quote.slice(middle) ? Math.max(0, flat.indexOf(' ', at - middle)) : at;
    return { values: ['false'], quote: flat.slice(from, from + quote.length).trim() };
  }
  return null;
}

function inOrder(flat: string, choices: readonly string[]): Finding | null {
  const places = choices.map((choice) => ({ choice, at: flat.indexOf(squash(choice)) }));
  if (choices.length < 2 || places.some(({ at }) => at < 0)) return null;
  const values = places.toSorted((a, b) => a.at - b.at).map(({ choice }) => choice);
  return { values, quote: values[0] ?? '' };
}

function count(quote: string, flat: string): Finding {
  const sought = plainText(quote);
  const found = wordsOf(flat).filter((word) => word.plain === sought).length;
  return { values: [String(found)], quote };
}

function following(quote: string, flat: string, choices: readonly string[]): Finding | null {
  const at = flat.indexOf(quote);
  const places = choices.map((choice) => ({ choice, at: flat.indexOf(squash(choice), at + quote.length) }));
  const [next] = places.filter((place) => place.at >= 0).toSorted((a, b) => a.at - b.at);
  return at < 0 || !next ? null : { values: [next.choice], quote: next.choice };
}

function stated(flat: string, choices: readonly string[]): Finding | null {
  const found = choices.filter((choice) => flat.includes(squash(choice)));
  return found.length === 1 && found[0] !== undefined ? { values: found, quote: found[0] } : null;
}

function about(quote: string, text: string): Finding | null {
  const sought = plainText(quote);
  const telling = readPassage(text).sentences.filter(({ words }) => words.some((word) => word.plain === sought));
  const values = telling.slice(0, 3).map((sentence) => sentence.text);
  return values[0] === undefined ? null : { values, quote: values[0] };
}
