import { constant, type Expression, product, type Resolve, sum, unknown } from './arithmetic.ts';
import { IllFormed } from './language.ts';
import { type Bounds, numeric } from './numbers.ts';
import type { Problem } from './problem.ts';
import type { CryptarithmStatement } from './shapes.ts';

const BASE = 10;

/** A sum of words: letters are different digits, no word begins with nought. Errors: IllFormed. */
export function cryptarithm({ sum: text, rules }: Pick<CryptarithmStatement, 'sum' | 'rules'>): Problem<Bounds> {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/[−–]/g, '-');
  const words = plain.match(/\p{L}+/gu) ?? [];
  if (!/^[\p{L}\s]+(?:[-+][\p{L}\s]+)+=[\p{L}\s]+$/u.test(plain)) throw new IllFormed(`"${text}" is no sum of words`);
  const letters = [...new Set(words.flatMap((word) => [...word]))];
  if (letters.length > BASE) throw new IllFormed(`${letters.length} letters for ten digits`);
  const resolve: Resolve = (name) => numberOf([...name.toLowerCase()], letters);
  const leading = new Set(words.filter((word) => [...word].length > 1).map((word) => [...word][0]));
  const start = letters.map((letter) => ({ low: leading.has(letter) ? 1 : 0, high: BASE - 1 }));
  return numeric(start, [plain, `different(${letters.join(', ')})`, ...rules], resolve);
}

/** A word as the number that its letters write. */
function numberOf(word: readonly string[], letters: readonly string[]): Expression {
  return word.reduce<Expression>((before, letter) => {
    const place = letters.indexOf(letter);
    if (place < 0) throw new IllFormed(`"${letter}" is no letter of the sum`);
    return sum(product(before, constant(BASE)), unknown(place), 1);
  }, constant(0));
}
