import { describe, expect, it } from 'vitest';
import { epubOf } from '../../../test/office-files.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const text = async (...chapters: string[]) =>
  (await readDocument('a.epub', epubOf(Object.fromEntries(chapters.map((body, i) => [`${i}.xhtml`, body]))))).text;

describe('a book', () => {
  it('has its chapters in reading order, without cover and contents', async () => {
    const manifest =
      '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/><item id="css" href="a.css" media-type="text/css"/>';
    const nav = '<nav><ol><li><a href="b.xhtml">The Second</a></li></ol></nav>';
    const bytes = epubOf(
      {
        'cover.xhtml': '<html xmlns:epub="x"><body epub:type="cover"><p>A Cover</p></body></html>',
        'toc.xhtml':
          '<h1>Contents</h1><p><a href="a.xhtml">The First Chapter</a></p><p><a href="b.xhtml">The Second</a></p>',
        'a.xhtml': '<h1>First</h1><p>One &mdash; two.</p>',
        'b.xhtml': '<p>Three.</p>',
      },
      { manifest, extra: { 'OEBPS/nav.xhtml': `<html><body>${nav}</body></html>` } },
    );
    expect((await readDocument('a.epub', bytes)).text).toBe('# First\n\nOne — two.\n\n## The Second\n\nThree.');
  });

  it('is called, attributed and licensed as its package says', async () => {
    const metadata =
      '<dc:title>Bread</dc:title><dc:creator id="a">Ann Miller</dc:creator><dc:creator opf:role="edt">Ed Itor</dc:creator>' +
      '<dc:language>de-AT</dc:language><dc:rights>All for all</dc:rights><link rel="cc:license" href="https://creativecommons.org/licenses/by/4.0/"/>';
    const document = await readDocument(
      'a.epub',
      epubOf({ 'a.xhtml': '<h1>Bread</h1><h2>Rye</h2><p>Brot.</p>' }, { metadata }),
    );
    expect(document).toMatchObject({
      title: 'Bread (Ann Miller)',
      language: 'de',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      sections: [{ title: 'Bread (Ann Miller)' }, { title: 'Rye' }],
    });
    const { license } = await readDocument(
      'a.epub',
      epubOf({ 'a.xhtml': '<p>x</p>' }, { metadata: metadata.replace(/<link.*/, '') }),
    );
    expect(license).toBe('All for all');
  });

  it('keeps footnotes below the paragraph: of EPUB 3, and what links back and forth', async () => {
    expect(
      await text(
        '<p>Salt<a epub:type="noteref" href="#n">*</a> is old.</p><p>So is <a id="r1" href="#f1">[1]</a> oil.</p><p>Next.</p>' +
          '<aside epub:type="footnote" id="n"><p>Of the sea.</p></aside>' +
          '<div><p><a id="f1" href="#r1">[1]</a> Of olives.</p></div><p>See <a href="#end">2</a>.</p><p id="end">The end.</p>',
      ),
    ).toBe(
      'Salt[^1] is old.\n\n[^1]: Of the sea.\n\nSo is [^2] oil.\n\n[^2]: Of olives.\n\nNext.\n\nSee 2.\n\nThe end.',
    );
  });

  it('keeps verse in lines, and equations as LaTeX', async () => {
    const math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup><mspace/></math>';
    expect(await text(`<div><div>April is the cruellest</div><div>month, breeding</div></div><p>So ${math}.</p>`)).toBe(
      'April is the cruellest\nmonth, breeding\n\nSo $x^{2}$.',
    );
  });

  it('reads elements that XHTML closes in their own tag', async () => {
    expect(await text('<script src="x"/><h1><a id="x"/>One</h1><p>Two<br/>three<span/></p>')).toBe(
      '# One\n\nTwo\nthree',
    );
  });

  it('is without the words of Project Gutenberg', async () => {
    const { text, license } = await readDocument(
      'a.epub',
      epubOf({
        'a.xhtml':
          '<h2>The Project Gutenberg eBook of Bread</h2><p>This ebook is for the use of anyone.</p><div>*** START OF THE PROJECT GUTENBERG EBOOK BREAD ***</div>',
        'b.xhtml': '<h1>I.</h1><p>Flour.</p>',
        'c.xhtml': '<div>*** END OF THE PROJECT GUTENBERG EBOOK BREAD ***</div><p>Donate.</p>',
      }),
    );
    expect(text.trim()).toBe('# I.\n\nFlour.');
    expect(license).toContain('Public domain');
  });

  it('is known by its content, also where its type does not stand first', async () => {
    const bytes = epubOf({ 'a.xhtml': '<p>Bread</p>' });
    expect((await readDocument('a.zip', bytes)).text).toBe('Bread');
    expect((await readDocument('book', bytes)).text).toBe('Bread');
  });
});

describe('a book that cannot be read', () => {
  const encryption = (algorithm: string, uri: string) =>
    `<encryption><enc:EncryptedData xmlns:enc="x"><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
  const protectedBy = (algorithm: string, uri: string) =>
    epubOf({ 'a.xhtml': '<p>Bread</p>' }, { extra: { 'META-INF/encryption.xml': encryption(algorithm, uri) } });
  const aes = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';

  it.each([
    ['protected', protectedBy(aes, 'OEBPS/a.xhtml'), 'DRM'],
    ['of pictures only', epubOf({ 'a.xhtml': '<img src="a.png" alt="A page"/>' }), 'without text'],
    ['cut off', epubOf({ 'a.xhtml': '<p>Bread</p>' }).subarray(0, -100), 'cut off'],
    ['without a package', epubOf({}, { extra: { 'OEBPS/book.opf': '' } }), 'damaged'],
    [
      'with a package elsewhere',
      epubOf({}, { extra: { 'META-INF/container.xml': '<c><rootfile full-path="../../etc/passwd"/></c>' } }),
      'etc/passwd is missing',
    ],
  ])('is refused: %s', async (_, bytes, reason) => {
    await expect(readDocument('a.epub', bytes)).rejects.toThrow(reason);
  });

  it('is no book whose fonts alone are disguised', async () => {
    const bytes = protectedBy('http://www.idpf.org/2008/embedding', 'OEBPS/font.otf');
    expect((await readDocument('a.epub', bytes)).text).toBe('Bread');
  });

  it('loses the chapters that are missing, bombs, or too long, and no others', async () => {
    const bytes = epubOf(
      { 'a.xhtml': '<p>Bread</p>', 'b.xhtml': 'x', 'c.xhtml': `<p>${'ab cd '.repeat(800_000)}</p>` },
      { extra: { 'OEBPS/b.xhtml': '\0'.repeat(30_000_000) }, manifest: '<item id="c3" href="gone.xhtml"/>' },
    );
    const { documents, rejects } = await readDocuments('a.epub', bytes);
    expect(documents.map(({ text }) => text)).toEqual(['Bread']);
    expect(rejects.map(({ source }) => source)).toEqual(['a.epub#OEBPS/b.xhtml', 'a.epub#OEBPS/c.xhtml']);
  });

  it.each([
    ['elements', '<div>'.repeat(200_000)],
    ['links to notes', '<p id="n"><a id="r" href="#n">1</a></p>'.repeat(3_000)],
    ['cells', `<table>${'<tr>'.repeat(3000)}${'<td colspan="9999" rowspan="9999">x</td>'.repeat(3000)}</table>`],
  ])('is bounded: very many %s', async (_, body) => {
    const { documents, rejects } = await readDocuments(
      'a.epub',
      epubOf({ 'a.xhtml': '<p>Bread</p>', 'b.xhtml': body }),
    );
    expect(documents[0]?.text).toContain('Bread');
    expect(rejects.length).toBeLessThanOrEqual(1);
  });
});
