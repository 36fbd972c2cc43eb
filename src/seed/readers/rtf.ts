import { cleanText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { rtfText } from '../rtf/interpreter.ts';
import { tellReviewed } from '../tell-reviewed.ts';
import { titleOfFile } from '../title-of-file.ts';

/**
 * RTF (specification 1.9.1) in any of its code pages: headings by outline level, lists by the marks that are printed, tables,
 * text boxes and notes as Markdown, equations as LaTeX. Comments and text deleted under tracked changes are left out, and
 * told; hidden text, pictures, headers and footers are left out.
 */
export const reader: Reader = {
  id: 'rtf',
  extensions: ['.rtf'],
  claims: (head) => /^\s*\{\\rtf/.test(Buffer.from(head.subarray(0, 64)).toString('latin1')),
  marked: true,
  async read(file, { reject }) {
    const { source } = file;
    const said = rtfText(Buffer.from(await file.bytes()).toString('latin1'));
    const text = cleanText(said.markdown);
    if (text.trim() === '') throw new Unreadable('no words in it (pictures only, or nothing)');
    tellReviewed(source, said, reject);
    const sections = markdownHeadings(text);
    const title = said.title || sections[0]?.title || titleOfFile(source);
    return [{ source, kind: 'text', text, title, license: null, language: null, sections }];
  },
};
