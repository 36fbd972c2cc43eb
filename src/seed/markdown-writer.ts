import { markdownTable } from './markdown-table.ts';

/** What blocks stand in: a list holds items, an item or a quotation holds blocks. */
export type Container = 'bullets' | 'numbers' | 'item' | 'quote';

/** Stands for a line break inside a paragraph, among words that are said; a private-use character. */
export const LINE_BREAK = '\ue002';

interface Frame {
  kind: Container | 'document';
  blocks: string[];
  /** Words of the paragraph that is being written, and blocks that are to follow it. */
  said: string[];
  after: string[];
  /** The mark before an item, by its place from 0. */
  mark: (at: number) => string;
}

const MARKS = { bullets: () => '-', numbers: (at: number) => `${at + 1}.` };

/** Containers inside each other beyond this depth leave no mark. */
const DEEPEST = 12;

/**
 * Writes Markdown from what a document says in its order: words, paragraphs, headings, code, tables, lists. Containers
 * that are never closed are closed at the end, and a close that nothing opened is passed over.
 */
export class MarkdownWriter {
  readonly #frames: Frame[] = [frameOf('document')];
  /** Of each container that is open, whether it has a frame of its own. */
  readonly #open: { kind: Container; framed: boolean }[] = [];

  get #frame(): Frame {
    const frame = this.#frames.at(-1);
    if (!frame) throw new Error('The document was closed');
    return frame;
  }

  /** Adds words to the paragraph; white space, line feeds too, becomes one space. */
  say(text: string): void {
    if (text !== '') this.#frame.said.push(text);
  }

  /** Whether nothing was written. */
  get isEmpty(): boolean {
    return this.#frames.length === 1 && this.#frame.blocks.length === 0 && this.#frame.said.length === 0;
  }

  /** The character that was said last, unless a block stands between. */
  get last(): string {
    return this.#frame.said.at(-1)?.at(-1) ?? '';
  }

  /** Adds words with marks of emphasis around them, where they do not stand inside a word. */
  emphasize(text: string, mark: string): void {
    const [, before = '', said = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
    const plain = said === '' || said.includes(mark) || (before === '' && /[\p{L}\d_*]/u.test(this.last));
    this.say(plain ? text : before + mark + said + mark + after);
  }

  /** Ends the paragraph; nothing happens where there is none. */
  end(): void {
    const frame = this.#frame;
    const said = folded(frame.said);
    frame.said.length = 0;
    if (said !== '') frame.blocks.push(said);
    for (const block of frame.after.splice(0)) frame.blocks.push(block);
  }

  /** A block that stands after the paragraph being written, as a figure does; at once where none is being written. */
  after(text: string): void {
    if (text === '') return;
    if (folded(this.#frame.said) === '') this.block(text);
    else this.#frame.after.push(text);
  }

  /** A block that stands as it is, between blank lines. */
  block(text: string): void {
    this.end();
    const bare = text.replace(/^\n+/, '').trimEnd();
    if (bare !== '') this.#frame.blocks.push(bare);
  }

  /** A heading, of rank 1 to 6. */
  heading(level: number, title: string): void {
    const said = folded([title]);
    if (said !== '') this.block(`${'#'.repeat(Math.min(6, Math.max(1, level)))} ${said}`);
  }

  /** Fenced code, its own indentation kept. */
  code(text: string, language = ''): void {
    const bare = text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
    if (bare !== '') this.block(fenced(bare, language));
  }

  /** Rows of cells, the first of them the head. */
  table(rows: readonly (readonly string[])[]): void {
    this.block(markdownTable(rows));
  }

  /** Opens a container for what follows; of a list `mark` gives what stands before its items, by their places from 0. */
  open(kind: Container, mark?: (at: number) => string): void {
    this.end();
    const framed = this.#frames.length <= DEEPEST;
    this.#open.push({ kind, framed });
    if (framed) this.#frames.push(frameOf(kind, mark));
  }

  /** Closes the innermost container of this kind, and those still open in it; nothing happens where there is none. */
  close(kind: Container): void {
    if (!this.#open.some((open) => open.kind === kind)) return;
    for (let last = this.#open.pop(); last; last = this.#open.pop()) {
      if (last.framed) this.#closeFrame();
      if (last.kind === kind) return;
    }
  }

  /** Begins an item of the innermost list, closing what is open in it; false where no list is open. */
  item(): boolean {
    const list = this.#open.findLast(({ kind }) => kind === 'bullets' || kind === 'numbers');
    if (!list) return false;
    while (this.#open.at(-1) !== list) this.close(this.#open.at(-1)?.kind ?? 'item');
    this.open('item');
    return true;
  }

  /** Closes everything and gives the whole. */
  finish(): string {
    while (this.#frames.length > 1) this.#closeFrame();
    this.#open.length = 0;
    this.end();
    return this.#frame.blocks.join('\n\n');
  }

  #closeFrame(): void {
    this.end();
    const text = contentOf(this.#frames.pop() ?? this.#frame);
    if (text !== '') this.#frame.blocks.push(text);
  }
}

function frameOf(kind: Frame['kind'], mark = kind === 'numbers' ? MARKS.numbers : MARKS.bullets): Frame {
  return { kind, mark, blocks: [], said: [], after: [] };
}

function contentOf({ kind, blocks, mark }: Frame): string {
  if (kind === 'item')
    return blocks.reduce((all, block) => `${all}${isList(block) ? '\n' : '\n\n'}${block}`, '').trim();
  if (kind === 'quote') return blocks.join('\n\n').replaceAll(/^/gm, '> ').replaceAll(/^> $/gm, '>');
  if (kind === 'document') return blocks.join('\n\n');
  const items = blocks.map((block, at) => {
    const before = `${mark(at)} `;
    return before + block.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(before.length)}`);
  });
  return items.join(items.some((item) => item.includes('\n\n')) ? '\n\n' : '\n');
}

function isList(block: string): boolean {
  return /^(?:-|\w{1,4}\.) /.test(block);
}

function folded(said: string[]): string {
  const line = said.join('').replaceAll(/\s+/g, ' ').trim();
  if (!line.includes(LINE_BREAK)) return line;
  const lines = line.split(LINE_BREAK).map((each) => each.trim());
  return lines.filter((each) => each !== '').join('\n');
}

/** Code between fences that it does not hold itself. */
export function fenced(code: string, language = ''): string {
  const longest = code.match(/`{3,}/g)?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2;
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

/** Words without the marks of emphasis and code around them. */
export function plainWords(markdown: string): string {
  return markdown.replaceAll(/(?<![\w*])(\*\*|[_*`])(?=\S)([^\n]{1,500}?)(?<=\S)\1(?![\w*])/g, '$2');
}
