import { type Document, type ReadOptions, type SourceFile, Unreadable } from '../reader.ts';
import { documentOf } from './document.ts';
import { factsOf, outlineOf } from './facts.ts';
import { withoutFurniture } from './furniture.ts';
import { pdfPages, ranges } from './pages.ts';

/** From this share of pages without text on, they are told: pictures of pages, as a scanner makes them. */
const SCANNED_SHARE = 0.2;

/** Reads a PDF. Throws `Unreadable` where there is no text in it, or none that can be got at. */
export async function readPdf(file: SourceFile, { reject }: ReadOptions): Promise<Document> {
  const { source } = file;
  const left: string[] = [];
  const { pdf, pages } = await pdfPages(await file.bytes(), {
    left: (reason) => void left.push(reason),
    alive: () => file.slice(0, 0),
  });
  try {
    const empty = pages.filter(({ lines }) => lines.length === 0).map(({ number }) => number);
    if (pages.length === 0) throw new Unreadable(['no page that can be read', ...left].join('; '));
    for (const reason of left) reject({ source, reason });
    if (empty.length === pages.length) throw new Unreadable('pages without text (a scan?)');
    if (empty.length >= SCANNED_SHARE * pages.length) {
      reject({ source, reason: `pages without text (a scan?): ${ranges(empty)}` });
    }
    const comments = pages.reduce((sum, page) => sum + page.comments, 0);
    if (comments > 0) reject({ source: `${source}#comments`, reason: `${comments} comments of reviewers` });
    const said = documentOf(withoutFurniture(pages), await outlineOf(pdf));
    const { title, license, language } = await factsOf(pdf, source, said);
    return { source, kind: 'text', title, license, language, ...said };
  } finally {
    await pdf.loadingTask.destroy();
  }
}
