import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../test/read-document.ts';
import { Unreadable } from '../reader.ts';

/** Size at which time or memory that grows with its square does not end. */
const MANY = 300_000;

/** What reading gives of a unit repeated without end: a text that is not much longer, or a reason. */
async function lengthOf(name: string, unit: string, before = '', after = ''): Promise<number> {
  const content = before + unit.repeat(Math.ceil(MANY / unit.length)) + after;
  try {
    const { documents } = await readDocuments(name, content);
    return documents.reduce((sum, { text }) => sum + text.length, 0) / content.length;
  } catch (error) {
    if (error instanceof Unreadable) return 0;
    throw error;
  }
}

const LATEX = [
  ...[
    '{',
    '}',
    '\\emph{',
    '\\foo[',
    '\\begin{itemize}\\item a ',
    '\\begin{quote}',
    '\\begin{verbatim}',
    '\\begin{lstlisting}[',
  ],
  ...[
    '$',
    '${',
    '$$ a',
    '\\[',
    '\\(',
    '\\begin{equation}',
    '\\begin{align}a&b\\\\',
    '\\begin{tabular}{ll}a&b\\\\',
    '&',
    '\\\\',
  ],
  ...[
    '\\footnote{a ',
    '\\section{',
    '\\item[',
    'see \\cite{a}, ',
    'Figure~\\ref{a}, ',
    "\\'{",
    '\\begin{tikzpicture}',
    '\\def\\a#1',
  ],
  ...[
    '\\iffalse',
    '\\verb|',
    '\\url{',
    '\\end{a}',
    '\\begin{theorem}[',
    '\\hangindent ',
    '\\usepackage[',
    '%',
    '\\newcommand{',
    'a',
  ],
];

const WIKITEXT = [
  ...[
    '[[',
    '{{',
    '{|\n',
    ']]',
    "'''",
    '<ref>',
    '<math>',
    '<nowiki>',
    '<!--',
    '\n== a',
    '\n*#*#*# a',
    '[http://a ',
    '[[a|',
    '{{a|',
  ],
  ...[
    '[[File:a|',
    '<br',
    '<',
    '(',
    '|',
    '\n|-',
    '{|\n|a\n|}\n',
    '{{a|[[',
    '[[{{',
    '\n{|\n|[[',
    '[//',
    '{{convert|1|km}}',
    ' ',
    '\n;a : b',
  ],
];

const LINES: [name: string, units: string[]][] = [
  [
    'a.rst',
    [
      '* a\n\n  ',
      '- ',
      'a\n=\n',
      '.. note:: a\n\n   ',
      '`',
      ':a:`',
      '|',
      '+--+\n|a |\n',
      '== ==\na b\n',
      '[1]_ ',
      '*a ',
    ],
  ],
  [
    'a.adoc',
    [
      '* ',
      '----\n',
      '====\n',
      '|===\n|a\n',
      '<<a',
      '((a',
      'footnote:[',
      '_',
      '`',
      '[a]\n',
      'a:: b\n',
      '{',
      '\n//// \n',
    ],
  ],
  [
    'a.org',
    ['* a\n', '- a\n', '#+begin_src\n', ':PROPERTIES:\n', '|a|b\n', '[fn:1] ', '[[a][b', '\\begin{a}\n', '=a ', '/'],
  ],
  [
    'a.man',
    [
      '.TP\n',
      '.RS\n',
      '.TS\nl.\na\n',
      '.de a\n',
      '.if n .if n ',
      '.if t \\{\n',
      '\\fBa',
      '\\(',
      '"',
      '.Bl -tag\n',
      '\\\n',
    ],
  ],
  ['a.srt', ['1\n00:00:01,000 --> 00:00:02,000\na\n\n', '<i>', '{\\an', '- a\n']],
  [
    'a.md',
    [
      '$',
      '$$ a',
      '\\[',
      '\\(',
      '\\begin{align}',
      '[[a|',
      '<table>',
      '<h1><b>',
      '<li>',
      '\n:::',
      '![',
      '+++\n',
      '---\n',
    ],
  ],
  ['a.mdx', ['{/*', '\nimport x', '\nexport const a']],
];

describe('markup without end', () => {
  it.each(LATEX)('LaTeX of many %j', async (unit) => {
    expect(await lengthOf('a.tex', unit, '\\documentclass{article}\\begin{document}')).toBeLessThan(10);
  });

  it.each(WIKITEXT)('wikitext of many %j', async (unit) => {
    expect(await lengthOf('a.wiki', unit)).toBeLessThan(10);
  });

  it.each(LINES.flatMap(([name, units]) => units.map((unit) => [name, unit] as const)))(
    '%s of many %j',
    async (name, unit) => {
      expect(await lengthOf(name, unit)).toBeLessThan(20);
    },
  );

  it.each(['A: b\n', ' b\n', '=?utf-8?B?', '--x\n', '=3D'])('e-mail of many %j', async (unit) => {
    expect(
      await lengthOf('a.eml', unit, 'Subject: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n'),
    ).toBeLessThan(10);
  });

  it.each(['<section>', '<para>', '<m:math>', '<list><item>', '&a;', '<table>'])('CNXML of many %j', async (unit) => {
    expect(await lengthOf('a.cnxml', unit, '<document xmlns="http://cnx.rice.edu/cnxml"><content>')).toBeLessThan(10);
  });

  it('notebooks of deep JSON and cells without end', async () => {
    expect(await lengthOf('a.ipynb', '[', '{"cells":')).toBe(0);
    expect(
      await lengthOf('a.ipynb', '{"cell_type":"code","source":["a"],"outputs":[]},', '{"cells":[', '{}]}'),
    ).toBeLessThan(10);
  });
});
