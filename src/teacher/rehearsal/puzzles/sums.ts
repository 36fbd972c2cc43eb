import type { Draw } from '../../../text/draw.ts';
import { claimsOf, type Kind, settled } from './kind.ts';

/** Digits by letter. */
type Digits = ReadonlyMap<string, number>;

const MARK =
  /Letters stand for different digits, and no word begins with 0, in the sum ([A-Z]+) \+ ([A-Z]+) = ([A-Z]+)\./;

/** A sum whose digits are letters. */
export const sums: Kind = {
  field: 'cryptarithm',
  tell(names, draw) {
    for (let attempt = 0; attempt < 40; attempt++) {
      const [one, other] = [11 + draw.index(88), 11 + draw.index(88)];
      const words = inLetters([one, other, one + other], names, draw);
      const text = `Letters stand for different digits, and no word begins with 0, in the sum ${words[0]} + ${words[1]} = ${words[2]}.`;
      const letters = new Set(words.join('')).size;
      if (letters <= 5 && solutions(words).length <= 2) return `The prices on the slate are in code. ${text}`;
    }
    return null;
  },
  read(text) {
    const words = MARK.exec(text)?.slice(1) ?? [];
    const letters = [...new Set(words.join(''))];
    if (words.length === 0 || letters.length > 6) return null;
    const cases = solutions(words);
    if (cases.length === 0) return null;
    const digits = Array.from({ length: 10 }, (_, digit) => digit);
    return {
      statement: { sum: `${words[0]} + ${words[1]} = ${words[2]}`, rules: [] },
      cases: cases.length,
      claims: claimsOf(
        cases,
        letters.flatMap((letter) =>
          digits.map((digit) => ({
            words: `${letter} stands for ${digit}.`,
            formal: `${letter} = ${digit}`,
            holds: (state: Digits) => state.get(letter) === digit,
          })),
        ),
      ),
      questions: words.flatMap((word) =>
        settled(cases, (state) => numberOf(word, state), {
          question: `Which number does ${word} stand for?`,
          target: word,
          form: 'number',
        }),
      ),
    };
  },
};

/** Numbers written with letters of the names, one letter for each digit. */
function inLetters(numbers: number[], names: string[], draw: Draw): string[] {
  const known = names.join('').toUpperCase().match(/[A-Z]/g) ?? [];
  const letters = [...new Set([...draw.shuffle(known), ...'BDFGHKLMNPRST'])];
  const digits = [...new Set(numbers.join(''))];
  return numbers.map((number) => [...String(number)].map((digit) => letters[digits.indexOf(digit)] ?? 'Z').join(''));
}

function numberOf(word: string, digits: Digits): number {
  return [...word].reduce((sum, letter) => sum * 10 + (digits.get(letter) ?? 0), 0);
}

function solutions(words: readonly string[]): Digits[] {
  const letters = [...new Set(words.join(''))];
  const leading = new Set(words.map((word) => word[0]));
  const found: Digits[] = [];
  const go = (digits: Map<string, number>) => {
    const letter = letters[digits.size];
    if (letter === undefined) {
      const [a = 0, b = 0, sum = 0] = words.map((word) => numberOf(word, digits));
      if (a + b === sum) found.push(new Map(digits));
      return;
    }
    for (let digit = leading.has(letter) ? 1 : 0; digit < 10; digit++) {
      if ([...digits.values()].includes(digit)) continue;
      digits.set(letter, digit);
      go(digits);
      digits.delete(letter);
    }
  };
  go(new Map());
  return found;
}
