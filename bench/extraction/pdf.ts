import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { documentOf } from '../../src/seed/pdf/document.ts';
import { pdfPages } from '../../src/seed/pdf/pages.ts';
import type { Truth } from './compare.ts';

const run = promisify(execFile);
/** Files set in columns, and up to which page: `-layout` would read across them. Elsewhere it keeps rows of tables together. */
const IN_COLUMNS = new Map([
  ['303226.pdf', 19],
  ['268346.pdf', 2],
  ['multicolumn.pdf', 3],
]);

/** PDFs against poppler's pdftotext: `-raw` where there are columns, `-layout` elsewhere. */
export const truth: Truth = {
  tool: 'pdftotext',
  files: [
    'pdf/160721.pdf',
    'pdf/268346.pdf',
    'pdf/303226.pdf',
    'pdf/436857.pdf',
    'pdf/455746.pdf',
    'pdf/477139.pdf',
    'pdf/504076.pdf',
    'pdf/annotated_pdf.pdf',
    'pdf/libreoffice-form.pdf',
    'pdf/multicolumn.pdf',
    'pdf/pdflatex-4-pages.pdf',
    'pdf/pdflatex-outline.pdf',
  ],
  excluded: { 'pdf/habibi.pdf': 'pdftotext gives its one Arabic word in the order of the page, last letter first' },
  async ours(path) {
    const { pdf, pages } = await pdfPages(await readFile(path), { left: () => {} });
    await pdf.loadingTask.destroy();
    return documentOf(pages, []).text.replaceAll(/\[\^(\d+)\]:?/g, ' $1 ');
  },
  async reference(path) {
    const columns = IN_COLUMNS.get(basename(path)) ?? 0;
    const across = columns === 0 ? '' : await textOf(path, '-raw', '-l', `${columns}`);
    const rows = await textOf(path, '-layout', '-f', `${columns + 1}`).catch(() => '');
    return (across + rows).replaceAll(/(\p{L})[-‐]\n\s*(?=\p{Ll})/gu, '$1');
  },
};

async function textOf(path: string, ...options: string[]): Promise<string> {
  return (await run('pdftotext', [...options, path, '-'], { maxBuffer: 2 ** 28 })).stdout;
}
