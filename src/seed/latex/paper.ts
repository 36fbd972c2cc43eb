import { References } from '../references.ts';
import { Conditionals } from './conditionals.ts';
import { languageOf } from './facts.ts';
import { Macros } from './macros.ts';

/** What a paper's statements are called, and whether they are numbered. */
export interface Statement {
  name: string;
  numbered: boolean;
  /** What is counted on with it. */
  counter: string;
}

/** How many tokens macros may put in, for each token of the source and at the least. */
const GROWTH = 4;
const LEAST_BUDGET = 500_000;

/** What holds for a whole LaTeX document while it is read. */
export class Paper {
  readonly macros = new Macros();
  readonly conditionals = new Conditionals();
  readonly references = new References();
  readonly budget: { left: number };
  /** Statements that it defines by the names of their environments. */
  readonly statements = new Map<string, Statement>();
  /** Files that it takes in and that are not followed. */
  readonly included = new Set<string>();
  /** Environments that end somewhere in it. */
  readonly ending: ReadonlySet<string>;
  /** Whether German shorthands (`"a`) are in use, and whether it has chapters. */
  readonly german: boolean;
  readonly chapters: boolean;
  /** Whether it is of Project Gutenberg, whose notices stand in environments of code. */
  readonly gutenberg: boolean;
  /** As ISO 639-1; null where it does not say. */
  readonly language: string | null;
  title: string | null = null;
  /** Its end was read. */
  ended = false;
  /** What a label stands at. */
  here = { name: '', said: '' };
  readonly #counters = new Map<string, number>();

  constructor(source: string, tokens: number) {
    this.budget = { left: Math.max(LEAST_BUDGET, tokens * GROWTH) };
    this.german = /\\usepackage\s*(?:\[[^\]]*\bn?german\b[^\]]*\]\s*\{babel\}|\{n?german\})/.test(
      source.slice(0, 20_000),
    );
    this.chapters = /\\chapter\b/.test(source);
    this.gutenberg = source.includes('PROJECT GUTENBERG EBOOK');
    this.language = languageOf(source);
    this.ending = new Set([...source.matchAll(/\\end\s{0,9}\{([^{}\n]{1,40})\}/g)].map(([, name = '']) => name));
  }

  /** Counts one more of a kind and gives its number; a label that follows stands at it. */
  count(name: string, counter: string = name): string {
    const number = String((this.#counters.get(counter) ?? 0) + 1);
    this.#counters.set(counter, Number(number));
    this.here = { name, said: number };
    return number;
  }

  /** Says that a label stands here. */
  label(key: string): void {
    if (key !== '' && this.here.said !== '') this.references.label(key, this.here);
  }
}
