import { describe, expect, it } from 'vitest';
import { chunk } from './chunk.ts';
import { CODE_LANGUAGES } from './code-languages.ts';
import { codeLines } from './code-lines.ts';
import { codeSections } from './code-sections.ts';
import { cleanText } from './decode.ts';
import { markdownHeadings } from './headings.ts';
import { plainMarkdown } from './markdown.ts';
import { isContentsPage, isLinkList } from './shape.ts';
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

  it.each(['a/', '/[', '=/'])('are code to their end: %s', (unit) => {
    const language = CODE_LANGUAGES.get('.js');
    if (!language) throw new Error('no language');
    expect(codeLines(`${unit.repeat(MANY)}\n{\nx`, language).map(({ depth }) => depth)).toEqual([0, 0, 1]);
  });

  it.each([
    ['static '.repeat(MANY), '.cpp'],
    ['a< '.repeat(MANY), '.cpp'],
    [`a${' '.repeat(MANY)}`, '.cpp'],
    ['@interface A\n'.repeat(MANY / 10), '.java'],
  ])('do not hide the declaration below them', (text, extension) => {
    const language = CODE_LANGUAGES.get(extension);
    if (!language) throw new Error('no language');
    expect(codeSections(`${text}+\n;\nclass B {\n}\n`, language).at(-1)?.title).toBe('B');
  });

  it('are told from regular expressions by what stands before the slash', () => {
    const language = CODE_LANGUAGES.get('.js');
    if (!language) throw new Error('no language');
    const long = 'a + '.repeat(100);
    const text = `${long}b / {\n}\n${long}(/{/)\n;`;
    expect(codeLines(text, language).map(({ depth }) => depth)).toEqual([0, 1, 0, 0]);
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
