import { Unreadable } from '../reader.ts';
import { unpacked } from './inflated.ts';
import { watched } from './watched.ts';

/** A document that pdf.js has opened; its own types need the DOM library, so only what is used is named here. */
export interface PdfDocument {
  numPages: number;
  getPage(number: number): Promise<PdfPage>;
  getMetadata(): Promise<{ info: unknown; metadata: { get(name: string): unknown } | null }>;
  getOutline(): Promise<unknown>;
  /** Frees what it keeps of fonts and pages that were read. */
  cleanup(): Promise<unknown>;
  loadingTask: { destroy(): Promise<void> };
}

/** A page of it. */
export interface PdfPage {
  getViewport(of: { scale: number }): { width: number; height: number; transform: number[] };
  streamTextContent(): ReadableStream<{ items: unknown[]; styles: unknown }>;
  getAnnotations(): Promise<unknown[]>;
  getOperatorList(of: { annotationMode: number }): Promise<unknown>;
  commonObjs: { has(id: string): boolean; get(id: string): unknown };
  cleanup(): boolean;
}

/**
 * What keeps pdf.js to reading: it loads no fonts, character maps or programs from anywhere, decodes no image, runs no
 * form scripts and writes nothing to the console. It evaluates no code; this build has no scripting.
 */
const SAFE = {
  verbosity: 0,
  useSystemFonts: false,
  disableFontFace: true,
  useWorkerFetch: false,
  useWasm: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  enableXfa: false,
  stopAtErrors: false,
  maxImageSize: 1,
};

/** A page that draws more bytes of instructions is not looked at for its fonts: the list of them would not be held. */
const MOST_DRAWING = 4 * 2 ** 20;

/** A PDF that is open, and whether looking at its fonts is not too costly. */
export interface OpenPdf {
  pdf: PdfDocument;
  plain: boolean;
}

/** Opens a PDF. Throws `Unreadable` for one that is encrypted, damaged beyond repair, or that unpacks without bounds. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const { tooFar, drawing } = unpacked(bytes);
  if (tooFar) throw new Unreadable('a stream in it unpacks to more than may be held in memory');
  const plain = drawing <= MOST_DRAWING;
  try {
    return { pdf: await opened(bytes), plain };
  } catch (error) {
    const mended = nameOf(error) === 'InvalidPDFException' ? withTrailer(bytes) : undefined;
    const pdf = mended && (await opened(mended).catch(() => undefined));
    if (!pdf) throw new Unreadable(reasonOf(error));
    return { pdf, plain };
  }
}

async function opened(bytes: Uint8Array): Promise<PdfDocument> {
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument } = await getResolvedPDFJS();
  return (await watched(getDocument({ ...SAFE, data: new Uint8Array(bytes) }).promise)) as PdfDocument;
}

/** A file that was cut off, with an end that names its catalogue; undefined where that was cut off too. */
function withTrailer(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf('/Catalog'); at !== -1; at = file.indexOf('/Catalog', at + 8)) {
    const before = file.subarray(Math.max(0, at - 1000), at).toString('latin1');
    const [, number, generation] = /(\d+) (\d+) obj(?!.* obj)/s.exec(before) ?? [];
    if (number !== undefined) {
      return Buffer.concat([file, Buffer.from(`\ntrailer\n<< /Root ${number} ${generation} R >>\n`)]);
    }
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  if (nameOf(error) === 'PasswordException') return 'encrypted with a password';
  if (nameOf(error) === 'InvalidPDFException') return 'damaged: no PDF structure that can be read';
  return `damaged: ${error instanceof Error ? error.message : String(error)}`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
