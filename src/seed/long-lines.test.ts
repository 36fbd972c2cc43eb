import { describe, expect, it } from 'vitest';
import { withoutEditionNotes } from './book-notes.ts';
import { chunk } from './chunk.ts';
import { CODE_LANGUAGES } from './code/languages.ts';
import { scan } from './code/scan.ts';
import { codeSections } from './code/sections.ts';
import { cleanText } from './decode.ts';
import { withoutFurniture } from './furniture.ts';
import { markdownHeadings } from './headings.ts';
import { plainMarkdown } from './markdown.ts';
import { stripPages } from './rfc-pages.ts';
import { isContentsPage, isLinkList } from './shape.ts';
import { shortTables } from './short-tables.ts';
import { unwrap } from './unwrap.ts';

/** Sizes at which time that grows with the square of the length comes to minutes. */
const MANY = 400_000;

describe('long lines and long runs', () => {
  it.each(['<script ', '{:', '{#a', '`', '~', '<http:', '<!-- '])('leave Markdown of many %s as it is', (unit) => {
    const text = `${unit.repeat(MANY)}.`;
    expect(plainMarkdown(text)).toBe(text);
  });

  it('leave out scripts, styles and comments that are closed', () => {
    const text = 'a<SCRIPT src="x">b</style></script>c<style>d</style><!-- e -->f<script>g';
    expect(plainMarkdown(text)).toBe('acfg');
    expect(plainMarkdown('````\n<b>\n```\n</b>\n````\n<b>')).toBe('````\n<b>\n```\n</b>\n````\n');
  });

  it('keep white space inside a line, and headings with it', () => {
    const wide = `a${' '.repeat(MANY)}b`;
    expect(cleanText(`${wide}  \nc`)).toBe(`${wide}\nc`);
    expect(markdownHeadings(`# ${wide} ##\n## ${'#'.repeat(MANY)}c #`).map(({ title }) => title.length)).toEqual([
      3,
      MANY + 1,
    ]);
  });

  const languageOf = (name: string) => {
    const language = CODE_LANGUAGES.get(name);
    if (!language) throw new Error('no language');
    return language;
  };
  const depths = (text: string, name: string) => scan(text, languageOf(name)).lines.map(({ depth }) => depth);

  it.each(['a/', '/[', '=/', '"\\"', "'"])('are code to their end: %s', (unit) => {
    expect(depths(`${unit.repeat(MANY)}\n{\nx`, 'JavaScript')).toEqual([0, 0, 1]);
  });

  it.each([
    ['static '.repeat(MANY), 'C++'],
    ['a< '.repeat(MANY), 'C++'],
    [`a${' '.repeat(MANY)}`, 'C++'],
    ['@interface A\n'.repeat(MANY / 10), 'Java'],
  ])('do not hide the declaration below them', (text, name) => {
    expect(codeSections(`${text}+\n;\nclass B {\n}\n`, languageOf(name)).at(-1)?.title).toBe('class B');
  });

  it('are told from regular expressions by what stands before the slash', () => {
    const text = `${'a + '.repeat(100)}b / {\n}\n${'a + '.repeat(100)}(/{/)\n;`;
    expect(depths(text, 'JavaScript')).toEqual([0, 1, 0, 0]);
  });

  it('are joined in a wrapped paragraph of many lines', () => {
    const line = 'Alice was beginning to get very tired of sitting by her sister on the well-';
    const lines = Array.from({ length: 40_000 }, () => line);
    expect(unwrap([...lines, 'known bank.'].join('\n'))).toBe(`${lines.join('')}known bank.`);
  });

  it('give blocks where no fence is closed', () => {
    const text = '```js\na\n\n'.repeat(MANY / 10);
    const document = { source: 'a', kind: 'text', text, title: null, license: null, language: 'en' } as const;
    const chunks = chunk({ ...document, sections: [] });
    expect(chunks.map((piece) => piece.text).join('\n\n')).toBe(text.trim());
  });

  it('are no contents and no links', () => {
    const line = `${'a'.repeat(MANY / 100)}${' '.repeat(MANY / 100)}x`;
    expect(isContentsPage(Array(5).fill(line).join('\n'))).toBe(false);
    const dots = `${'www.'.repeat(MANY / 100)}${'.'.repeat(MANY / 100)} x`;
    expect(isLinkList(Array(5).fill(dots).join('\n'))).toBe(false);
  });
});

describe('documents of one thing, many times', () => {
  const facts = { source: 'a', kind: 'text', title: null, license: null, language: null } as const;
  const UNITS = [
    ...[
      '\\[\n',
      '$$\n',
      '\\begin{align}\n',
      '- a\n',
      '| a |\n| - |\n',
      '. ',
      '。',
      'x',
      '# a\n',
      'a:\n\n',
      '~~~\na\n\n',
    ],
    ...[
      'a .... 1\n',
      '* * *\n\n',
      '(a) b\n',
      'Table 1\n\n',
      '[Pg 1]',
      '](',
      'Home > ',
      '© 2020\n\n',
      'a-\n',
      '{',
      '😀',
      '  ',
    ],
  ];

  it.each(UNITS)('are cut and cleared in time that grows with their length: %j', (unit) => {
    const text = unit.repeat(MANY / 4);
    const sections = Array.from({ length: 5000 }, (_, at) => ({ start: at * 4, level: 1 + (at % 6), title: 'a' }));
    const { text: read } = withoutFurniture(withoutEditionNotes(stripPages(unwrap(text))));
    const table = shortTables({ ...facts, text: read, sections: unit.length === 4 ? sections : [] }, 700);
    const kept = chunk(table)
      .map((each) => each.text)
      .join('');
    expect(kept.replaceAll(/\s/g, '').length).toBe(table.text.replaceAll(/\s/g, '').length);
    expect(table.text.length).toBeLessThanOrEqual(read.length * 1.5 + 1);
  });
});
