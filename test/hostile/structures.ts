import { endless, type Hostile, prose, READ } from './hostile.ts';

const NO_FIELD = 'no field "text", "content", "body", "passage", "document", "article" with a text';
const DEEP = 100_000;

/** A description of an interface whose answer is what `ref` leads to; in it two schemas hold each other. */
function referring(ref: string): string {
  const schemas = {
    A: { type: 'object', properties: { b: { $ref: '#/components/schemas/B' } } },
    B: { type: 'object', properties: { a: { $ref: '#/components/schemas/A' }, b: { $ref: '#/components/schemas/B' } } },
  };
  const responses = { 200: { description: 'Pets', content: { 'application/json': { schema: { $ref: ref } } } } };
  const paths = {
    [`/pets/${encodeURIComponent(ref)}`]: { get: { operationId: 'list', summary: 'Lists all pets.', responses } },
  };
  return JSON.stringify({ openapi: '3.0.0', info: { title: 'Pets', version: '1' }, paths, components: { schemas } });
}

const more = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`);

/** Structures that are deep, go round in circles, or end in their middle. */
export const STRUCTURES: readonly Hostile[] = [
  ['JSON of brackets', 'a.json', endless('['), 'cut off: it ends in the middle of a value'],
  ['deep JSON', 'a.json', `${'['.repeat(DEEP)}"${prose()}"${']'.repeat(DEEP)}`, 'no records in it'],
  ['deep objects of JSON', 'a.json', `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`, NO_FIELD],
  [
    'a deep row of JSON Lines',
    'a.jsonl',
    `${'{"text":'.repeat(DEEP)}1${'}'.repeat(DEEP)}\n{"text":"${prose()}"}\n`,
    { seeds: READ, rejects: [`a.jsonl#1: ${NO_FIELD}`] },
  ],
  ['JSON that is cut off', 'a.json', `{"title":"One","text":"${prose()}`, 'cut off: it ends in the middle of a value'],
  [
    'JSON with a prototype',
    'a.json',
    `{"__proto__":{"text":"x"},"constructor":{"prototype":{"text":"y"}},"text":"${prose()}"}`,
    READ,
  ],
  ['JSON with lone surrogates and NUL', 'a.json', `{"text":"\\ud800${prose()}\\u0000\\udfff"}`, READ],
  ['deep YAML', 'a.yaml', '['.repeat(DEEP), 'not YAML (resource exhaustion)'],
  ['deep maps of YAML', 'a.yaml', Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), NO_FIELD],
  [
    'a billion laughs in YAML',
    'a.yaml',
    ['a0: &a0 ha', ...more].join('\n'),
    'not YAML that can be read (too many aliases)',
  ],
  ['YAML that holds itself', 'a.yaml', 'a: &a\n  b: *a\n', NO_FIELD],
  [
    'YAML with programs in it',
    'a.yaml',
    `text: !!js/function "${prose()}"\nmore: !!python/object/apply:os.system ["true"]\n`,
    READ,
  ],
  [
    'references that go round in circles',
    'a.json',
    referring('#/components/schemas/A'),
    /^openapi: 3[\s\S]* title: A\n/,
  ],
  [
    'references to files of the machine',
    'a.json',
    referring('file:///etc/passwd'),
    {
      seeds: /\$ref: file:\/\/\/etc\/passwd$/m,
      rejects: ['a.json: refers to 1 other file, not followed: file:///etc/passwd'],
    },
  ],
  [
    'references to the network',
    'a.json',
    referring('http://127.0.0.1:9/x.json#/A'),
    {
      seeds: /\$ref: http:\/\/127\.0\.0\.1:9\/x\.json#\/A$/m,
      rejects: ['a.json: refers to 1 other file, not followed: http://127.0.0.1:9/x.json'],
    },
  ],
  ['deep HTML', 'a.html', `<html><body>${'<div>'.repeat(DEEP)}${prose()}`, READ],
  [
    'HTML of tags',
    'a.html',
    `<html><body><p>${prose()}</p>${'<'.repeat(200_000)}`,
    'too large to be read (a page of 200003 elements)',
  ],
  [
    'a comment of HTML that never ends',
    'a.html',
    `<html><body><article><p>${prose()}</p></article><!--${endless('x ')}`,
    READ,
  ],
  ['deep quotations of Markdown', 'a.md', `${'> '.repeat(DEEP)}${prose()}`, /in the night\.$/],
  ['Markdown of brackets', 'a.md', endless('[!['), /^\[!\[/],
  [
    'deep braces of LaTeX',
    'a.tex',
    `\\documentclass{article}\\begin{document}${prose()} ${'\\emph{'.repeat(DEEP)}\\end{document}`,
    READ,
  ],
  [
    'macros of LaTeX without end',
    'a.tex',
    `\\documentclass{article}\\def\\xa{\\xa\\xa}\\begin{document}${prose()} \\xa\\end{document}`,
    READ,
  ],
  ['deep templates of wikitext', 'a.wiki', `'''A''' ${prose()} ${'{{a|'.repeat(DEEP)}`, /^A The keeper/],
  [
    'deep brackets in code',
    'a.js',
    `function f() {\n  return ${'('.repeat(DEEP)}1${')'.repeat(DEEP)};\n}\n`,
    'minified code',
  ],
  ['deep braces in code', 'a.c', `int f(void) ${'{\n'.repeat(DEEP)}`, /^int f\(void\) \{/],
  [
    'deep CNXML',
    'a.cnxml',
    `<document xmlns="http://cnx.rice.edu/cnxml"><content>${'<section>'.repeat(10_000)}`,
    'nested too deeply (the module)',
  ],
  ['a deep notebook', 'a.ipynb', `{"nbformat":4,"cells":${'['.repeat(DEEP)}`, 'damaged (no JSON that can be read)'],
  [
    'CSV with a quotation mark that is never closed',
    'a.csv',
    `a,b\n1,2\n3,"${endless('x\n')}`,
    {
      seeds: /^\| a \| b \|/,
      rejects: [
        'a.csv#after-line-2: a row of more than 1 MB, or a quotation mark that is never closed; it and what follows are left out',
      ],
    },
  ],
  [
    'CSV with formulas that programs would run',
    'a.csv',
    "name,formula\nOne,=cmd|' /C calc'!A0\nTwo,@SUM(1+1)\n",
    /\| One \| =cmd\\\|' \/C calc'!A0 \|/,
  ],
];

/** What the readers look at before any is chosen, where looking twice would never end. */
export const BEGINNINGS: readonly Hostile[] = [
  ...[
    'A: b\n',
    'a:\n  b\n',
    ' \n',
    '.\n',
    '#',
    '<!-- -->',
    '<?x?>',
    '{{',
    '[[a]] ',
    '"cells": ',
    '\\a',
    '{"',
    '- ',
    '| ',
    '= ',
    "'''",
  ],
].map(
  (unit, i): Hostile => [
    JSON.stringify(unit),
    'a.txt',
    `${unit.repeat(Math.ceil(2 ** 16 / unit.length))}\n\nThe end of beginning ${i}.`,
    /The end of beginning \d+\.$|^\S/,
  ],
);
