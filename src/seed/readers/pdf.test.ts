import { describe, expect, it } from 'vitest';
import { lines, makePdf, said } from '../../../test/make-pdf.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const LEFT = [
  'Alice was beginning to get very tired of sit-',
  'ting by her sister on the bank, and of hav-',
  'ing nothing to do: once or twice she had',
  'peeped into the book her sister was reading,',
  'but it had no pictures or conversations in it,',
  'and what is the use of a book, thought Alice,',
];
const RIGHT = [
  'without pictures or conversation? So she was',
  'considering in her own mind, as well as she',
  'could, for the hot day made her feel very',
  'sleepy and stupid, whether the pleasure of',
  'making a daisy-chain would be worth the',
  'trouble of getting up and picking the daisies.',
];
const PROSE = [
  'There was nothing so very remarkable in that, nor did Alice think it so very much out',
  'of the way to hear the Rabbit say to itself that it would be late, but when the Rabbit',
  'actually took a watch out of its waistcoat-pocket, and looked at it, and then hurried',
  'on, Alice started to her feet, for it flashed across her mind that she had never seen it.',
];
const ROMAN = ['One', 'Two', 'Three', 'Four'];

const text = async (content: string, entries = '') =>
  (await readDocument('a.pdf', makePdf([{ content, entries }]))).text;

describe('a page of a PDF', () => {
  it('is read column by column below the heading that spans them', async () => {
    const content = [
      lines(320, 650, RIGHT),
      lines(60, 650, LEFT),
      said(150, 720, 'Down the Rabbit-Hole', { size: 18 }),
    ];
    expect(await text(content.join('\n'))).toBe(
      '# Down the Rabbit-Hole\n\nAlice was beginning to get very tired of sitting by her sister on the bank, and of having ' +
        'nothing to do: once or twice she had peeped into the book her sister was reading, but it had no pictures or ' +
        'conversations in it, and what is the use of a book, thought Alice, without pictures or conversation? So she was ' +
        'considering in her own mind, as well as she could, for the hot day made her feel very sleepy and stupid, whether ' +
        'the pleasure of making a daisy-chain would be worth the trouble of getting up and picking the daisies.',
    );
  });

  it('is read row by row where it is a table, and written as one', async () => {
    const rows = [
      ['Country', 'Population', 'Capital'],
      ['Austria', '8.9', 'Vienna'],
      ['Czech Republic', '10.7', 'Prague'],
      ['Finland', '5.5', 'Helsinki'],
    ];
    const cells = rows.flatMap((row, i) => row.map((cell, j) => said(80 + 140 * j, 600 - 14 * i, cell)));
    expect(await text([...cells, lines(80, 700, PROSE)].join('\n'))).toContain(
      '| Country | Population | Capital |\n| --- | --- | --- |\n| Austria | 8.9 | Vienna |\n' +
        '| Czech Republic | 10.7 | Prague |\n| Finland | 5.5 | Helsinki |',
    );
  });

  it('joins a cell of several lines and keeps the leading dots of a list out of its cells', async () => {
    const rows = [
      ['Kind of business', '1998', '1999', '2000'],
      ['Building material and garden'],
      ['equipment dealers . . . . . .', '124.9', '138.8', '145.1'],
      ['Food stores . . . . . . . . . .', '279.2', '281.9', '289.0'],
    ];
    const cells = rows.flatMap((row, i) => row.map((cell, j) => said(80 + (j && 100 + 60 * j), 600 - 12 * i, cell)));
    expect(await text(cells.join('\n'))).toBe(
      '| Kind of business | 1998 | 1999 | 2000 |\n| --- | --- | --- | --- |\n' +
        '| Building material and garden equipment dealers | 124.9 | 138.8 | 145.1 |\n| Food stores | 279.2 | 281.9 | 289.0 |',
    );
  });

  it('keeps contents pages as lines', async () => {
    const entries = ROMAN.map((title, i) =>
      said(80, 600 - 12 * i, `${title} is a chapter .................................. ${i + 3}`),
    );
    expect(await text(entries.join('\n'))).toBe(
      ROMAN.map((title, i) => `${title} is a chapter .... ${i + 3}`).join('\n'),
    );
  });

  it('parts paragraphs at gaps and at indents, and lists into items', async () => {
    const content = [
      lines(72, 700, PROSE),
      said(90, 652, 'In another moment down went Alice after it, never once considering how in the'),
      said(72, 640, 'world she was to get out again.'),
      lines(90, 600, ['\x95 a white rabbit', '\x95 a watch']),
    ];
    const paragraphs = (await text(content.join('\n'))).split('\n\n');
    expect(paragraphs.slice(1)).toEqual([
      'In another moment down went Alice after it, never once considering how in the world she was to get out again.',
      '- a white rabbit\n- a watch',
    ]);
  });

  it('tells headings by size, weight and outline, and how they nest', async () => {
    const content = [
      said(72, 700, 'A Treatise of Rabbits', { size: 20 }),
      said(72, 660, '1. Where they live', { size: 11, font: 'F2' }),
      lines(72, 640, PROSE),
      said(72, 570, '1.1 Holes', { size: 11, font: 'F2' }),
      lines(72, 550, PROSE),
      said(72, 490, 'Of watches'),
      lines(72, 470, PROSE),
    ];
    const outline = {
      10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
      11: '<< /Title (3 Of Watches) /Parent 10 0 R /Dest [13 0 R /Fit] >>',
    };
    const file = makePdf([{ content: content.join('\n') }], { objects: outline, catalogue: '/Outlines 10 0 R' });
    const document = await readDocument('a.pdf', file);
    const said1 = document.sections.map(({ start, level, title }) => [
      document.text.slice(start, start + 4 + level),
      level,
      title,
    ]);
    expect(said1).toEqual([
      ['# A T', 1, 'A Treatise of Rabbits'],
      ['## 1. ', 2, '1. Where they live'],
      ['### 1.1', 3, '1.1 Holes'],
      ['# Of ', 1, 'Of watches'],
    ]);
    expect(document.title).toBe('A Treatise of Rabbits');
  });

  it('marks footnotes, and no powers', async () => {
    const content = [
      said(72, 700, 'The Code was carved in stone'),
      said(203, 704, '12', { size: 6 }),
      said(212, 700, 'and stood on 10'),
      said(283, 704, '3', { size: 6 }),
      said(290, 700, 'squares of Babylon.'),
      said(72, 100, '12', { size: 5 }),
      said(80, 97, 'L. W. King, The Code of Hammurabi.', { size: 8 }),
    ];
    expect(await text(content.join('\n'))).toBe(
      'The Code was carved in stone[^12] and stood on 10^3 squares of Babylon.\n\n[^12]: L. W. King, The Code of Hammurabi.',
    );
  });

  it('keeps code as it stands, unless all of it is in such letters', async () => {
    const objects = { 10: '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>' };
    const code = [
      said(72, 640, 'def f(x):', { font: 'F10' }),
      said(96, 628, 'return x', { font: 'F10' }),
      said(72, 604, 'f(1)', { font: 'F10' }),
    ];
    const read = async (content: string[]) =>
      (await readDocument('a.pdf', makePdf([{ content: content.join('\n') }], { objects }))).text;
    expect(await read([lines(72, 700, PROSE), ...code])).toBe(
      `${PROSE.join(' ')}\n\n\`\`\`\ndef f(x):\n    return x\n\nf(1)\n\`\`\``,
    );
    expect(await read(code)).not.toContain('```');
  });

  it('takes what is set twice for boldness once, and leaves watermarks out', async () => {
    const twice = said(72, 700, 'Printed twice.') + said(72.3, 700, 'Printed twice.');
    expect(await text(`${twice}\nBT /F1 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET`)).toBe('Printed twice.');
  });

  it('is turned so that most of its text runs level; what is turned otherwise comes last', async () => {
    const aside = 'BT /F1 8 Tf 0 1 -1 0 20 100 Tm (printed in Vienna) Tj ET';
    const turned = `q 0 1 -1 0 612 0 cm ${lines(72, 500, PROSE)} Q`;
    expect(await text(`${aside}\n${lines(72, 700, PROSE)}`)).toBe(`${PROSE.join(' ')}\n\nprinted in Vienna`);
    expect(await text(turned)).toBe(PROSE.join(' '));
    expect(await text(turned, '/Rotate 90')).toBe(PROSE.join(' '));
  });
});

describe('the pages of a PDF', () => {
  const pages = ROMAN.map((name, i) => ({
    content: [
      said(72, 760, i % 2 ? 'The Book of Alice' : `Chapter ${i + 1}`, { size: 8 }),
      said(72, 700, `Chapter ${name}`, { size: 14 }),
      lines(72, 670, [...PROSE, `Thus ends the part called ${name}, which is not`]),
      lines(72, 610, ['the last of them.']),
      said(300, 30, `- ${i + 7} -`, { size: 8 }),
    ].join('\n'),
  }));

  it('lose headers, footers and page numbers that come again, and keep where they begin', async () => {
    const many = [
      ...pages,
      ...pages.map(({ content }, i) => ({ content: content.replace(`- ${i + 7} -`, `- ${i + 11} -`) })),
    ];
    const document = await readDocument('a.pdf', makePdf(many));
    expect(document.text).not.toMatch(/Book of Alice|Chapter \d|- \d+ -/);
    expect(document.pages?.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [i, { start }] of (document.pages ?? []).entries()) {
      expect(document.text.slice(start)).toMatch(new RegExp(`^# Chapter ${ROMAN[i % 4]}`));
    }
  });

  it('lose headers of chapters of one page that give the page number, and keep headings that are numbered', async () => {
    const pages = ROMAN.map((name, i) => {
      const head = said(72, 760, `Part of Alice called ${name} ${i + 21}`, { size: 8 });
      return {
        content: [head, said(72, 730, `${i + 1} Chapter ${name}`, { size: 14 }), lines(72, 700, PROSE)].join('\n'),
      };
    });
    const { text: whole, sections } = await readDocument('a.pdf', makePdf(pages));
    expect(whole).not.toContain('Part of Alice');
    expect(sections.map(({ title }) => title)).toEqual(ROMAN.map((name, i) => `${i + 1} Chapter ${name}`));
  });

  it('keep what comes again but is no header: lines of the text, numbers that do not count', async () => {
    const scores = [12, 40, 3, 77].map((score) => ({
      content: [lines(72, 700, PROSE), said(300, 300, `${score}`)].join('\n'),
    }));
    const { text: whole } = await readDocument('a.pdf', makePdf(scores));
    expect(whole.match(/There was nothing/g)).toHaveLength(4);
    expect(whole).toContain('77');
  });

  it('are joined where a paragraph goes on, with the footnotes of the first page before it', async () => {
    const first = [
      lines(72, 700, PROSE.slice(0, 3)),
      said(72, 103, '1', { size: 5 }),
      said(78, 100, 'A note.', { size: 7 }),
    ];
    const document = await readDocument(
      'a.pdf',
      makePdf([{ content: first.join('\n') }, { content: lines(72, 700, PROSE.slice(3)) }]),
    );
    expect(document.text).toBe(`[^1]: A note.\n\n${PROSE.join(' ')}`);
    expect(document.text.slice(document.pages?.[1]?.start)).toMatch(/^on, Alice started/);
  });

  it('without text are told, and a document of nothing else is refused', async () => {
    const empty = { content: '0 0 m 100 100 l S' };
    const { documents, rejects } = await readDocuments(
      'a.pdf',
      makePdf([{ content: lines(72, 700, PROSE) }, empty, empty]),
    );
    expect(documents[0]?.pages).toEqual([{ start: 0, page: 1 }]);
    expect(rejects).toEqual([{ source: 'a.pdf', reason: 'pages without text (a scan?): 2-3' }]);
    await expect(readDocument('a.pdf', makePdf([empty, empty]))).rejects.toThrow('pages without text (a scan?)');
  });
});
