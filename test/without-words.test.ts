import { expect, it } from 'vitest';
import { withoutWords } from './without-words.ts';

const words = (source: string) => withoutWords(source).replaceAll(/ {2,}/g, ' ');

it.each([
  ['comments', 'a(); // any\nb(/* any\nany */ 1);', 'a(); \nb( \n 1);'],
  ['strings', `a('any', "it's", 'it\\'s any') as any`, 'a( , , ) as any'],
  ['patterns, but not what divides', 'if (!/[/"]any/i.test(x)) y = a / any / c;', 'if (! .test(x)) y = a / any / c;'],
  [
    'templates, but not what is put into them',
    '`any $\x7bf({ a: `any $\x7bx as any} any` })} any` as any',
    ' f({ a: x as any })  as any',
  ],
  ['a template with a slash and quotes', "`'$\x7ba}/any/` + b", ' a + b'],
])('blanks %s', (_, source, code) => {
  expect(words(source)).toBe(code.replaceAll(/ {2,}/g, ' '));
  expect(withoutWords(source)).toHaveLength(source.length);
});
