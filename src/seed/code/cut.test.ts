import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../test/read-document.ts';
import { chunk } from '../chunk.ts';
import { codeCuts } from './cut.ts';
import { CODE_LANGUAGES } from './languages.ts';

const PYTHON = CODE_LANGUAGES.get('Python');
const JAVASCRIPT = CODE_LANGUAGES.get('JavaScript');

/** What stands on the lines that parts begin with. */
function begins(text: string, cuts: readonly number[]): string[] {
  return cuts.map((at) => text.slice(at, text.indexOf('\n', at)));
}

describe('code that is too long', () => {
  it('is cut where the fewest blocks are open, rather after a blank line', () => {
    const block = (name: string) =>
      `  if (${name}) {\n${`    ${name}(1, 2, 3);\n\n`.repeat(12)}  } else {\n    other(${name});\n  }\n`;
    const text = `function long() {\n${block('one')}${block('two')}\n  // The third.\n${block('three')}${block('four')}}\n`;
    expect(begins(text, codeCuts(text, JAVASCRIPT, 100, 200))).toEqual(['  // The third.']);
    expect(begins(text, codeCuts(text, JAVASCRIPT, 100, 130))).toEqual([
      '  if (two) {',
      '  // The third.',
      '  if (four) {',
    ]);
  });

  it('is not cut in strings, comments, arguments and continued statements', () => {
    const long = `    x = """\n${'text\n\n'.repeat(60)}"""\n`;
    const call = `    call(\n${'        argument,\n\n'.repeat(40)}    )\n`;
    const branches = `    if a:\n        b()\n    else:\n        c()\n`;
    const text = `def long():\n${long}${call}${branches.repeat(30)}`;
    const found = begins(text, codeCuts(text, PYTHON, 100, 200));
    expect(found.slice(0, 2)).toEqual(['    call(', '    if a:']);
    expect(new Set(found.slice(2))).toEqual(new Set(['    if a:']));
  });

  it('is in parts with the class, and the method, in their titles', async () => {
    const method = (name: string, lines: number) =>
      `\n  // Does ${name}.\n  @logged\n  ${name}() {\n${'    this.step(1, 2);\n'.repeat(lines)}  }\n`;
    const text = `export class Long extends Short {\n  a = 1;\n${method('one', 100)}${method('two', 100)}${method('three', 400)}}\n`;
    const chunks = chunk(await readDocument('a.ts', text));
    expect(chunks.map(({ title }) => title)).toEqual([
      'a.ts > class Long extends Short > method one',
      'a.ts > class Long extends Short > method two',
      'a.ts > class Long extends Short > method three',
      'a.ts > class Long extends Short > method three',
      'a.ts > class Long extends Short > method three',
    ]);
    expect(chunks.map((each) => each.text.slice(0, 15).trim().split('\n')[0])).toEqual([
      'export class Lo',
      '// Does two.',
      '// Does three',
      'this.step(1',
      'this.step(1',
    ]);
  });

  const piece = fc.constantFrom(
    ...[
      'def a(x):\n',
      '    return x\n',
      '\n',
      '    if x:\n',
      '        y(\n',
      ')\n',
      '"""',
      "'",
      '{\n',
      '}\n',
      'class B:\n',
    ],
    ...[
      '/* a\n',
      '*/\n',
      '`${',
      '}`',
      '// b\n',
      '    x = 1\n'.repeat(30),
      'x'.repeat(900),
      '#if A\n',
      '#endif\n',
      'fn c() {\n',
    ],
  );

  it.each([...CODE_LANGUAGES.values()])('has exact spans in any $name', (language) => {
    const sizes = { target: 60, least: 15, most: 120 };
    const property = fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const facts = { source: 'a', kind: 'code', title: 'A', license: null, language: null } as const;
      const chunks = chunk({ ...facts, text, codeLanguage: language.name, sections: [] }, sizes);
      let at = 0;
      for (const { text: own, span, tokens } of chunks) {
        expect(text.slice(at, span[0]).trim()).toBe('');
        expect(text.slice(...span)).toBe(own);
        expect(tokens).toBeLessThanOrEqual(sizes.most);
        at = span[1];
      }
      expect(text.slice(at).trim()).toBe('');
    });
    fc.assert(property, { numRuns: 20 });
  });
});
