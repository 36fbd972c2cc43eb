import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { deflated, lines, type MadePdf, makePdf, said } from '../../../test/make-pdf.ts';
import { readDocument, readDocuments } from '../../../test/read-document.ts';

const TEXT = ['There was nothing so very remarkable in that, nor did Alice think it so very much', 'out of the way.'];
const PAGE = { content: lines(72, 700, TEXT) };
const WHOLE = TEXT.join(' ');

afterEach(() => vi.restoreAllMocks());

describe('a PDF that was damaged', () => {
  const file = makePdf([PAGE, PAGE]);
  const broken = (change: (text: string) => string) => Buffer.from(change(file.toString('latin1')), 'latin1');

  it.each([
    ['a wrong cross-reference table', broken((text) => text.replaceAll(/\d{10} 00000 n/g, '0000000007 00000 n'))],
    ['a wrong place of it', broken((text) => text.replace(/startxref\n\d+/, 'startxref\n999999'))],
    ['wrong lengths of streams', broken((text) => text.replaceAll(/\/Length \d+/g, '/Length 5'))],
    ['nothing after the last object', file.subarray(0, file.lastIndexOf('xref\n0'))],
    ['white space before it', Buffer.concat([Buffer.from('\n\n  '), file])],
  ])('is read with %s', async (_, bytes) => {
    expect((await readDocument('a.pdf', bytes)).text).toBe(`${WHOLE}\n\n${WHOLE}`);
  });

  it.each([
    ['is cut off in its first object', file.subarray(0, 40)],
    ['is only a header', Buffer.from('%PDF-1.7\n')],
    ['has no page', makePdf([])],
  ])('is refused with a reason when it %s', async (_, bytes) => {
    await expect(readDocument('a.pdf', bytes)).rejects.toThrow(/^damaged|^no page/);
  });

  it('is read up to where its page tree breaks, and that is told', async () => {
    const gap = (text: string) =>
      text.replace('/Kids [11 0 R', '/Kids [11 0 R 999 0 R').replace('/Count 2', '/Count 3');
    const { documents, rejects } = await readDocuments('a.pdf', broken(gap));
    expect(documents[0]?.text).toBe(WHOLE);
    expect(rejects).toEqual([{ source: 'a.pdf', reason: 'damaged pages: 2' }]);
  });

  it('is read as long as it is, whatever it says of its length', async () => {
    const { documents, rejects } = await readDocuments('a.pdf', makePdf([PAGE], { count: 10_000 }));
    expect(documents[0]?.text).toBe(WHOLE);
    expect(rejects).toEqual([]);
  });

  it.each(['1e30', '-0', 'NaN', '99999999999999999999'])(
    'keeps its sound text where numbers are %s',
    async (number) => {
      const content = `${PAGE.content}\nBT /F1 ${number} Tf ${number} 0 0 ${number} ${number} ${number} Tm (odd) Tj ET`;
      expect((await readDocument('a.pdf', makePdf([{ content }]))).text).toContain(WHOLE);
    },
  );
});

describe('a PDF that wants too much', () => {
  it.each([1, 2])('is refused when a stream deflated %i times unpacks to 140 MB', async (times) => {
    let content: Uint8Array = Buffer.alloc(140 * 2 ** 20, ' ');
    for (let i = 0; i < times; i++) content = deflateSync(content);
    const filter = `[${'/FlateDecode '.repeat(times)}]`;
    await expect(readDocument('a.pdf', makePdf([{ content, filter }]))).rejects.toThrow(
      'unpacks to more than may be held',
    );
  });

  it('is read up to a page with more text than a page can hold', async () => {
    const flood = deflated(`${said(72, 700, 'x')}\n`.repeat(100_000));
    const { documents, rejects } = await readDocuments('a.pdf', makePdf([PAGE, flood, PAGE]));
    expect(documents[0]?.text).toBe(WHOLE);
    expect(rejects).toEqual([{ source: 'a.pdf', reason: 'pages 2 to 3: one is beyond what a page can hold' }]);
  });

  it('is read without its fonts, so without bold headings, where a page draws without end', async () => {
    const content = `${said(72, 740, 'Chapter One', { font: 'F2' })}\n${PAGE.content}\n`;
    const text = async (paths: number) =>
      (await readDocument('a.pdf', makePdf([deflated(content + '1 2 m 3 4 l S\n'.repeat(paths))]))).text;
    expect(await text(10)).toBe(`# Chapter One\n\n${WHOLE}`);
    expect(await text(600_000)).toBe(`Chapter One\n\n${WHOLE}`);
  });

  it('is read when its outline runs in circles, and refused when its page tree does', async () => {
    const objects = { 10: '<< /First 11 0 R >>', 11: '<< /Title (Loop) /Next 11 0 R /First 11 0 R >>' };
    const file = makePdf([PAGE], { objects, catalogue: '/Outlines 10 0 R' });
    expect((await readDocument('a.pdf', file)).text).toBe(WHOLE);
    const circle = file.toString('latin1').replace(/\/Kids \[/, '/Kids [2 0 R ');
    await expect(readDocument('a.pdf', Buffer.from(circle, 'latin1'))).rejects.toThrow('no page that can be read');
  });
});

describe('a PDF that wants something done', () => {
  it('fetches nothing, runs nothing and says nothing', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
    const logged = ['log', 'warn', 'error', 'info'].map((name) => vi.spyOn(console, name as 'log'));
    const objects = {
      10: '<< /Type /Font /Subtype /Type0 /BaseFont /Away /Encoding /UniGB-UCS2-H /DescendantFonts [11 0 R] >>',
      11: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Away /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 12 0 R >>',
      12: '<< /Type /FontDescriptor /FontName /Away /Flags 4 /FontFile3 << /F (http://127.0.0.1:9/font) >> >>',
    };
    const catalogue =
      '/OpenAction << /S /JavaScript /JS (globalThis.ran = true) >> /AcroForm << /Fields [] /XFA (<xdp/>) >> /AA << /O << /S /URI /URI (http://127.0.0.1:9/) >> >>';
    const content = `${PAGE.content}\n${said(72, 300, 'away', { font: 'F10' })}`;
    const { text } = await readDocument('a.pdf', makePdf([{ content }], { objects, catalogue }));
    expect(text).toContain(WHOLE);
    expect(fetched).not.toHaveBeenCalled();
    expect('ran' in globalThis).toBe(false);
    for (const log of logged) expect(log).not.toHaveBeenCalled();
  });
});

describe('an encrypted PDF', () => {
  const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
  const ID = Buffer.alloc(16, 7);
  const OWNER = Buffer.alloc(32, 65);

  const encryption = (user: Buffer): MadePdf => ({
    objects: {
      10: `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${OWNER.toString('hex')}> /U <${user.toString('hex')}> >>`,
    },
    trailer: `/Encrypt 10 0 R /ID [<${ID.toString('hex')}> <${ID.toString('hex')}>]`,
  });

  it('is refused where it needs a password', async () => {
    await expect(readDocument('a.pdf', makePdf([PAGE], encryption(Buffer.alloc(32, 1))))).rejects.toThrow(
      /^encrypted with a password$/,
    );
  });

  it('is read where it opens without one', async () => {
    const key = md5(PAD, OWNER, Buffer.from([252, 255, 255, 255]), ID).subarray(0, 5);
    const object = md5(key, Buffer.from([12, 0, 0, 0, 0])).subarray(0, 10);
    const page = { content: rc4(object, Buffer.from(PAGE.content)) };
    expect((await readDocument('a.pdf', makePdf([page], encryption(rc4(key, PAD))))).text).toBe(WHOLE);
  });
});

function md5(...parts: Uint8Array[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest();
}

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, i) => i);
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let j = 0;
  return Buffer.from(
    data.map((byte, at) => {
      const i = (at + 1) & 255;
      j = (j + (state[i] ?? 0)) & 255;
      swap(i, j);
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0);
    }),
  );
}
