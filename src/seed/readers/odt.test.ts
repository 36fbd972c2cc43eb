import { describe, expect, it } from 'vitest';
import { odtOf } from '../../../test/office-files.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const text = async (body: string, parts: Parameters<typeof odtOf>[1] = {}) =>
  (await readDocument('a.odt', odtOf(body, parts))).text;
const p = (content: string, style = '') => `<text:p text:style-name="${style}">${content}</text:p>`;
const MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>';

describe('an OpenDocument text', () => {
  it('keeps headings, emphasis, spaces, breaks and links', async () => {
    const styles =
      '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>' +
      '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>';
    const body =
      p('Bread', 'P1') +
      '<text:h text:outline-level="2">Dough</text:h>' +
      p(
        '<text:span text:style-name="B">Strong </text:span>flour,<text:s text:c="2"/>water<text:line-break/>and <text:a>salt</text:a>.',
      );
    const document = await readDocument('a.odt', odtOf(body, { styles }));
    expect(document.text).toBe('# Bread\n\n## Dough\n\n**Strong** flour, water\nand salt.');
    expect(document).toMatchObject({ title: 'Bread', sections: [{ level: 1 }, { level: 2 }] });
  });

  it('keeps lists with their numbers and tables', async () => {
    const styles =
      '<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/><text:list-level-style-bullet text:level="2"/></text:list-style>';
    const list = `<text:list text:style-name="N"><text:list-item>${p('Mix')}<text:list><text:list-item>${p('well')}</text:list-item></text:list></text:list-item><text:list-item>${p('Bake')}</text:list-item></text:list>`;
    const cell = (words: string, attributes = '') => `<table:table-cell ${attributes}>${p(words)}</table:table-cell>`;
    const table =
      `<table:table><table:table-header-rows><table:table-row>${cell('Grain', 'table:number-columns-spanned="2"')}<table:covered-table-cell/></table:table-row></table:table-header-rows>` +
      `<table:table-row>${cell('Rye')}${cell('4 | 5')}<table:table-cell table:number-columns-repeated="1000"/></table:table-row></table:table>`;
    expect(await text(list + table, { styles })).toBe(
      '3. Mix\n   - well\n4. Bake\n\n| Grain |  |\n| --- | --- |\n| Rye | 4 \\| 5 |',
    );
  });

  it('puts notes and text boxes below the paragraph, and writes equations as LaTeX', async () => {
    const note = `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('Of the sea.')}</text:note-body></text:note>`;
    const frame = (inner: string) => `<draw:frame>${inner}</draw:frame>`;
    const object = frame('<draw:object xlink:href="./Object 1"/><draw:image xlink:href="x"/>');
    const body =
      p(`Salt${note} and ${object}.`) +
      p(object) +
      p(`Box${frame(`<draw:text-box>${p('boxed')}</draw:text-box>`)}`) +
      p(frame(`<draw:object>${MATH}</draw:object>`));
    expect(await text(body, { more: { 'Object 1/content.xml': MATH } })).toBe(
      'Salt[^1] and $x^{2}$.\n\n[^1]: Of the sea.\n\n$$x^{2}$$\n\nBox\n\nboxed\n\n$$x^{2}$$',
    );
  });

  it('leaves out what is hidden, and tells what was deleted and commented', async () => {
    const styles =
      '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>';
    const body =
      `<text:tracked-changes><text:changed-region><text:deletion>${p('gone')}</text:deletion></text:changed-region></text:tracked-changes>` +
      p(
        'kept<text:span text:style-name="H">hidden</text:span><office:annotation><text:p>Really?</text:p></office:annotation>',
      ) +
      `<text:section text:display="none">${p('hidden')}</text:section>`;
    const { documents, rejects } = await readDocuments('a.odt', odtOf(body, { styles }));
    expect(documents[0]?.text).toBe('kept');
    expect(rejects).toEqual([
      { source: 'a.odt#comments', reason: 'a comment of a reviewer' },
      { source: 'a.odt#deleted', reason: 'text deleted under tracked changes' },
    ]);
  });

  it('has title and language from its properties, and is known by its content', async () => {
    const meta =
      '<office:document-meta xmlns:office="o" xmlns:dc="d"><office:meta><dc:title>Bread</dc:title><dc:language>fr-FR</dc:language></office:meta></office:document-meta>';
    expect(await readDocument('a.zip', odtOf(p('Pain'), { more: { 'meta.xml': meta } }))).toMatchObject({
      title: 'Bread',
      language: 'fr',
      text: 'Pain',
    });
  });
});

describe('what is no OpenDocument text', () => {
  const manifest =
    '<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
  it.each([
    ['encrypted', odtOf('', { more: { 'META-INF/manifest.xml': manifest } }), 'encrypted'],
    ['cut off', odtOf(p('x')).subarray(0, 200), 'cut off'],
    ['a bomb', odtOf('', { more: { 'content.xml': new Uint8Array(40_000_000) } }), 'zip bomb'],
    ['nested too deeply', odtOf('<text:section>'.repeat(3000)), 'nested too deeply'],
    [
      'of too many elements',
      odtOf('<text:p/>'.repeat(400_000) + '<text:s/>'.repeat(200_000)),
      /too many elements|zip bomb/,
    ],
    ['a spreadsheet', odtOf('', { more: { 'content.xml': '<o><body><spreadsheet/></body></o>' } }), 'no text'],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(readDocument('a.odt', bytes)).rejects.toThrow(reason);
  });

  it('does not expand entities that it declares itself', async () => {
    const bomb = `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d><body><text><p>x&b;</p></text></body></d>`;
    expect(await text('', { more: { 'content.xml': bomb } })).toBe('x&b;');
  });
});
