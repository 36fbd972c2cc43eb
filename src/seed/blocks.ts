import { type Block, type BlockSizes, blockAt, blockIn } from './block.ts';
import { codeBlocks } from './code/blocks.ts';
import { cutText } from './cut-text.ts';
import { linesOf } from './headings.ts';
import type { Document } from './reader.ts';
import { type Unit, unitsIn } from './units.ts';

/**
 * The blocks of a document in order, none above the limit, nothing but white space between them. Text: headings and
 * paragraphs (fenced code, a displayed equation, a LaTeX environment is one, whatever blank lines are in it), long ones
 * cut between rows, items, sentences. Code: whole declarations, long ones cut between members, then where the fewest
 * blocks are open. What is still too long is cut between words, at last anywhere.
 */
export function blocksOf(document: Document, sizes: BlockSizes): Block[] {
  return document.kind === 'code' ? codeBlocks(document, sizes) : new TextBlocks(document, sizes.limit).read();
}

class TextBlocks {
  readonly #document: Document;
  readonly #limit: number;
  readonly #blocks: Block[] = [];
  /** Where the paragraph begins that is open. */
  #from: number | undefined;

  constructor(document: Document, limit: number) {
    this.#document = document;
    this.#limit = limit;
  }

  read(): Block[] {
    const { text, sections } = this.#document;
    const levels = new Map(sections.map((section) => [section.start, section.level]));
    const units = unitsIn(text);
    let unit = units.next();
    for (const { line, start } of linesOf(text)) {
      while (!unit.done && unit.value.end < start) unit = this.#leave(unit.value, units);
      if (!unit.done && unit.value.start < start) continue;
      if (!unit.done && unit.value.start === start && unit.value.fenced) this.#close(start, true);
      const level = levels.get(start);
      if (level !== undefined) {
        this.#close(start);
        const heading = blockIn(text, start, start + line.length, { level, leads: true });
        if (heading) this.#blocks.push(heading);
      } else if (line.trim() === '') this.#close(start);
      else this.#from ??= start;
    }
    this.#close(text.length);
    return this.#blocks;
  }

  /** Past a unit; fenced code is a paragraph of its own. */
  #leave({ end, fenced }: Unit, units: Generator<Unit, void>): IteratorResult<Unit, void> {
    if (fenced) this.#close(end);
    return units.next();
  }

  /** Ends the paragraph that is open; `leads` where it goes with what follows without a blank line between. */
  #close(to: number, leads = false): void {
    const { text } = this.#document;
    const whole = this.#from === undefined ? undefined : blockIn(text, this.#from, to);
    this.#from = undefined;
    if (!whole) return;
    const before = this.#blocks.at(-1);
    if (before && this.#endsWithOrnament(before, whole)) return;
    whole.follows = before !== undefined && before.level === 0 && goesOn(text, before, whole);
    whole.leads = (leads && whole.tokens < SHORT) || isLeader(text, whole);
    if (whole.tokens <= this.#limit) this.#blocks.push(whole);
    else for (const part of this.#parts(whole)) this.#blocks.push(part);
  }

  /** Takes stars or a rule between paragraphs into the one before: nothing begins with them. */
  #endsWithOrnament(before: Block, { start, end, tokens }: Block): boolean {
    const fits = before.level === 0 && before.tokens + tokens + 2 <= this.#limit && tokens <= SHORT;
    if (!fits || /[\p{L}\p{N}|$]/u.test(this.#document.text.slice(start, end))) return false;
    Object.assign(before, blockAt(this.#document.text, before.start, end, { follows: before.follows }));
    return true;
  }

  #parts({ start, end, follows, leads }: Block): Block[] {
    const spans = cutText(this.#document, start, end, this.#limit);
    return spans.map(([from, to], at) =>
      blockAt(this.#document.text, from, to, { follows: at === 0 && follows, leads: leads && at === spans.length - 1 }),
    );
  }
}

/** Words above fenced code that lead to it, in tokens. */
const SHORT = 100;
const SENTENCE_END = /[.!?…。！？।۔؟:：;；][)\]}"'”’»」』*_]*$/;
const CAPTION =
  /^[^\p{L}]{0,4}(?:table|tabelle|tableau|tabla|tabella|fig(?:ure|ura)?|abb(?:ildung)?|listing|exhibit|chart|表|图|圖|図)[^\p{L}]{0,6}\d/iu;
const LOOKED_AT = 200;

/** Whether a block goes on with the sentence of the one before, as paragraphs do that a page or an equation tore. */
function goesOn(text: string, before: Block, { start }: Block): boolean {
  const head = text.slice(start, start + LOOKED_AT).trimStart();
  if (!/^[("'“‘«„*_]{0,3}\p{Ll}[\p{L}\p{M}'’-]*[\s,;]/u.test(head)) return false;
  return !SENTENCE_END.test(text.slice(Math.max(before.start, before.end - 20), before.end));
}

/** Whether a block leads to the next: it ends in a colon, or is the caption of what follows. */
function isLeader(text: string, { start, end, tokens }: Block): boolean {
  if (/[:：][*_]{0,3}$/.test(text.slice(Math.max(start, end - 4), end))) return true;
  return tokens < SHORT && CAPTION.test(text.slice(start, start + LOOKED_AT)) && !text.slice(start, end).includes('\n');
}
