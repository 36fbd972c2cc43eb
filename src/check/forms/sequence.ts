import { exact } from './form.ts';

/** What may stand between things that are listed: marks, numbers of lines, "and", "then". */
const BETWEEN =
  /^(?:[-+–]\s)?(?:[\s,;:、，；•·.)(→⇒➔➜&]|[-=]>|\s[-–—]\s|\n\+\s|(?:^|\n)\d{1,2}[.)]\s|\b(?:and|then|the|und|dann|et|puis|y|luego|e)\b|[和与與及]|然后|然後)*$/iu;

/** More characters between two parts of a list are words of another kind. */
const MOST_BETWEEN = 200;

/**
 * The order (as indices) in which a text lists all the parts, each once and with nothing but marks between them; null
 * where it is anything else. Longer parts are sought first, so that one may hold another.
 */
export function sequence(text: string, parts: readonly string[]): number[] | null {
  let left = text.split('\n').map(exact).join('\n');
  const places: { index: number; at: number }[] = [];
  for (const [index, part] of [...parts.map(exact).entries()].sort((a, b) => b[1].length - a[1].length)) {
    const found = [...left.matchAll(new RegExp(wordsOf(part), 'gu'))];
    const at = found[0]?.index;
    if (at === undefined || found.length > 1 || part === '') return null;
    places.push({ index, at });
    left = left.slice(0, at) + '\0'.repeat(part.length) + left.slice(at + part.length);
  }
  const gaps = left.replaceAll(/\n\s+/g, '\n').split(/\0+/);
  if (!gaps.every((gap) => gap.length <= MOST_BETWEEN && BETWEEN.test(gap))) return null;
  return places.sort((a, b) => a.at - b.at).map(({ index }) => index);
}

/** A pattern for a part as whole words and numbers; in scripts without spaces it matches anywhere. */
function wordsOf(part: string): string {
  const literal = part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (/[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/.test(part)) return literal;
  const digits = [/^\d/.test(part) ? '.,+\\-' : '', /\d$/.test(part) ? '|[.,]\\d' : ''];
  return `(?<![\\p{L}\\p{N}${digits[0]}])${literal}(?![\\p{L}\\p{N}]${digits[1]})`;
}
