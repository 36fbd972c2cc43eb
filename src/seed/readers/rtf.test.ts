import { describe, expect, it } from 'vitest';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

/** An RTF file, its characters the bytes of Latin-1. */
const rtf = (body: string, head = '\\ansi\\ansicpg1252\\deff0') => Buffer.from(`{\\rtf1${head}\n${body}}`, 'latin1');
const text = async (body: string, head?: string) => (await readDocument('a.rtf', rtf(body, head))).text;

describe('an RTF file', () => {
  it('keeps headings by their outline level or style, emphasis, and breaks', async () => {
    const body =
      '{\\stylesheet{\\s1\\outlinelevel0 heading 1;}{\\s2\\sbasedon1\\outlinelevel1 heading 2;}{\\*\\cs3 Strong;}}{\\info{\\title A stated title}{\\author Somebody}}' +
      '\\pard\\s1 Bread\\par\\pard\\s2 Dough\\par\\pard\\plain {\\b Strong } flour,\\line {\\i not} weak \\emdash  \\ldblquote rye\\rdblquote .\\par\\pard\\outlinelevel2 Salt\\par';
    const document = await readDocument('a.rtf', rtf(body));
    expect(document.text).toBe('# Bread\n\n## Dough\n\n**Strong** flour,\n_not_ weak — “rye”.\n\n### Salt');
    expect(document).toMatchObject({ title: 'A stated title', sections: [{ level: 1 }, { level: 2 }, { level: 3 }] });
  });

  it.each([
    ['the code page of the file', "Gr\\'fc\\'dfe", '\\ansi\\ansicpg1252', 'Grüße'],
    ['another code page', "\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2", '\\ansi\\ansicpg1251', 'Привет'],
    ['two bytes a character', "\\'93\\'fa\\'96\\'7b", '\\ansi\\ansicpg932', '日本'],
    [
      'the character set of a font',
      "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset161 Arial Greek;}}{\\f1 \\'c1\\'e2} \\'e9",
      undefined,
      'Αβ é',
    ],
    [
      'the font Symbol',
      "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f2\\fcharset2 Symbol;}}{\\f2 a\\'b3} b",
      undefined,
      'α≥ b',
    ],
    ['bytes that stand as they are', 'caf\xe9', undefined, 'café'],
    ['Unicode with one character in its stead', "\\u8364 ?5 \\u-4033\\'3f", undefined, '€5 ?'],
    ['Unicode with none or several', "{\\uc0\\u233 t\\u233}{\\uc2\\u960 ?? \\'3d}", undefined, 'étéπ ='],
    ['Unicode above the first plane', '\\uc1\\u-10179 ?\\u-9194 ?', undefined, '🐖'],
    ['signs of its own', 'a\\~b\\_c\\{d\\}\\\\', undefined, 'a\u00a0b‑c{d}\\'],
  ])('decodes %s', async (_, body, head, expected) => {
    expect((await text(body, head)).replaceAll(/\s/g, ' ')).toBe(expected.replaceAll(/\s/g, ' '));
  });

  it('keeps lists with the marks that are printed', async () => {
    const item = (mark: string, words: string, level = 0) =>
      `\\pard\\plain {\\listtext\\pard\\plain\\f0 ${mark}\\tab}\\ls1\\ilvl${level} ${words}\\par`;
    const body = `${item('3.', 'Mix')}${item('a)', 'well', 1)}${item('4.', 'Bake')}\\pard An hour.\\par${item("\\'95", 'x')}${item("\\'95", 'y')}`;
    expect(await text(body)).toBe('3. Mix\n   1. well\n4. Bake\n\nAn hour.\n\n- x\n- y');
    expect(
      await text('{\\pntext\\f0 1.\\tab}\\pard{\\*\\pn\\pnlvlbody{\\pntxta .}}One\\par{\\pntext 2.\\tab}Two\\par'),
    ).toBe('1. One\n2. Two');
  });

  it('makes Markdown of tables, and takes those apart that only lay out', async () => {
    const row = (...cells: string[]) =>
      `\\trowd\\cellx100\\cellx200\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row\n`;
    expect(
      await text(
        `Before\\par${row('Grain', 'a | b')}${row('Rye\\par dark', '4')}\\pard After\\par${row('alone', 'beside')}\\pard x`,
      ),
    ).toBe('Before\n\n| Grain | a \\| b |\n| --- | --- |\n| Rye dark | 4 |\n\nAfter\n\nalone\n\nbeside\n\nx');
  });

  it('puts notes and text boxes below the paragraph', async () => {
    const box = '{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn posh}{\\sv 2}}{\\shptxt boxed\\par}}{\\shprslt boxed\\par}}';
    expect(
      await text(`Salt{\\super\\chftn}{\\footnote\\pard\\plain {\\super\\chftn} Of the\\par sea.}${box}.\\par Next`),
    ).toBe('Salt[^1].\n\n[^1]: Of the sea.\n\nboxed\n\nNext');
  });

  it('writes equations as LaTeX', async () => {
    const math =
      '{\\mmath{\\*\\moMath{\\mf{\\mfPr{\\mctrlPr\\f0}}{\\mnum{\\mr\\mscr0\\msty2 a}}{\\mden{\\mr\\msty2 b}}}{\\md{\\mdPr{\\mbegChr [}{\\mendChr ]}}{\\me{\\mr\\mnor if x}}}}{\\mmathPict{\\pict 00ff}}}';
    expect(await text(`So ${math}.`)).toBe('So $\\frac{a}{b} [\\text{if x}]$.');
  });

  it('leaves out what is not read, and tells what was deleted and commented', async () => {
    const body =
      '{\\header Head}{\\*\\generator Word;}{\\colortbl;\\red0;}{\\pict\\wmetafile8 0102ff}{\\*\\unknown words}{\\v hidden}{\\deleted gone}{\\xe index}' +
      '{\\field{\\*\\fldinst HYPERLINK "http://a.b"}{\\fldrslt a link}}{\\*\\atnid A}{\\*\\annotation Really?}{\\object{\\*\\objdata 00}{\\result{ seen}}}' +
      '{\\upr{ twice}{\\*\\ud{ once}}}\\bin5 }}}}} kept';
    const { documents, rejects } = await readDocuments('a.rtf', rtf(body));
    expect(documents[0]?.text).toBe('a link seen once kept');
    expect(rejects).toEqual([
      { source: 'a.rtf#comments', reason: 'a comment of a reviewer' },
      { source: 'a.rtf#deleted', reason: 'text deleted under tracked changes' },
    ]);
  });

  it('is known by its content, also where it calls itself a Word document', async () => {
    expect((await readDocument('a.doc', rtf('Bread'))).text).toBe('Bread');
    expect((await readDocument('a.txt', rtf('Bread'))).text).toBe('Bread');
  });
});

describe('a damaged RTF file', () => {
  it.each([
    ['nested too deeply', rtf('{'.repeat(10_000)), 'nested too deeply'],
    ['without words', rtf('{\\pict 0102}'), 'no words'],
    ['by its name only', Buffer.from([0, 1, 2, 3, 255]), 'not that of a ".rtf"'],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(readDocument('a.rtf', bytes)).rejects.toThrow(reason);
  });

  it.each([
    ['cut off', rtf('One {\\b two {\\i three').subarray(0, -3)],
    ['that closes too much', rtf('One } two }}} {three')],
    ['that is cut off in a control word', Buffer.from('{\\rtf1 One two\\')],
    ['whose binary data are longer than it is', rtf('One two \\bin999999999 three')],
    ['whose numbers are beyond all bounds', rtf('\\uc2147483647 One two\\u99999999999 three\\s-5\\ilvl999')],
  ])('is read as far as it goes: %s', async (_, bytes) => {
    expect((await readDocument('a.rtf', bytes)).text).toContain('One');
  });

  it('reads a paragraph of two megabytes', async () => {
    const long = 'word '.repeat(400_000).trim();
    expect(await text(long)).toBe(long);
  });
});
