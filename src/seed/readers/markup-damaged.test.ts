import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../test/read-document.ts';
import { Unreadable } from '../reader.ts';

describe('macros of LaTeX without end', () => {
  const body = (text: string) => `\\documentclass{article}\\begin{document}${text} End.\\end{document}`;
  it.each([
    ['that stand for themselves', '\\newcommand{\\a}{x\\a}\\a'],
    ['in a formula', '\\newcommand{\\a}{x\\a}$\\a$'],
    ['with arguments that double', '\\newcommand{\\a}[1]{\\a{#1#1}}\\a{x}'],
    ['that stand for one another', '\\def\\one{\\two\\two}\\def\\two{\\one\\one}\\one'],
    ['as environments', '\\newenvironment{a}{\\begin{a}}{\\end{a}}\\begin{a}x\\end{a}'],
    [
      'that laugh',
      `${[...'abcdefgh'].map((name, i) => `\\def\\x${name}{${`\\x${'abcdefghi'[i + 1]}`.repeat(10)}}`).join('')}\\def\\xi{lol}\\xa`,
    ],
  ])('%s are put in a bounded number of times', async (_, macros) => {
    const { documents } = await readDocuments('a.tex', body(macros));
    expect(documents[0]?.text.length).toBeLessThan(2_500_000);
    expect(documents[0]?.text).toMatch(/End\.$/);
  });
});

describe('damaged markup', () => {
  it.each([
    [
      'a.cnxml',
      '<collection xmlns="http://cnx.rice.edu/collxml"><content/></collection>',
      "a book's table of contents; its modules hold the text",
    ],
    ['a.cnxml', '<html/>', 'no CNXML module'],
    ['a.cnxml', '', 'damaged (the module is empty)'],
    ['a.cnxml', `<document xmlns="http://cnx.rice.edu/cnxml">${'<a>'.repeat(500)}`, 'nested too deeply (the module)'],
    ['a.wiki', '#REDIRECT [[Other]]', 'a page that only leads to another'],
    ['a.wiki', 'a '.repeat(2 ** 21 + 1), 'too large for a wiki page'],
    ['a.ipynb', '{"cells": [', 'damaged (no JSON that can be read)'],
    ['a.ipynb', '{"a": 1}', 'no notebook (no cells in it)'],
    ['a.ipynb', '{"cells": []}', 'a notebook without text and code'],
    ['a.srt', 'no times at all', 'no subtitles in it'],
    ['a.eml', 'Subject: x\nContent-Type: application/pdf\n\nx', 'a message without text'],
    ['a.eml', '', 'a message without text'],
  ])('%s is refused: %s', async (name, content, reason) => {
    await expect(readDocuments(name, content)).rejects.toThrow(new Unreadable(reason));
  });

  it('entities that CNXML declares are not expanded', async () => {
    const bomb = `<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<document xmlns="http://cnx.rice.edu/cnxml"><content><para>It says &b;&x; and &amp;.</para></content></document>`;
    const { documents } = await readDocuments('a.cnxml', bomb);
    expect(documents[0]?.text).toBe('It says &b;&x; and &.');
  });

  it('what is cut off is read as far as it goes', async () => {
    const cut = async (name: string, content: string) => (await readDocuments(name, content)).documents[0]?.text;
    expect(
      await cut('a.tex', '\\documentclass{a}\\begin{document}One \\textbf{two \\begin{itemize}\\item three $a'),
    ).toBe('One two\n\n- three $a');
    expect(await cut('a.wiki', "'''A''' b [[c {{d\n\n{|\n| e")).toBe('A b [[c {{d\n\n{| e');
    expect(
      await cut('a.cnxml', '<document xmlns="http://cnx.rice.edu/cnxml"><content><para>One <term>two</term> thr'),
    ).toBe('One **two**');
    expect(await cut('a.org', 'One\n#+begin_src\nx = 1')).toBe('One x = 1');
    expect(await cut('a.adoc', 'One\n\n----\nx = 1')).toBe('One\n\nx = 1');
    expect(await cut('a.rst', 'One::\n\n  x = 1')).toBe('One:\n\n```\nx = 1\n```');
    expect(await cut('a.man', '.TH A 1\n.SH B\nOne\n.nf\nx')).toBe('# B\n\nOne\n\n```\nx\n```');
  });
});
