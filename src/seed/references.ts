/** Around the place of a reference until it is known what it says; private-use characters that no source keeps. */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];
const RESERVED = /[\ue000\ue001]/g;

/** Words that a reference leans on, in English; without its number each reads as `the figure`. */
const LEANING = new Map(
  Object.entries({
    'figure fig': 'figure',
    'table tab': 'table',
    'section sec sect': 'section',
    'subsection subsec': 'subsection',
    'chapter chap ch': 'chapter',
    'appendix app': 'appendix',
    'equation eq eqn': 'equation',
    'theorem thm': 'theorem',
    'lemma lem': 'lemma',
    'proposition prop': 'proposition',
    'corollary cor': 'corollary',
    'definition defn def': 'definition',
    'example ex': 'example',
    'exercise exer': 'exercise',
    'problem prob': 'problem',
    'remark rem': 'remark',
    'algorithm alg': 'algorithm',
    'listing lst': 'listing',
    'part page note step item line case': '',
  }).flatMap(([names, word]) => names.split(' ').map((name) => [name, word || name] as const)),
);

const WORDS = [...LEANING.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => `[${word[0]?.toUpperCase()}${word[0]}]${word.slice(1)}`)
  .join('|');
const MARK = `${OPEN}(?:\\d+)${CLOSE}`;
const ONE = `(?:\\(${MARK}\\)|${MARK})`;
const RUN = `${ONE}(?:(?:,? and|,? or|,|–|-| to) ?(?:(?:${WORDS})s?\\.? )?${ONE})*`;
const ASIDE = new RegExp(
  ` ?[([](?:(?:[Ss]ee|cf\\.|compare|also|in|by|and) ){0,3}(?:(?:${WORDS}|pp?|§|S)s?\\.? ?)?${RUN}[)\\]]`,
  'gu',
);
const LED = new RegExp(`(?<before>[.!?] |\n)?(?<![\\p{L}\\d])(?:the )?(?<word>${WORDS})(?<many>s?)\\.? ?${RUN}`, 'gu');
const BARE = new RegExp(`(?: (?:pp?\\.|§))?,? ?${RUN}`, 'gu');

/** What a label stands at: what it is called (`Figure`), and its number or title. */
export interface Labelled {
  name: string;
  said: string;
}

/**
 * References inside a document: marks stand for them until the whole is read, then each reads as what its label stands
 * at. A reference whose label is nowhere is left out, with the words that only lead to it.
 */
export class References {
  readonly #labels = new Map<string, Labelled>();
  readonly #marks: { key: string; named: boolean }[] = [];

  /** A text without the characters that marks are made of. */
  static cleared(text: string): string {
    return text.replaceAll(RESERVED, '');
  }

  /** Says what a label stands at; the first one counts. */
  label(key: string, at: Labelled): void {
    if (!this.#labels.has(key)) this.#labels.set(key, at);
  }

  /** Stands for a reference; `named` ones bring the name of what they refer to. */
  mark(key: string, named = false): string {
    this.#marks.push({ key, named });
    return OPEN + String(this.#marks.length - 1) + CLOSE;
  }

  /** A text with all references written out. */
  resolve(text: string): string {
    if (this.#marks.length === 0) return text;
    const filled = text.replaceAll(new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g'), (mark, i: string) =>
      this.#said(Number(i), mark),
    );
    return filled.includes(OPEN) ? withoutMarks(filled) : filled;
  }

  #said(i: number, mark: string): string {
    const { key = '', named = false } = this.#marks[i] ?? {};
    const at = this.#labels.get(key);
    if (at) return named ? `${at.name} ${at.said}`.trim() : at.said;
    const word = named ? LEANING.get(/^\w+/.exec(key)?.[0].toLowerCase() ?? '') : undefined;
    return word === undefined ? mark : `the ${word}`;
  }
}

function withoutMarks(text: string): string {
  return text
    .replaceAll(ASIDE, '')
    .replaceAll(LED, (...found) => {
      const { before = '', word = '', many = '' }: Record<string, string> = found.at(-1);
      const first = before !== '' || found.at(-3) === 0;
      return `${before}${first ? 'The' : 'the'} ${LEANING.get(word.toLowerCase()) ?? word}${many}`;
    })
    .replaceAll(BARE, '')
    .replaceAll(RESERVED, '');
}
