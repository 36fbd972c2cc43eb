import { endless, type Hostile, prose, READ } from './hostile.ts';

const line = (word: string) => endless(`${word} `);
const letters = endless('x');

/** Lines of two megabytes. */
export const LONG_LINES: readonly Hostile[] = [
  ['words in plain text', 'a.txt', line('one'), /^(?:one ?)+$/m],
  ['letters in plain text', 'a.txt', letters, /^x+$/m],
  ['words in Markdown', 'a.md', line('two'), /^(?:two ?)+$/m],
  [
    'words in HTML',
    'a.html',
    `<html><body><article><p>${line('three')}</p></article></body></html>`,
    /^(?:three ?)+$/m,
  ],
  [
    'a cell of CSV',
    'a.csv',
    `a,b\n${letters},1\n2,3\n`,
    {
      rejects: [
        'a.csv#after-line-1: a row of more than 1 MB, or a quotation mark that is never closed; it and what follows are left out',
      ],
    },
  ],
  [
    'cells of CSV',
    'a.csv',
    `${endless('a,')}\n1,2\n`,
    '2 rows with another number of cells than 65537 (first: line 1)',
  ],
  ['a string of JSON', 'a.json', JSON.stringify({ text: line('four') }), /^(?:four ?)+$/m],
  ['a row of JSON Lines', 'a.jsonl', `{"text":"${letters}y"}\n{"text":"${prose()}"}\n`, /^The keeper/m],
  ['a string of YAML', 'a.yaml', `text: ${line('five')}\n`, /^(?:five ?)+$/m],
  [
    'words in LaTeX',
    'a.tex',
    `\\documentclass{article}\\begin{document}${line('six')}\\end{document}`,
    /^(?:six ?)+$/m,
  ],
  ['words in wikitext', 'a.wiki', `'''A''' ${line('seven')}`, /^A (?:seven ?)+$/m],
  ['words in reStructuredText', 'a.rst', line('eight'), /^(?:eight ?)+$/m],
  ['words in AsciiDoc', 'a.adoc', line('nine'), /^(?:nine ?)+$/m],
  ['words in Org', 'a.org', line('ten'), /^(?:ten ?)+$/m],
  ['words in a message', 'a.eml', `Subject: x\nFrom: a@b.example\nDate: x\n\n${line('eleven')}`, /^(?:eleven ?)+$/m],
  [
    'words in a notebook',
    'a.ipynb',
    JSON.stringify({ nbformat: 4, cells: [{ cell_type: 'markdown', source: line('twelve') }] }),
    /^(?:twelve ?)+$/m,
  ],
  ['words in RTF', 'a.rtf', `{\\rtf1 ${line('thirteen')}}`, /^(?:thirteen ?)+$/m],
  ['a string of Python', 'a.py', `x = "${letters}"\n\ndef f():\n    return x\n`, 'minified code'],
];

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** Bytes that are no text, and texts that are not what they look like. */
export const ENCODINGS: readonly Hostile[] = [
  ['NUL bytes', 'a.txt', Buffer.alloc(5000), 'binary (NUL bytes)'],
  ['a text with some NUL bytes', 'a.md', `${prose()}\0\0`, 'binary (NUL bytes)'],
  [
    'noise',
    'a.txt',
    Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31 + (i >> 3) * 7) & 0xff)),
    'binary (NUL bytes)',
  ],
  ['a program', 'a.txt', bytes([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], 'x'.repeat(4000)), 'binary'],
  ['nothing but a byte order mark', 'a.txt', '\ufeff', 'no text in it'],
  ['nothing but white space', 'a.md', endless(' \n'), 'no text in it'],
  ['nothing but what is not seen', 'a.txt', '\u200b\u2060\u202e\ufeff'.repeat(3000), 'no text in it'],
  [
    'UTF-8 with bytes that are none',
    'a.txt',
    bytes('Of an odd (', [0xc3, 0x28, 0xff], `) place. ${prose()}`),
    /^Of an odd \([^\n]{3,4}\) place\. The keeper [^\n]*\.$/,
  ],
  ['UTF-16 without a mark', 'a.txt', Buffer.from(prose(), 'utf16le'), READ],
  [
    'UTF-16 with half a character at the end',
    'a.txt',
    bytes(Buffer.from(`\ufeff${prose()}`, 'utf16le') as never, [0x41]),
    /^The keeper [^\n]* in the night\.\ufffd?$/,
  ],
  [
    'lone surrogates of UTF-16',
    'a.txt',
    Buffer.from(`\ufeff\ud800${prose()}\udfff`, 'utf16le'),
    /^\ufffd?The keeper [^\n]* in the night\.\ufffd?$/,
  ],
  [
    'a heap of combining marks',
    'a.txt',
    `${prose()} e${'\u0301\u0316'.repeat(100_000)}`,
    /in the night\. \u00e9\u0316{1,9}$/,
  ],
  [
    'a text that reads otherwise than it is written',
    'a.txt',
    `${prose()} \u202edwssap\u202c \u2066x\u2069`,
    /in the night\. dwssap x$/,
  ],
  [
    'sequences that steer terminals',
    'a.md',
    `# \x1b]0;title\x07One\x1b[2J\n\n${prose()}\x1b[31m red\x1b[0m\n`,
    /^# One\n\nThe keeper [^\n]* in the night\. red$/,
  ],
];
