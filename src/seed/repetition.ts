/** The share (0-1) of the things that stand there a second time, by count and by characters. */
export function repeated(things: readonly string[]): { count: number; characters: number } {
  const seen = new Set<string>();
  let [count, characters, all] = [0, 0, 0];
  for (const thing of things) {
    all += thing.length;
    if (seen.has(thing)) {
      count++;
      characters += thing.length;
    }
    seen.add(thing);
  }
  return { count: count / Math.max(1, things.length), characters: characters / Math.max(1, all) };
}

/** How much of a text is said more than once, in words; shares are of its letters (0-1). */
export class Repetition {
  /** A number for each word, the same for the same word. */
  readonly #words: Uint32Array;
  /** How many letters stand before each word, and in all. */
  readonly #letters: Uint32Array;

  constructor(words: readonly string[]) {
    const numbers = new Map<string, number>();
    this.#words = new Uint32Array(words.length);
    this.#letters = new Uint32Array(words.length + 1);
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? '';
      const number = numbers.get(word) ?? Math.imul(numbers.size + 1, 0x9e3779b1);
      numbers.set(word, number);
      this.#words[at] = number;
      this.#letters[at + 1] = (this.#letters[at] ?? 0) + word.length;
    }
  }

  /** The share of the most frequent sequence of n words. */
  top(n: number): number {
    const counts = new Map<number, number>();
    let most = 0;
    for (let at = 0; at + n <= this.#words.length; at++) {
      const sequence = this.#sequence(at, n);
      const count = (counts.get(sequence) ?? 0) + 1;
      counts.set(sequence, count);
      if (count > 1) most = Math.max(most, count * this.#between(at, at + n));
    }
    return most / this.#all;
  }

  /** The share of sequences of n words that have stood there before. */
  again(n: number): number {
    const seen = new Set<number>();
    let [within, covered] = [0, 0];
    for (let at = 0; at + n <= this.#words.length; at++) {
      const sequence = this.#sequence(at, n);
      if (!seen.has(sequence)) seen.add(sequence);
      else {
        within += this.#between(Math.max(at, covered), at + n);
        covered = at + n;
      }
    }
    return within / this.#all;
  }

  get #all(): number {
    return Math.max(1, this.#letters[this.#words.length] ?? 0);
  }

  #between(from: number, to: number): number {
    return (this.#letters[to] ?? 0) - (this.#letters[from] ?? 0);
  }

  #sequence(from: number, n: number): number {
    let hash = 0;
    for (let at = from; at < from + n; at++)
      hash = Math.imul(hash ^ (this.#words[at] ?? 0), 0x85ebca6b) ^ (hash >>> 13);
    return hash;
  }
}
