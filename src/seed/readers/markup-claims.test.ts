import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../test/read-document.ts';
import { readerOf } from '../choose-reader.ts';
import { allReaders } from '../reader.ts';
import { isWikitext } from '../wikitext/is-wikitext.ts';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures/markup');
const SEEDS = join(import.meta.dirname, '../../../../shared/seeds');

const chosen = async (content: string | Uint8Array, name: string) =>
  (await readerOf(Buffer.from(content).subarray(0, 65_536), name, await allReaders())).id;

describe('markup is told by its content', () => {
  it.each([
    ['paper.tex', 'latex'],
    ['module.cnxml', 'cnxml'],
    ['page.wiki', 'wikitext'],
    ['steps.ipynb', 'notebook'],
    ['old.ipynb', 'notebook'],
    ['notes.org', 'org'],
    ['tool.1', 'man'],
    ['tool.mdoc', 'man'],
    ['talk.srt', 'subtitles'],
    ['talk.vtt', 'subtitles'],
    ['letter.eml', 'mail'],
  ])('%s is of %s also when it is called .txt', async (name, id) => {
    expect(await chosen(readFileSync(join(FIXTURES, name)), 'file.txt')).toBe(id);
  });

  it.each([
    ['a log that was rotated', 'Nov 29 01:02:03 host daemon: started\n'.repeat(20), 'app.1'],
    [
      'notes that link in double brackets',
      '# Notes\n\nSee [[One]] and [[Two|two]], [[Three]] and {{embed}}.\n\n== not closed\n',
      'notes.txt',
    ],
    [
      'a page about wikitext',
      `Links are written [[so]], bold '''so''' and headings\n== so ==\n\n${'but this is a plain text about it. '.repeat(60)}`,
      'about.txt',
    ],
    ['code in Lua', 'local s = [[a]]\nlocal t = [[b]]\nlocal u = [[c]]\nif a == b then print(s) end\n', 'x.txt'],
    ['a template', '{{a}} {{b}} {{c}}\n== {{d}} ==\n', 'x.txt'],
    ['a text about LaTeX', 'A paper begins with \\documentclass{article} and \\begin{document}.\n', 'x.txt'],
    ['minutes with names and colons', 'From: Ann\nTo: Bob\nSubject: Minutes\n\nWe met.\n', 'x.txt'],
    ['a play with times', '12:30 --> 13:00 lunch\n14:00 --> 15:00 talk\n', 'x.txt'],
  ])('%s is plain text', async (_, content, name) => {
    const reader = await chosen(content, name).catch(() => 'none');
    expect(name === 'app.1' ? ['txt', 'none'] : ['txt']).toContain(reader);
  });

  it('Markdown is never wikitext, whatever it holds', async () => {
    const page = readFileSync(join(FIXTURES, 'page.wiki'), 'utf8');
    expect(isWikitext(page)).toBe(true);
    expect(await chosen(page, 'page.md')).toBe('markdown');
  });
});

describe.skipIf(!existsSync(SEEDS))('the collected seeds', () => {
  const files = existsSync(SEEDS)
    ? globSync('**/*', { cwd: SEEDS, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];
  const of = (folder: string) => files.filter(({ parentPath }) => basename(parentPath) === folder);

  it('of wikitext, and no others, are told as wikitext', () => {
    const told = files.filter(({ parentPath, name }) =>
      isWikitext(readFileSync(join(parentPath, name)).subarray(0, 65_536).toString('utf8')),
    );
    expect(told.map(({ name }) => name).sort()).toEqual(
      of('wikitext')
        .map(({ name }) => name)
        .sort(),
    );
    expect(told).toHaveLength(9);
  });

  it.each([
    ['wikitext', /\{\{|\}\}|\[\[|\]\]|<ref|'''|\|-|\[\[(?:Category|File):/],
    [
      'latex',
      /\\(?:begin|end)\{(?!aligned|gathered|cases|pmatrix|array|\w*matrix)|\\(?:section|item|label|ref|footnote|index|emph)\b|!!\{/,
    ],
    ['cnxml', /<\/?(?:para|m:|link|term|emphasis|item)|&#|\ue000/],
    ['notebook', /"cell_type"|image\/png|<button/],
    ['markdown', /<\/?(?:table|td|tr|div|span)\b|\]\(http|^---\ntitle/],
  ])('of %s leave no marks of their format', async (folder, marks) => {
    for (const { parentPath, name } of of(folder)) {
      const content = readFileSync(join(parentPath, name));
      const { id } = await readerOf(content.subarray(0, 65_536), name, await allReaders());
      expect([name, id]).toEqual([name, folder]);
      const { text } = await readDocument(folder === 'wikitext' ? `${name}.wiki` : name, content);
      const prose = text.replaceAll(/^(```+)[^\n]*\n[\s\S]*?^\1$|`[^`\n]*`|(?<!\\)\$[^$\n]+\$/gm, '');
      expect([name, marks.exec(prose)?.[0]]).toEqual([name, undefined]);
      expect(prose.length).toBeGreaterThan(300);
    }
  });
});
