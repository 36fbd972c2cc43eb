import { describe, expect, it } from 'vitest';
import { chunk } from './chunk.ts';
import { cutText } from './cut-text.ts';
import { markdownHeadings } from './headings.ts';
import type { Document } from './reader.ts';

const facts: Omit<Document, 'text'> = {
  ...{ source: 'a', kind: 'text', title: null, license: null, language: 'en', sections: [] },
};

/** The parts that a paragraph is cut into. */
function parts(text: string, limit = 60): string[] {
  return cutText({ ...facts, text }, 0, text.length, limit).map((span) => text.slice(...span));
}

const firsts = (texts: readonly string[]) => texts.map((text) => text.split('\n')[0]);

describe('a paragraph that is too long', () => {
  it('is cut between sentences', () => {
    const sentence = 'The clock in the tower was built by two sisters, e.g. by Ms. Ada Fry.';
    expect(new Set(parts(Array(30).fill(sentence).join(' ')))).toEqual(new Set([sentence]));
  });

  it('of verse is cut where a sentence ends with its line', () => {
    const stanza =
      'The bells are still. The tower sleeps;\nand down the hill the river creeps\nin silver. No one hears.\n';
    const found = parts(stanza.repeat(12).trim());
    expect(new Set(found)).toEqual(new Set([stanza.trim()]));
  });

  it('of a list is cut between its items, and in one that is too long between sentences', () => {
    const item = (name: string, count: number) => `- ${name} goes. ${'It goes on and on here. '.repeat(count).trim()}`;
    const found = parts(['They are:', item('A', 3), '  - inner. Two.', item('B', 3), item('C', 20)].join('\n'));
    expect(found.slice(0, 3)).toEqual(['They are:', `${item('A', 3)}\n  - inner. Two.`, item('B', 3)]);
    expect(found[3]).toBe('- C goes.');
    expect(new Set(found.slice(4))).toEqual(new Set(['It goes on and on here.']));
  });

  it('is cut in no equation and no environment', () => {
    const equation = '$$\nx = 1. Y = 2. Z = 3.\n$$';
    const matrix = '\\begin{matrix} 1. A & 2. B \\\\ 3. C & 4. D \\end{matrix}';
    const found = parts(
      `${'We have this. '.repeat(10)}So:\n${equation}\nAnd it holds. ${'It does. '.repeat(20)}Then ${matrix} ends it. Done.`,
    );
    expect(found.filter((text) => text.includes('Y = 2'))).toEqual([`So:\n${equation}\nAnd it holds.`]);
    expect(found.filter((text) => text.includes('2. B'))).toEqual([`Then ${matrix} ends it.`]);
  });

  it('of rows is cut between them', () => {
    const row = '| a cell. With two sentences. | another |';
    expect(parts(Array(50).fill(row).join('\n')).flatMap((text) => text.split('\n'))).toEqual(Array(50).fill(row));
  });

  it('of fenced code is cut where the fewest blocks are open', () => {
    const block = (name: string) => `if ${name}:\n    do_this(1)\n\n    do_that(2)\n`;
    const code = `\`\`\`python\n${['one', 'two', 'three', 'four', 'five', 'six'].map(block).join('')}\`\`\``;
    expect(
      firsts(parts(code, 50))
        .slice(1)
        .every((line) => line?.startsWith('if ')),
    ).toBe(true);
  });

  it('without any sign is cut between clauses, else between words', () => {
    const clauses = '走在山路上，看见一座很老的钟楼，'.repeat(20);
    expect(new Set(parts(clauses).map((text) => text.at(-1)))).toEqual(new Set(['，']));
    const words = 'words that go on and on '.repeat(40).trim();
    expect(parts(words).join(' ')).toBe(words);
  });
});

describe('a chunk', () => {
  const sizes = { target: 100, least: 30, most: 200 };
  const words = (count: number) => `${'word '.repeat(count).trim()}.`;
  const document = (text: string): Document => ({ ...facts, text });
  const begins = (text: string) => chunk(document(text), sizes).map((each) => each.text.slice(0, 12).trim());

  it('does not begin with the end of a sentence that a page or an equation tore', () => {
    const torn = `${words(70)}\n\nThis is where the paragraph was\n\ntorn by a page. ${words(50)}\n\nNext. ${words(50)}`;
    expect(begins(torn)).toEqual(['word word wo', 'This is wher', 'Next. word w']);
    const equation = `${words(60)}\n\nFor all of them\n\n$$\nx\n$$\n\nand so on. ${words(60)}`;
    expect(begins(equation).filter((text) => text.startsWith('and so'))).toEqual([]);
  });

  it('does not begin with the stars that part it from the one before', () => {
    expect(begins(`${words(75)}\n\n* * *\n\n   * * *\n\n${words(75)}`)).toEqual(['word word wo', 'word word wo']);
  });

  it('keeps a section whole that fits, and the rest of one that does not to itself', () => {
    const text = `# A\n\n${words(70)}\n\n${words(70)}\n\n${words(40)}\n\n# B\n\n${words(40)}\n\n## C\n\n${words(20)}\n\n# D\n\n${words(80)}`;
    const sections = ['# A', '# B', '## C', '# D'].map((title) => ({
      start: text.indexOf(title),
      level: title.length - 2,
      title,
    }));
    const found = chunk({ ...facts, text, sections }, sizes);
    expect(found.map((each) => /^#+ ./.exec(each.text)?.[0] ?? 'rest')).toEqual(['# A', 'rest', 'rest', '# B', '# D']);
  });

  it('does not end with a caption, or with what leads to a list', () => {
    const table = `| A | B |\n| --- | --- |\n${'| cell | cell |\n'.repeat(20)}`;
    expect(begins(`${words(75)}\n\nTable 3. What it holds\n\n${table}`)).toEqual(['word word wo', 'Table 3. Wha']);
    expect(begins(`${words(75)}\n\nIt takes:\n\n- ${words(60)}`)).toEqual(['word word wo', 'It takes:\n\n-']);
    expect(begins(`${words(75)}\n\nLike this\n\`\`\`\n${'code()\n'.repeat(50)}\`\`\``)).toEqual([
      'word word wo',
      'Like this\n``',
    ]);
  });
});

describe('contents and references', () => {
  const sizes = { target: 200, least: 30, most: 400 };
  const words = (count: number) => `Word ${'word '.repeat(count).trim()}.`;
  const begins = (text: string) =>
    chunk({ ...facts, text, sections: markdownHeadings(text) }, sizes).map((each) => each.text.slice(0, 10).trim());

  it('are no part of what stands around them', () => {
    const entries = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map(
      (name, at) => `${name} thing to read .......... ${at}`,
    );
    const listed = entries.join('\n\n');
    expect(begins(`${words(40)}\n\n${listed}\n\n${words(40)}`)).toEqual(['Word word', 'One thing', 'Word word']);
    const index = `## Index\n\n| I. | ${words(30)} | 7 |\n\n## I\n\n${words(40)}`;
    expect(begins(`# A\n\n${words(40)}\n\n${index}\n\n## References\n\n${words(40)}`)).toEqual([
      ...['# A\n\nWord', '## Index\n\n', '## I\n\nWord', '## Referen'].map((each) => each.trim()),
    ]);
  });
});
