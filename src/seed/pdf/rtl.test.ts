import { describe, expect, it } from 'vitest';
import { makePdf, said } from '../../../test/make-pdf.ts';
import { readDocument } from '../../../test/read-document.ts';

/** A font whose codes stand for these letters, one glyph each; nothing of it is embedded. */
function fontOf(glyphs: readonly string[]): Record<number, string> {
  const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');
  const rows = glyphs.map((letters, i) => `<${hex(String.fromCharCode(i + 1))}> <${hex(letters)}>`);
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${rows.length} beginbfchar ${rows.join(' ')} endbfchar endcmap end end`;
  return {
    10: '<< /Type /Font /Subtype /Type0 /BaseFont /Away /Encoding /Identity-H /DescendantFonts [20 0 R] /ToUnicode 21 0 R >>',
    20: '<< /Type /Fontdescriptor /Subtype /CIDFontType2 /BaseFont /Away /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>',
    21: `<< /Length ${map.length} >>\nstream\n${map}\nendstream`,
  };
}

/** A line as a page shows it from left to right, glyph by glyph; what else stands on it is drawn by `more`. */
async function read(glyphs: readonly string[], more = ''): Promise<string> {
  const codes = glyphs.map((_, i) => (i + 1).toString(16).padStart(4, '0')).join('');
  const content = `BT /F10 12 Tf 1 0 0 1 200 700 Tm <${codes}> Tj ET\n${more}`;
  return (await readDocument('a.pdf', makePdf([{ content }], { objects: fontOf(glyphs) }))).text;
}

describe('right-to-left text', () => {
  it('is in the order in which it is read', async () => {
    expect(await read([...'םולש'])).toBe('שלום');
    expect(await read([...'ملاعلا'])).toBe('العالم');
  });

  it('keeps letters in order that one glyph stands for', async () => {
    expect(await read(['م', 'لا', 'س', 'لا', 'ا'])).toBe(
      'االسالم'.replace('االسالم', 'الاسلام'.replace('الاسلام', 'الاسلام')),
    );
  });

  it('has words of other scripts where they are read', async () => {
    expect(await read([...'םולש'], said(170, 700, 'PDF', { size: 12 }))).toBe('שלום PDF');
  });
});
