import { describe, expect, it } from 'vitest';
import { oleOf, pptxOf, shapeOf as shape, zipOf } from '../../../test/office-files.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const paragraph = (text: string, properties = '') => `<a:p><a:pPr ${properties}/><a:r><a:t>${text}</a:t></a:r></a:p>`;
const text = async (...slides: Parameters<typeof pptxOf>[0]) => (await readDocument('a.pptx', pptxOf(slides))).text;

describe('a presentation', () => {
  it('is read slide by slide in the order of the presentation, with what the speaker noted', async () => {
    const document = await readDocument(
      'a.pptx',
      pptxOf([
        { shapes: shape('ctrTitle', 'Bread', 'at home') + shape('subTitle', 'Six evenings') },
        {
          shapes:
            shape('sldNum', '2') +
            shape('', 'Flour', paragraph('Rye', 'lvl="1"'), 'Water') +
            shape('title', 'What you need') +
            shape('ftr', 'Mill & Co'.replace('&', '&amp;')),
          notes: shape('sldImg', 'x') + shape('body', 'Show the bag.', 'Then the scales.'),
        },
        { shapes: shape(null, 'No title here') },
      ]),
    );
    expect(document.text).toBe(
      "# Bread at home\n\nSix evenings\n\n# What you need\n\n- Flour\n  - Rye\n- Water\n\n## Speaker's notes\n\nShow the bag.\n\nThen the scales.\n\n# Slide 3\n\nNo title here",
    );
    expect(document.title).toBe('Bread at home');
    expect(document.sections.map(({ title, level }) => [level, title])).toEqual([
      [1, 'Bread at home'],
      [1, 'What you need'],
      [2, "Speaker's notes"],
      [1, 'Slide 3'],
    ]);
    expect(document.pages?.map(({ start, page }) => [page, document.text.slice(start, start + 8)])).toEqual([
      [1, '# Bread '],
      [2, '# What y'],
      [3, '# Slide '],
    ]);
  });

  it('keeps tables, numbered text, groups, line breaks and diagrams', async () => {
    const cell = (words: string, attributes = '') =>
      `<a:tc ${attributes}><a:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></a:txBody></a:tc>`;
    const table =
      '<p:graphicFrame><p:nvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl>' +
      `<a:tr>${cell('Grain', 'gridSpan="2"')}${cell('', 'hMerge="1"')}</a:tr><a:tr>${cell('Rye')}${cell('4 | 5')}</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
    const steps = shape(
      null,
      '<a:p><a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr><a:r><a:t>Mix</a:t></a:r><a:br/><a:r><a:t>well</a:t></a:r></a:p>',
      '<a:p><a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr><a:r><a:t>Bake</a:t></a:r></a:p>',
    );
    const diagram =
      '<dgm:pt><dgm:t><a:p><a:r><a:t>Grow</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt type="pres"/><dgm:pt><dgm:t><a:p><a:r><a:t>Mill</a:t></a:r></a:p></dgm:t></dgm:pt>';
    expect(await text({ shapes: `<p:grpSp>${shape('title', 'All')}${steps}</p:grpSp>${table}`, diagram })).toBe(
      '# All\n\n1. Mix\n   well\n2. Bake\n\n| Grain |  |\n| --- | --- |\n| Rye | 4 \\| 5 |\n\n- Grow\n- Mill',
    );
  });

  it('writes equations as LaTeX, from the newer of alternatives', async () => {
    const math =
      '<a14:m><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></a14:m>';
    const newer = shape('', `<a:p><a:r><a:t>So </a:t></a:r>${math}</a:p>`);
    const both = `<mc:AlternateContent><mc:Choice Requires="a14">${newer}</mc:Choice><mc:Fallback>${shape('', 'a picture')}</mc:Fallback></mc:AlternateContent>`;
    expect(await text({ shapes: shape('title', 'T') + both })).toBe('# T\n\nSo $x^{2}$');
  });

  it('leaves out hidden slides, and loses those that cannot be read, and no others', async () => {
    const bytes = pptxOf(
      [
        { shapes: shape('title', 'One') },
        { shapes: shape('title', 'Two'), attributes: 'show="0"' },
        { shapes: '' },
        { shapes: shape('title', 'Four') },
      ],
      { 'ppt/slides/slide2.xml': new Uint8Array(40_000_000) },
    );
    const { documents, rejects } = await readDocuments('a.txt', bytes);
    expect(documents.map((document) => document.text)).toEqual(['# One\n\n# Four']);
    expect(rejects.map(({ source, reason }) => [source, reason.replace(/ \(.*/, '')])).toEqual([
      ['a.txt#slide-2', 'a hidden slide'],
      ['a.txt#slide-3', 'a zip bomb'],
    ]);
  });
});

describe('a presentation that cannot be read', () => {
  it.each([
    ['without words', pptxOf([{ shapes: '' }]), 'without words'],
    ['encrypted', oleOf('EncryptedPackage'), 'encrypted'],
    ['cut off', pptxOf([{ shapes: '' }]).subarray(0, 300), 'cut off'],
    [
      'without its main part',
      zipOf({ '[Content_Types].xml': '', 'ppt/slides/slide1.xml': '<x/>' }),
      'presentation.xml is missing',
    ],
    ['nested too deeply', pptxOf([], { 'ppt/presentation.xml': '<a>'.repeat(9999) }), 'nested too deeply'],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(readDocument('a.pptx', bytes)).rejects.toThrow(reason);
  });
});
