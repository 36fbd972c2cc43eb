import { Fonts, FontsTooCostly } from './fonts.ts';
import { linesOf } from './lines.ts';
import { openPdf, type PdfDocument, type PdfPage } from './open.ts';
import { pageRuns } from './page-runs.ts';
import { regionsOf } from './regions.ts';
import type { Line, Page } from './run.ts';
import { TooMuch, watched } from './watched.ts';

/** What is read of a document; the rest of a longer one is left out and told. */
export const MOST_PAGES = 5000;
export const MOST_CHARACTERS = 10_000_000;
/** Pages that cannot be read one after the other, after which no more are tried. */
const MOST_DAMAGED = 100;
/** Pages after which pdf.js forgets the fonts that it has loaded. */
const CLEAN_UP = 50;

/** Who reads a document. */
export interface PageReading {
  /** Called with the pages that are left out and why. */
  left(reason: string): void;
  /** Called now and then, as reading goes on. */
  alive?(): Promise<unknown>;
}

/**
 * The pages of a PDF as lines in reading order, as they stand there, read one at a time; and the document, which the caller
 * destroys.
 */
export async function pdfPages(bytes: Uint8Array, reading: PageReading): Promise<{ pdf: PdfDocument; pages: Page[] }> {
  const { pdf, plain } = await openPdf(bytes);
  try {
    return await readPages(pdf, new Fonts(plain), reading);
  } catch (error) {
    if (!(error instanceof FontsTooCostly)) throw error;
    void pdf.loadingTask.destroy().catch(() => {});
    return readPages((await openPdf(bytes)).pdf, new Fonts(false), reading);
  }
}

async function readPages(
  pdf: PdfDocument,
  fonts: Fonts,
  reading: PageReading,
): Promise<{ pdf: PdfDocument; pages: Page[] }> {
  const pages: Page[] = [];
  const damaged: number[] = [];
  let characters = 0;
  let row = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await readPage(pdf, number, fonts).catch(reasonOf);
    row = page === 'damaged' ? row + 1 : 0;
    if (page === 'damaged') damaged.push(number);
    else if (page !== 'too much') {
      pages.push(page);
      characters += page.lines.reduce((sum, { text }) => sum + text.length, 0);
    }
    const why = page === 'too much' ? 'one is beyond what a page can hold' : stopReason(number, characters, row);
    if (why !== undefined) {
      const first = page === 'too much' ? number : number + 1;
      if (first <= pdf.numPages) reading.left(`pages ${first} to ${pdf.numPages}: ${why}`);
      break;
    }
    if (number % CLEAN_UP === 0) await Promise.all([pdf.cleanup(), reading.alive?.()]);
  }
  if (damaged.length > 0) reading.left(`damaged pages: ${ranges(damaged)}`);
  return { pdf, pages };
}

/** Why no more is read after a page, if so. */
function stopReason(number: number, characters: number, damagedInRow: number): string | undefined {
  if (number >= MOST_PAGES || characters > MOST_CHARACTERS) return 'longer than what is read';
  return damagedInRow >= MOST_DAMAGED ? 'too many before them are damaged' : undefined;
}

async function readPage(pdf: PdfDocument, number: number, fonts: Fonts): Promise<Page> {
  const page = await watched(pdf.getPage(number));
  const read = await pageLines(page, number, fonts);
  page.cleanup();
  return read;
}

/** A page as lines in reading order; text that is turned comes after the rest. */
async function pageLines(page: PdfPage, number: number, fonts: Fonts): Promise<Page> {
  const { height, runs, comments } = await pageRuns(page, fonts);
  const lines: Line[] = [];
  let region = 0;
  for (const [i, group] of runs.entries()) {
    for (const members of regionsOf(group)) lines.push(...linesOf(members, region++, i > 0));
  }
  return { number, height, lines, comments };
}

function reasonOf(error: unknown): 'damaged' | 'too much' {
  if (error instanceof FontsTooCostly) throw error;
  return error instanceof TooMuch ? 'too much' : 'damaged';
}

/** Numbers as ranges: `1-3, 7`; at most ten. */
export function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  const said = found.slice(0, 10).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return said.join(', ') + (found.length > 10 ? ', ...' : '');
}
