import { describe, expect, it } from 'vitest';
import { lines, makePdf, said } from '../../../test/make-pdf.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const PROSE = [
  'There was nothing so very remarkable in that, nor did Alice think it so very much out',
  'of the way to hear the Rabbit say to itself that it would be late, but when the Rabbit',
  'actually took a watch out of its waistcoat-pocket, and looked at it, and then hurried',
  'on, Alice started to her feet, for it flashed across her mind that she had never seen it.',
];

describe('what is written into a PDF', () => {
  const annotations = (...each: string[]) =>
    `/Annots [${each.map((entries) => `<< /Type /Annot ${entries} >>`).join(' ')}]`;

  it('is read where it stands: form fields, marks in boxes, typed text; comments are only told', async () => {
    const entries = annotations(
      '/Subtype /Widget /FT /Tx /T (name) /V (Alice) /Rect [150 695 250 707]',
      '/Subtype /Widget /FT /Tx /T (secret) /V (hush) /F 2 /Rect [150 695 250 707]',
      '/Subtype /FreeText /Contents (typed here) /DA (/Helv 10 Tf) /Rect [72 640 172 652]',
      '/Subtype /Text /Contents (a comment) /Rect [300 640 320 660]',
    );
    const file = makePdf([{ content: said(72, 698, 'First name:'), entries }], {
      catalogue: '/AcroForm << /Fields [] >>',
    });
    const { documents, rejects } = await readDocuments('a.pdf', file);
    expect(documents[0]?.text).toBe('First name: Alice\n\ntyped here');
    expect(rejects).toEqual([{ source: 'a.pdf#comments', reason: '1 comments of reviewers' }]);
  });
});

describe('the facts of a PDF', () => {
  const facts = async (info: string, content = lines(72, 700, PROSE)) =>
    readDocument(
      'the-rabbit.pdf',
      makePdf([{ content }], { objects: { 10: `<< ${info} >>` }, trailer: '/Info 10 0 R', catalogue: '/Lang (en-GB)' }),
    );

  it.each([
    ['its title where the text bears it out', '/Title (Alice and the Rabbit)', 'Alice and the Rabbit'],
    ['no name of a file', '/Title (Microsoft Word - draft3.doc)', 'the rabbit'],
    ['a title of other words only for want of a better', '/Title (Annual Report)', 'Annual Report'],
  ])('are %s', async (_, info, title) => {
    expect(await facts(info)).toMatchObject({ title, language: 'en' });
  });

  it('are no language that the text is plainly not in', async () => {
    const german = [
      'Als Gregor Samsa eines Morgens aus unruhigen Tr\xe4umen erwachte, fand er sich in',
      'seinem Bett zu einem ungeheueren Ungeziefer verwandelt. Er lag auf seinem R\xfccken.',
    ];
    expect(await facts('/Title (x)', lines(72, 700, german))).toMatchObject({ language: null });
  });
});
