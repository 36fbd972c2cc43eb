import { describe, expect, it } from 'vitest';
import { chunk } from '../chunk.ts';
import { codeLanguageOf } from './detect.ts';
import { codeSections } from './sections.ts';

const MANY = 100_000;
const GOOD = 'function good() {\n  return 1;\n}\n';

/** Sources that are broken or built to be slow: time that grows with the square of the length comes to minutes. */
const HOSTILE: [what: string, name: string, text: string][] = [
  ['nested brackets', 'a.js', `${'(['.repeat(MANY)}\n${GOOD}`],
  ['nested braces', 'a.c', `${'{\n'.repeat(MANY)}int good(void) {\n}\n`],
  ['nested braces on one line', 'a.java', '{'.repeat(MANY)],
  ['closing braces', 'a.js', `${'}'.repeat(MANY)}\n${GOOD}`],
  ['a line of 2 MB', 'a.py', `A = "${'x, "y" '.repeat(300_000)}\ndef good():\n    pass\n`],
  ['a line of strings', 'a.js', `f(${"'a',".repeat(500_000)});\n${GOOD}`],
  ['a string that is not closed', 'a.js', `let a = "b\n${GOOD}`],
  ['a template that is not closed', 'a.js', `let a = \`b \${c\n${GOOD}`.repeat(1000)],
  ['nested templates', 'a.js', `${'`${'.repeat(MANY)}\n${GOOD}`],
  ['a comment that is not closed', 'a.js', `/* a\n${GOOD}`.repeat(5000)],
  ['nested comments', 'a.rs', `${'/* '.repeat(MANY)}\nfn good() {\n}\n`],
  ['raw strings that are not closed', 'a.rs', `${'r#"a '.repeat(MANY)}\nfn good() {\n}\n`],
  ['raw strings of many words', 'a.cpp', Array.from({ length: 20_000 }, (_, at) => `R"a${at}(`).join(' ')],
  ['here-documents that do not end', 'a.sh', Array.from({ length: 20_000 }, (_, at) => `cat <<END${at}\n`).join('')],
  ['many here-documents on a line', 'a.sh', `cat ${'<<A '.repeat(20_000)}\n${'A\n'.repeat(20_000)}`],
  ['conditions that do not end', 'a.c', `${'#if A\n{\n'.repeat(20_000)}int good(void) {\n}\n`],
  ['conditions without a beginning', 'a.c', `${'#else\n#endif\n'.repeat(20_000)}int good(void) {\n}\n`],
  ['long strings that are not closed', 'a.py', `"""${'a\n'.repeat(MANY)}def good():\n    pass\n`],
  ['attributes without end', 'a.rs', `${'#[a '.repeat(20_000)}\nfn good() {\n}\n`],
  ['templates of templates', 'a.cpp', `${'template<'.repeat(20_000)} class A {\n};\n`],
  ['decorators without end', 'a.py', `${'@a\n'.repeat(MANY)}def good():\n    pass\n`],
  ['classes in classes', 'a.py', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}class A:\n`).join('')],
  ['interfaces that do not end', 'a.mm', `${'@interface A\n'.repeat(100_000)}void good(void) {\n}\n`],
  ['backslashes', 'a.js', `"${'\\'.repeat(500_001)}"\n${GOOD}`],
  ['quotes', 'a.pl', `my $a = ${'q{'.repeat(50_000)};\nsub good { 1 }\n`],
  ['slashes', 'a.js', `${'=/['.repeat(100_000)}\n${GOOD}`],
  ['headers without end', 'a.java', 'public static '.repeat(200_000)],
  ['carriage returns', 'a.js', GOOD.replaceAll('\n', '\r\n')],
  ['nothing', 'a.js', ''],
];

describe('hostile code', () => {
  it.each(HOSTILE)('%s', (_, name, text) => {
    const language = codeLanguageOf(name, text);
    if (!language) throw new Error(name);
    const sections = codeSections(text, language);
    expect(sections.length).toBeLessThanOrEqual(text.length / 4);
    const facts = { source: name, kind: 'code', title: null, license: null, language: null } as const;
    const chunks = chunk({ ...facts, text, sections, codeLanguage: language.name });
    const said = (of: string) => of.replaceAll(/\s/g, '');
    expect(said(chunks.map((each) => each.text).join(''))).toBe(said(text));
  });

  it.each(HOSTILE.filter(([, , text]) => /\bgood\b/.test(text)))('%s do not hide what follows', (what, name, text) => {
    const language = codeLanguageOf(name, text);
    if (!language) throw new Error(name);
    const found = codeSections(text, language).some(({ title }) => / good$/.test(title));
    expect(found).toBe(!HIDING.has(what));
  });
});

/** What does hide what follows, as it is not ended by then: brackets, and statements that end with a semicolon. */
const HIDING = new Set([
  ...['nested brackets', 'slashes', 'nested comments', 'raw strings that are not closed', 'attributes without end'],
]);
