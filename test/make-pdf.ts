import { deflateSync } from 'node:zlib';

/** A page of a PDF that a test makes, 612 by 792 points. */
export interface MadePage {
  /** Drawing instructions, as `said` makes them. */
  content: string | Uint8Array;
  /** The filter that `content` has gone through. */
  filter?: string;
  /** More entries of the page's dictionary. */
  entries?: string;
}

/** What else a PDF that a test makes has. */
export interface MadePdf {
  /** Further objects, by number from 10 on. */
  objects?: Readonly<Record<number, string>>;
  /** More entries of the catalogue, and of the trailer. */
  catalogue?: string;
  trailer?: string;
  /** What the page tree says its number of pages is. */
  count?: number;
}

/** Text at a place, from the bottom left corner: `F1` is Helvetica, `F2` its bold, 3 and on are those of `objects`. */
export function said(x: number, y: number, text: string, { size = 10, font = 'F1', rise = 0 } = {}): string {
  const escaped = text.replaceAll(/[\\()]/g, '\\$&');
  return `BT /${font} ${size} Tf ${rise} Ts 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
}

/** Lines below each other, from a place on. */
export function lines(
  x: number,
  y: number,
  texts: readonly string[],
  options: { size?: number; font?: string; step?: number } = {},
): string {
  const step = options.step ?? (options.size ?? 10) * 1.2;
  return texts.map((text, i) => said(x, y - i * step, text, options)).join('\n');
}

/** A PDF of these pages, with a right cross-reference table. */
export function makePdf(
  pages: readonly MadePage[],
  { objects = {}, catalogue = '', trailer = '', count }: MadePdf = {},
): Buffer {
  const all = new Map<number, string | Buffer>(
    Object.entries(objects).map(([number, object]) => [Number(number), object]),
  );
  const first = Math.max(10, ...all.keys()) + 1;
  const fonts = [...all].flatMap(([number, object]) =>
    /\/Type \/Font\b/.test(object.toString()) ? [`/F${number} ${number} 0 R`] : [],
  );
  all.set(1, `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`);
  all.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  all.set(4, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  const kids = pages.map(({ content, filter, entries = '' }, i) => {
    const [page, stream] = [first + 2 * i, first + 2 * i + 1];
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
    const head = `<< /Length ${bytes.length} ${filter === undefined ? '' : `/Filter ${filter}`} >>\nstream\n`;
    all.set(stream, Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')]));
    const resources = `<< /Font << /F1 3 0 R /F2 4 0 R ${fonts.join(' ')} >> >>`;
    const box = /\/MediaBox/.test(entries) ? '' : '/MediaBox [0 0 612 792]';
    all.set(page, `<< /Type /Page /Parent 2 0 R ${box} /Contents ${stream} 0 R /Resources ${resources} ${entries} >>`);
    return `${page} 0 R`;
  });
  all.set(2, `<< /Type /Pages /Count ${count ?? kids.length} /Kids [${kids.join(' ')}] >>`);
  return written(all, trailer);
}

/** A content that is deflated, and the filter for it. */
export function deflated(content: string | Uint8Array): MadePage {
  return { content: deflateSync(content), filter: '/FlateDecode' };
}

function written(objects: ReadonlyMap<number, string | Buffer>, trailer: string): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n', 'latin1')];
  const offsets = new Map<number, number>();
  let at = parts[0]?.length ?? 0;
  for (const [number, object] of [...objects].sort(([a], [b]) => a - b)) {
    offsets.set(number, at);
    const body = typeof object === 'string' ? Buffer.from(object, 'latin1') : object;
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    parts.push(part);
    at += part.length;
  }
  const size = Math.max(...objects.keys()) + 1;
  const rows = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const end = `xref\n0 ${size}\n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(end)]);
}
