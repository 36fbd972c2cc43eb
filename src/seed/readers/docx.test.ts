import { describe, expect, it } from 'vitest';
import { docxOf, oleOf, wordParagraph as p, zipOf } from '../../../test/office-files.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const text = async (body: string, more: Parameters<typeof docxOf>[0] = {}) =>
  (await readDocument('a.docx', docxOf({ body, ...more }))).text;
const run = (words: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r>`;

describe('a Word document', () => {
  it('keeps headings, emphasis, links and breaks', async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Base"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>';
    const body =
      p('Bread', '<w:pStyle w:val="T"/>') +
      p('Dough', '<w:pStyle w:val="berschrift1"/>') +
      p('Flour', '<w:pStyle w:val="Own"/>') +
      p(`${run('Strong', '<w:b/>')}${run(' and ')}<w:hyperlink r:id="x">${run('weak', '<w:i/>')}</w:hyperlink>`) +
      p(`<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t></w:r><w:fldSimple w:instr=" SEQ ">${run('3')}</w:fldSimple>`);
    const document = await readDocument('a.docx', docxOf({ body, styles }));
    expect(document.text).toBe('# Bread\n\n# Dough\n\n## Flour\n\n**Strong** and _weak_\n\none\ntwo3');
    expect(document).toMatchObject({
      kind: 'text',
      title: 'Bread',
      sections: [{ level: 1 }, { level: 1 }, { level: 2 }],
    });
  });

  it('counts numbered lists on after what stands between', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/></w:lvl>' +
      '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>' +
      '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>' +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>';
    const item = (words: string, id = 1, level = 0) =>
      p(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`);
    const body =
      item('Knead') + item('Long', 1, 1) + item('Wait') + p('An hour.') + item('Bake') + item('a', 2) + item('b', 2);
    expect(await text(body, { numbering })).toBe('4. Knead\n    1. Long\n5. Wait\n\nAn hour.\n\n6. Bake\n\n- a\n- b');
  });

  it('makes Markdown of tables: merged cells, lists in cells; and takes those apart that only lay out', async () => {
    const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
    const table =
      row(cell(p('Grain'), '<w:gridSpan w:val="2"/>'), cell(p('Loaf | g'))) +
      row(cell(p('Rye'), '<w:vMerge w:val="restart"/>'), cell(p('dark') + p('fine')), cell(p('500'))) +
      row(cell(p(''), '<w:vMerge/>'), cell(p('light')), cell(p('450')));
    const layout = row(cell(p('Left of the page')), cell(p('Right of it')));
    expect(await text(`<w:tbl>${table}</w:tbl>${p('x')}<w:tbl>${layout}</w:tbl>`)).toBe(
      '| Grain |  | Loaf \\| g |\n| --- | --- | --- |\n| Rye | dark fine | 500 |\n|  | light | 450 |\n\nx\n\nLeft of the page\n\nRight of it',
    );
  });

  it('puts notes below the block that refers to them', async () => {
    const note = (words: string) => p(`<w:r><w:footnoteRef/></w:r>${run(words)}`);
    const reference = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    const body =
      p(`${run('Salt')}${reference('footnote', 2)}${run(' and oil')}${reference('endnote', 2)}${run('.')}`) +
      p('Next.');
    const parts = {
      footnotes: `<w:footnote w:id="2">${note('From the sea.')}${p('Or not.')}</w:footnote>`,
      endnotes: `<w:endnote w:id="2">${note('Of olives.')}</w:endnote>`,
    };
    expect(await text(body, parts)).toBe(
      'Salt[^1] and oil[^2].\n\n[^1]: From the sea. Or not.\n\n[^2]: Of olives.\n\nNext.',
    );
  });

  it('writes equations as LaTeX, in a line and on one of their own', async () => {
    const math =
      '<m:oMath><m:f><m:num><m:r><m:t>a&lt;1</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>';
    const body = p(`${run('Let ')}${math}${run(' hold.')}`) + p(`<m:oMathPara>${math}</m:oMathPara>`);
    expect(await text(body)).toBe('Let $\\frac{a < 1}{b}$ hold.\n\n$$\\frac{a < 1}{b}$$');
  });

  it('leaves out what is hidden, and tells what was deleted and commented', async () => {
    const styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>';
    const body =
      p(
        `${run('kept')}${run('hidden', '<w:vanish/>')}${run('hidden', '<w:rStyle w:val="H"/>')}${run(' shown', '<w:vanish w:val="0"/>')}` +
          `<w:del>${run('gone')}</w:del><w:ins>${run(' added')}</w:ins><w:r><w:commentReference w:id="1"/></w:r>`,
      ) + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${p('Click here')}</w:sdtContent></w:sdt>`;
    const comments = `<w:comment w:id="1">${p('Really?')}</w:comment>`;
    const { documents, rejects } = await readDocuments('a.docx', docxOf({ body, styles, comments }));
    expect(documents[0]?.text).toBe('kept shown added');
    expect(rejects).toEqual([
      { source: 'a.docx#comments', reason: 'a comment of a reviewer' },
      { source: 'a.docx#deleted', reason: 'text deleted under tracked changes' },
    ]);
  });

  it('reads text boxes once, and no pictures', async () => {
    const box = `<w:txbxContent>${p('boxed')}</w:txbxContent>`;
    const both = `<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx xmlns:wps="w">${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent>`;
    const picture = '<w:drawing><wp:inline xmlns:wp="x"><wp:docPr descr="A picture"/></wp:inline></w:drawing>';
    expect(await text(p(`<w:r><w:t>around</w:t>${both}${picture}</w:r>`))).toBe('around\n\nboxed');
  });

  it('is called as its properties say where nothing in it is a title', async () => {
    const titled = async (core: string) =>
      (await readDocument('b/my_notes.docx', docxOf({ body: p('x'), core }))).title;
    expect(await titled('Rye and wheat')).toBe('Rye and wheat');
    expect(await titled('Document1')).toBe('my notes');
  });

  it.each(['a.zip', 'a.txt', 'a'])('is known by its content when it is called %s', async (name) => {
    expect((await readDocument(name, docxOf({ body: p('Bread') }))).text).toBe('Bread');
  });
});

describe('what is no Word document', () => {
  const whole = docxOf({ body: p('Bread and butter. '.repeat(500)) });
  const deep = (tag: string, times: number) => `<w:${tag}>`.repeat(times) + p('x') + `</w:${tag}>`.repeat(times);

  it.each([
    ['cut off', whole.subarray(0, whole.length / 2), 'cut off'],
    ['encrypted', oleOf('EncryptedPackage'), 'encrypted'],
    ['of before 2007', oleOf('WordDocument'), 'before 2007'],
    [
      'without its main part',
      zipOf({ '[Content_Types].xml': '<Types/>', 'word/styles.xml': '<w/>' }),
      'document.xml is missing',
    ],
    ['no XML', docxOf({}, { 'word/document.xml': 'Bread' }), 'damaged'],
    ['a bomb', docxOf({}, { 'word/document.xml': new Uint8Array(40_000_000) }), 'zip bomb'],
    [
      'a bomb in its styles',
      docxOf({ styles: '<x/>', body: p('x') }, { 'word/styles.xml': new Uint8Array(40_000_000) }),
      'zip bomb',
    ],
    ['nested too deeply', docxOf({ body: deep('sdtContent', 400) }), 'nested too deeply'],
    ['of too many elements', docxOf({ body: '<w:p/>'.repeat(600_000) }), 'too many elements'],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(readDocument('a.docx', bytes)).rejects.toThrow(reason);
  });

  it('does not expand entities that it declares itself', async () => {
    const bomb =
      '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>' +
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p('x&c;')}</w:body></w:document>`;
    expect((await readDocument('a.docx', docxOf({}, { 'word/document.xml': bomb }))).text).toBe('x&c;');
  });

  it('reads a paragraph of two megabytes, and does not follow paths out of the archive', async () => {
    const long = 'word '.repeat(400_000);
    expect((await readDocument('a.docx', docxOf({ body: p(long) }, { '../../escaped.xml': 'x' }))).text).toBe(
      long.trim(),
    );
  });
});
