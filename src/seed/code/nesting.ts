import type { Mark } from './language.ts';

/** A string that is interrupted by code in a hole of it. */
export interface Interrupted {
  mark: Mark;
  /** Where it opened. */
  at: number;
  close: string;
}

/** An open bracket, or an interrupted string, and what it stands in. Never changed, so that it can be gone back to. */
interface Level {
  /** The bracket; `s` for a string. */
  open: string;
  parent: Level | undefined;
  /** Braces of blocks that are open. */
  depth: number;
  /** The innermost bracket holds no statements, or code stands in a string. */
  within: boolean;
  string: Interrupted | undefined;
  /** The outermost interrupted string. */
  outermost: Interrupted | undefined;
  /** What is left at the end of the line, where a string ends with it. */
  nextLine: Level | undefined;
  /** How many brackets of each kind are open since the string around. */
  round: number;
  square: number;
  curly: number;
}

const NONE: Level = {
  ...{ open: '', parent: undefined, depth: 0, within: false, string: undefined, outermost: undefined },
  ...{ nextLine: undefined, round: 0, square: 0, curly: 0 },
};

/** The brackets that are open at a place in a source file. */
export class Nesting {
  /** Braces hold blocks; elsewhere they hold lists, as parentheses do. */
  readonly #blocks: boolean;
  #top = NONE;
  #even = true;
  /** For each `#if`: what was open before it, and what after its first branch. */
  readonly #branches: { before: Level; after: Level | undefined }[] = [];

  constructor(blocks: boolean) {
    this.#blocks = blocks;
  }

  get depth(): number {
    return this.#top.depth;
  }

  get within(): boolean {
    return this.#top.within;
  }

  /** Whether every brace that was closed had been opened, and none is open. */
  get even(): boolean {
    return this.#even && this.#top.depth === 0;
  }

  /** The outermost string that is interrupted. */
  get interrupted(): Interrupted | undefined {
    return this.#top.outermost;
  }

  /** Takes in a bracket; gives back the string that goes on after it, where it ends a hole. */
  bracket(char: string): Interrupted | undefined {
    const top = this.#top;
    if (char === '(' || char === '[' || char === '{') this.#push(char);
    else if (char === ')') return top.round > 0 ? this.#close('(') : undefined;
    else if (char === ']') return top.square > 0 ? this.#close('[') : undefined;
    else if (top.curly > 0) return this.#close('{');
    else this.#even = false;
    return undefined;
  }

  /** Interrupts a string by a hole that opens with this bracket. */
  interrupt(string: Interrupted, bracket: string): void {
    const around = this.#top;
    const nextLine = string.mark.lines ? around.nextLine : (around.nextLine ?? around);
    const outermost = around.outermost ?? string;
    const { depth } = around;
    this.#top = { ...NONE, open: 's', parent: around, depth, within: true, string, outermost, nextLine };
    this.#push(bracket);
  }

  /** Gives up strings that may not go on over a line break. */
  lineBreak(): void {
    this.#top = this.#top.nextLine ?? this.#top;
  }

  /** A directive of the preprocessor: of the branches of an `#if` the first counts. */
  directive(word: string): void {
    const branch = this.#branches.at(-1);
    if (word.startsWith('if')) this.#branches.push({ before: this.#top, after: undefined });
    else if (branch && word.startsWith('el')) {
      branch.after ??= this.#top;
      this.#top = branch.before;
    } else if (branch && word === 'endif') {
      this.#top = branch.after ?? this.#top;
      this.#branches.pop();
    }
  }

  #push(open: string): void {
    const parent = this.#top;
    const block = open === '{' && this.#blocks && parent.outermost === undefined;
    this.#top = {
      open,
      parent,
      depth: parent.depth + (block ? 1 : 0),
      within: !block,
      string: undefined,
      outermost: parent.outermost,
      nextLine: parent.nextLine,
      round: parent.round + (open === '(' ? 1 : 0),
      square: parent.square + (open === '[' ? 1 : 0),
      curly: parent.curly + (open === '{' ? 1 : 0),
    };
  }

  #close(opening: string): Interrupted | undefined {
    let level: Level | undefined = this.#top;
    while (level && level.open !== opening) level = level.parent;
    this.#top = level?.parent ?? NONE;
    const { string, parent } = this.#top;
    if (string) this.#top = parent ?? NONE;
    return string;
  }
}
