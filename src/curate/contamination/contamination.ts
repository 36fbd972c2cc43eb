import { hash } from 'node:crypto';
import type { BenchmarkItem } from './benchmark-items.ts';
import { GramTable } from './gram-table.ts';
import { gramsOf, quote, type Words, withoutLabels, wordsOf } from './grams.ts';
import { allowed, type Likeness, likeness } from './near-match.ts';
import { figuresIn, joined, partsOf, SHORT } from './pieces.ts';

/** What of a text stands in a benchmark. */
export interface Contaminated {
  benchmark: string;
  /** File and record of the item. */
  place: string;
  /** By which rule: 13 words in a row; 8 words in a row all over the item; a short item as a whole, nearly word by word. */
  rule: '13-gram' | '8-gram-cover' | 'short-item';
  /** The words that were found, in lower case, cut to 200 characters. */
  matched: string;
  /** How much of the item was found, 0-1. */
  share: number;
}

/** Different words of a short item that are its own, one less where it stands there whole; with fewer there is nothing to tell it by. */
const LEAST_OWN = 4;
/** Words that a text of an item has at least to be looked for without the others, and different words that options have to be looked for without a long question: an option says nothing alone, nor do four numbers. */
const LEAST_ALONE = 8;
const [LONG_GRAM, MIDDLE_GRAM, SHORT_GRAM] = [13, 8, 3];
const COVER = 0.7;
/** In Thai 13 characters are two or three words: too few to tell anything by. */
const THAI = /[\u0e00-\u0e7f]/;
/** An n-gram of so many items of one benchmark is a stock phrase. */
const STOCK = 3;
const LONGEST_QUOTE = 200;
const MOST_COMPARED = 200_000;
/** Words that may stand between those of an item that is little but figures: in a table all figures are found somewhere. */
const FIGURES_APART = 2;
/** Runs of a short item that are apart by at most so many times its length are looked at together. */
const WIDEST = 6;

/** Runs of a short item that are looked at together: the first and the last, and how many. */
interface Hits {
  first: number;
  last: number;
  count: number;
}

interface Part {
  item: { benchmark: string; place: string };
  hashes: Uint32Array;
  /** Whether each word stands outside all stock phrases of three words. Filled for short ones once all are known. */
  own: Uint8Array | null;
  /** Whether it is all that the item says. */
  whole: boolean;
  /** Whether it is little but figures. Known once it is filled. */
  figures: boolean;
}

/**
 * Benchmarks, and texts held against them. Items of 22 words and more match by a run of 13 words (Brown et al. 2020,
 * appendix C; Touvron et al. 2023, appendix A.6 use runs as well), or by runs of 8 that cover 70 % of them; shorter ones,
 * questions together with their options, as a whole, up to one changed word in seven. Runs that stand in three or more
 * items of a benchmark (stock stems) count for nothing. Characters are words in scripts without spaces.
 */
export class Contamination {
  readonly #parts: Part[] = [];
  readonly #long = new GramTable();
  readonly #middle = new GramTable();
  readonly #short = new GramTable();
  readonly #groups = new Map<string, number>();
  readonly #known = new Set<string>();
  readonly #figures = new Set<number>();
  readonly #items = { read: 0, tooShort: 0 };
  #sealed = false;

  /** Reads all items. Rejects as they do. */
  static async of(items: AsyncIterable<BenchmarkItem>): Promise<Contamination> {
    const made = new Contamination();
    for await (const item of items) made.#add(item);
    made.#seal();
    return made;
  }

  /** How many items are known, and how many of them are too short to be told. */
  get counts(): { items: number; tooShort: number; benchmarks: number } {
    return { items: this.#items.read, tooShort: this.#items.tooShort, benchmarks: this.#groups.size };
  }

  #add({ benchmark, place, texts }: BenchmarkItem): void {
    this.#items.read++;
    const item = { benchmark, place };
    const words = texts.flatMap((text) => partsOf(text)).map(wordsOf);
    for (const each of words) for (const figure of figuresIn(each)) this.#figures.add(figure);
    const long = words.flatMap(({ hashes }) => (hashes.length >= SHORT ? [hashes] : []));
    const short = words.flatMap((each) => (each.hashes.length < SHORT ? [withoutLabels(each).hashes] : []));
    for (const hashes of long) this.#addPart(item, hashes);
    const whole = joined(short);
    if (short.length > 1 && (long.length === 0 || new Set(whole).size >= LEAST_ALONE))
      this.#addPart(item, whole, true, long.length === 0);
    for (const [at, hashes] of short.entries()) {
      // The first piece of a text that is not long is the whole of it.
      const isAll = texts.length === 1 && at === 0 && long.length === 0;
      if (isAll || hashes.length >= LEAST_ALONE) this.#addPart(item, hashes, true, isAll);
    }
    if (long.length === 0 && whole.length < LEAST_OWN) this.#items.tooShort++;
  }

  #addPart(item: Part['item'], hashes: Uint32Array, short = false, whole = false): void {
    const text = hash('sha1', hashes, 'base64');
    if (hashes.length < SHORT_GRAM || this.#known.has(text)) return;
    this.#known.add(text);
    const group = this.#groups.get(item.benchmark) ?? this.#groups.size;
    this.#groups.set(item.benchmark, group);
    const part = this.#parts.push({ item, hashes, own: null, whole, figures: false }) - 1;
    const tables: [GramTable, number][] = short
      ? [[this.#short, SHORT_GRAM]]
      : [
          [this.#long, LONG_GRAM],
          [this.#middle, MIDDLE_GRAM],
        ];
    for (const [table, n] of tables)
      for (const gram of gramsOf(hashes, n)) table.add(gram, part, this.#items.read, group);
  }

  /** Marks what of short items is stock. */
  #seal(): void {
    for (const part of this.#parts) {
      part.own = this.#ownWords(part.hashes);
      part.figures = new Set(part.hashes.filter((word) => !this.#figures.has(word))).size < LEAST_OWN;
    }
    this.#sealed = true;
  }

  #ownWords(hashes: Uint32Array): Uint8Array {
    const own = new Uint8Array(hashes.length).fill(1);
    for (const [at, gram] of gramsOf(hashes, SHORT_GRAM).entries()) {
      if (this.#short.countOf(gram) >= STOCK) own.fill(0, at, at + SHORT_GRAM);
    }
    return own;
  }

  /** What of a text stands in a benchmark: the first match of the surest rule, or null. */
  find(text: string): Contaminated | null {
    if (!this.#sealed) throw new Error('the benchmarks are not read');
    const words = wordsOf(text);
    return this.#findRun(words) ?? this.#findCover(words) ?? this.#findShort(withoutLabels(words));
  }

  #findRun(words: Words): Contaminated | null {
    const grams = gramsOf(words.hashes, LONG_GRAM);
    const mayBeThai = THAI.test(words.text);
    for (let at = 0; at < grams.length; at++) {
      const [part] = this.#long.partsOf(grams[at] ?? 0, STOCK);
      if (part === undefined || (mayBeThai && THAI.test(quote(words, at, at + LONG_GRAM)))) continue;
      return this.#match(
        part,
        '13-gram',
        words,
        at,
        at + LONG_GRAM,
        LONG_GRAM / (this.#parts[part]?.hashes.length ?? 1),
      );
    }
    return null;
  }

  /** Runs of eight of one item, gathered over the text. */
  #findCover(words: Words): Contaminated | null {
    const found = new Map<number, { covered: Set<number>; from: number; to: number }>();
    const grams = gramsOf(words.hashes, MIDDLE_GRAM);
    for (let at = 0; at < grams.length; at++) {
      for (const part of this.#middle.partsOf(grams[at] ?? 0, STOCK)) {
        const seen = found.get(part) ?? { covered: new Set(), from: at, to: at };
        for (let next = at; next < at + MIDDLE_GRAM; next++) seen.covered.add(next);
        found.set(part, { ...seen, to: at + MIDDLE_GRAM });
      }
    }
    for (const [part, { covered, from, to }] of found) {
      const share = Math.min(
        covered.size / (this.#parts[part]?.hashes.length ?? 1),
        this.#shareIn(part, words, from, to),
      );
      if (share >= COVER) return this.#match(part, '8-gram-cover', words, from, to, Math.min(1, share));
    }
    return null;
  }

  /** How much of an item stands in a piece of text in its order; a long one is taken at its runs' word. */
  #shareIn(part: number, { hashes }: Words, from: number, to: number): number {
    const item = this.#parts[part];
    if (!item?.own || item.hashes.length * (to - from) > MOST_COMPARED) return 1;
    return likeness(item.hashes, item.own, hashes.subarray(from, to)).share;
  }

  /** Short items of which runs of three stand in a stretch of the text are held against what stands around them. */
  #findShort(words: Words): Contaminated | null {
    const open = new Map<number, Hits>();
    const grams = gramsOf(words.hashes, SHORT_GRAM);
    for (let at = 0; at < grams.length; at++) {
      for (const part of this.#short.partsOf(grams[at] ?? 0, STOCK)) {
        const hits = open.get(part);
        const length = this.#parts[part]?.hashes.length ?? 0;
        if (hits && at - hits.first <= length * WIDEST) {
          hits.last = at;
          hits.count++;
          continue;
        }
        const found = hits && this.#shortAt(part, words, hits);
        if (found) return found;
        open.set(part, { first: at, last: at, count: 1 });
      }
    }
    for (const [part, hits] of open) {
      const found = this.#shortAt(part, words, hits);
      if (found) return found;
    }
    return null;
  }

  #shortAt(index: number, words: Words, { first, last, count }: Hits): Contaminated | null {
    const part = this.#parts[index];
    if (!part?.own || count * 4 < part.hashes.length - SHORT_GRAM) return null;
    const length = part.hashes.length;
    const [from, to] = [Math.max(0, first - length), Math.min(words.hashes.length, last + length + SHORT_GRAM)];
    const stretch = part.figures ? length + FIGURES_APART : to - from;
    for (let at = from; at === from || at + length <= to; at++) {
      const near = likeness(part.hashes, part.own, words.hashes.subarray(at, Math.min(to, at + stretch)));
      if (isItem(part, near)) return this.#match(index, 'short-item', words, at + near.from, at + near.to, near.share);
      if (!part.figures) break;
    }
    return null;
  }

  #match(
    part: number,
    rule: Contaminated['rule'],
    words: Words,
    from: number,
    to: number,
    share: number,
  ): Contaminated | null {
    const found = this.#parts[part];
    return found ? { ...found.item, rule, matched: quote(words, from, to).slice(0, LONGEST_QUOTE), share } : null;
  }
}

/** Whether enough of a short item is there, and enough of it is its own. */
function isItem({ whole }: Part, { different, share, missing, own }: Likeness): boolean {
  const enough = different >= LEAST_OWN || (whole && different === LEAST_OWN - 1 && share === 1);
  return enough && missing <= allowed(own) && share >= COVER;
}
