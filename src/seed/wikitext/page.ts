import { MarkdownWriter } from '../markdown-writer.ts';
import { bracketsOf, lineEnd, splitOutside } from './brackets.ts';
import { Hidden } from './hide.ts';
import { inlineText, type Page } from './inline.ts';
import { readTable, rowsOf } from './table.ts';
import type { Templates } from './templates.ts';

/** Sections of sources and links, by their titles; with all below them nothing of them is read. */
const NO_TEXT = new Set(
  (
    'references|notes|footnotes|citations|notes and references|references and notes|external links|see also|further reading|sources|' +
    'bibliography|gallery|einzelnachweise|weblinks|siehe auch|literatur|quellen|fußnoten|galerie|notes et références|références|' +
    'voir aussi|liens externes|bibliographie|articles connexes|referencias|enlaces externos|véase también|bibliografía|notas|' +
    'note|collegamenti esterni|voci correlate|bibliografia|altri progetti|referências|ligações externas|ver também|przypisy|' +
    'linki zewnętrzne|zobacz też|примечания|ссылки|литература|см. также|参考文献|外部链接|参见|外部リンク|脚注|関連項目|verwysings|' +
    'eksterne skakels|sien ook|bronne|referenties|externe links|zie ook|referenser|externa länkar|se även'
  ).split('|'),
);
const BOX =
  /class\s*=\s*["']?[^"'\n]*\b(?:infobox|navbox|vertical-navbox|metadata|ambox|mbox|toccolours|toc|sidebar)\b/i;

/** The text of a wiki page as Markdown: headings, paragraphs, lists, tables and formulas, without boxes, notes and links. */
export function pageText(source: string, templates: Templates): string {
  return new PageText(source, templates).text();
}

class PageText {
  readonly #hidden: Hidden;
  readonly #page: Page;
  readonly #out = new MarkdownWriter();
  /** The lists that are open, as their marks. */
  #lists = '';
  /** The rank of the section that is left out; 0 where none is. */
  #leftOut = 0;

  constructor(source: string, templates: Templates) {
    this.#hidden = new Hidden(source.replaceAll(/__[A-Z]{3,30}__/g, ''));
    const { text } = this.#hidden;
    this.#page = { text, brackets: bracketsOf(text), templates };
  }

  text(): string {
    const { text, brackets } = this.#page;
    for (let at = 0; at < text.length; ) {
      const table = /^[ \t:]*\{\|/.exec(text.slice(at, at + 40))?.[0].length;
      const tableEnd = table === undefined ? undefined : brackets.get(at + table - 2);
      const end = tableEnd ?? lineEnd(text, at, brackets);
      if (tableEnd !== undefined && table !== undefined) this.#table(at + table, tableEnd - 2);
      else this.#line(at, end);
      at = tableEnd ?? end + 1;
    }
    return this.#hidden.restore(this.#out.finish());
  }

  #line(from: number, to: number): void {
    const line = this.#page.text.slice(from, to);
    const heading = /^(={1,6})\s*([^\n]{1,500}?)\s*=+\s*$/.exec(line);
    if (heading) this.#heading(heading[1]?.length ?? 2, from, to);
    else if (this.#leftOut > 0) return;
    else if (/^\s*$/.test(line) || /^-{4,}/.test(line)) this.#end();
    else this.#content(line, from, to);
  }

  #content(line: string, from: number, to: number): void {
    const kept = this.#hidden.only(line);
    const marks = /^[*#:;]+/.exec(line)?.[0] ?? '';
    if (kept?.kind === 'code') this.#block(() => this.#out.code(kept.text, kept.language));
    else if (kept?.kind === 'math' && marks.replaceAll(':', '') === '')
      this.#block(() => this.#out.block(`$$${kept.text}$$`));
    else if (marks.startsWith(';')) this.#term(from + marks.length, to);
    else if (marks.replaceAll(':', '') !== '') this.#item(marks, from, to);
    else {
      const alone = line.startsWith('{{') && this.#page.brackets.get(from) === from + line.trimEnd().length;
      if (this.#lists !== '' || marks !== '' || alone) this.#end();
      this.#out.say(`${inlineText(this.#page, from + marks.length, to)} `);
      if (alone) this.#end();
    }
  }

  #heading(rank: number, from: number, to: number): void {
    this.#end();
    if (this.#leftOut > 0 && rank > this.#leftOut) return;
    const line = inlineText(this.#page, from, to);
    const title = line
      .replace(/^=+\s*/, '')
      .replace(/(?<!=)=+$/, '')
      .trim();
    this.#leftOut = NO_TEXT.has(title.toLowerCase()) ? rank : 0;
    if (this.#leftOut === 0) this.#out.heading(rank - 1, title);
  }

  /** `; term : what it means`, or a small heading. */
  #term(from: number, to: number): void {
    const [[, end] = [from, to], meaning] = splitOutside(this.#page.text, from, to, ' :', this.#page.brackets);
    this.#end();
    this.#out.emphasize(inlineText(this.#page, from, end), '**');
    if (meaning) this.#out.say(` ${inlineText(this.#page, ...meaning)}`);
    this.#out.end();
  }

  /** An item of a list: `*` and `#` by depth, `:` goes on with what stands above. */
  #item(marks: string, from: number, to: number): void {
    const text = inlineText(this.#page, from + marks.length, to);
    if (text === '') return;
    const kinds = [...marks.replaceAll(/:+$/g, (run) => (run === marks ? '*' : ''))].map((mark) =>
      mark === '#' ? '#' : '*',
    );
    const lists = kinds.join('').slice(0, 8);
    let shared = 0;
    while (shared < lists.length && lists[shared] === this.#lists[shared]) shared++;
    for (let i = this.#lists.length; i > shared; i--)
      this.#out.close(this.#lists[i - 1] === '#' ? 'numbers' : 'bullets');
    for (let i = shared; i < lists.length; i++) {
      if (i > 0 && i >= shared + 1) this.#out.item();
      this.#out.open(lists[i] === '#' ? 'numbers' : 'bullets');
    }
    this.#lists = lists;
    this.#out.item();
    this.#out.say(text);
  }

  #table(from: number, to: number): void {
    if (this.#leftOut > 0) return;
    const { text, brackets } = this.#page;
    const table = readTable(text, from, to, brackets);
    if (BOX.test(table.attributes.slice(0, 2000))) return;
    const said = (start: number, end: number) =>
      this.#hidden.restore(inlineText(this.#page, start, end)).replaceAll('\n', ' ');
    const rows = withoutEmptyColumns(rowsOf(table, said).filter((row) => row.some((cell) => cell !== '')));
    const caption = table.caption ? said(...table.caption) : '';
    this.#block(() => {
      if (caption !== '') this.#out.block(caption);
      if (rows.some((row) => row.length > 1)) this.#out.table(rows);
      else for (const [cell = ''] of rows) this.#out.block(cell);
    });
  }

  #block(write: () => void): void {
    this.#end();
    write();
  }

  /** Ends the paragraph and all lists. */
  #end(): void {
    for (let i = this.#lists.length; i > 0; i--) this.#out.close(this.#lists[i - 1] === '#' ? 'numbers' : 'bullets');
    this.#lists = '';
    this.#out.end();
  }
}

/** Columns below whose head nothing stands say nothing: they held notes or pictures. */
function withoutEmptyColumns(rows: string[][]): string[][] {
  const [, ...body] = rows;
  const full = new Set(body.flatMap((row) => row.flatMap((cell, at) => (cell === '' ? [] : [at]))));
  return body.length === 0 ? rows : rows.map((row) => row.filter((_, at) => full.has(at)));
}
