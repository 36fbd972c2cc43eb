import { readPdf } from '../pdf/read-pdf.ts';
import type { Reader } from '../reader.ts';

/** At the beginning; after nothing but white space, a byte order mark or what a print job begins with. */
const HEADER = /^(?:[\s\0]|\xef\xbb\xbf|[^\n]%-12345X(?:@PJL[^\n]*\n)*)*%PDF-\d/;

/**
 * PDF: the text in reading order as Markdown, with headings, tables and footnotes, without what comes again on every
 * page; values of form fields are part of it. Nothing in a file is executed or fetched.
 */
export const reader: Reader = {
  id: 'pdf',
  extensions: ['.pdf'],
  claims: (head) => HEADER.test(Buffer.from(head.subarray(0, 1024)).toString('latin1')),
  marked: true,
  async read(file, options) {
    return [await readPdf(file, options)];
  },
};
