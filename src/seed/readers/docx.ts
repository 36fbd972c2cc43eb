import { cleanText } from '../decode.ts';
import type { NoteCounter } from '../document/notes.ts';
import { documentMarkdown } from '../document-html.ts';
import { markdownHeadings } from '../headings.ts';
import { claimsOffice, openOffice } from '../office/package.ts';
import { wordHtml } from '../office/word-html.ts';
import type { Reader } from '../reader.ts';
import { tellReviewed } from '../tell-reviewed.ts';
import { titleOfFile } from '../title-of-file.ts';

const EXTENSIONS = ['.docx', '.docm', '.dotx', '.dotm', '.doc', '.dot'];

/**
 * Word documents (ECMA-376): headings, lists with their numbers, tables and text boxes as Markdown, equations as LaTeX, notes
 * below the block that refers to them. Comments and text deleted under tracked changes are left out, and told; hidden text,
 * pictures, headers and footers are left out.
 */
export const reader: Reader = {
  id: 'docx',
  extensions: EXTENSIONS,
  claims: (head, name) => claimsOffice(head, name, 'word/', EXTENSIONS),
  marked: true,
  async read(file, { reject }) {
    const office = await openOffice(file, 'word/document.xml');
    const { parts, ...reviewed } = await wordHtml(office);
    const [counter, said]: [NoteCounter, string[]] = [{ notes: 0 }, []];
    for await (const html of parts) said.push(await documentMarkdown(html, counter));
    const text = cleanText(said.filter((part) => part !== '').join('\n\n'));
    const { source } = file;
    tellReviewed(source, reviewed, reject);
    const sections = markdownHeadings(text);
    const [first] = sections;
    const opening = first && first.level === 1 && text.slice(0, first.start).trim() === '' ? first.title : null;
    const title = opening ?? (await office.title()) ?? first?.title ?? titleOfFile(source);
    return [{ source, kind: 'text', text, title, license: null, language: null, sections }];
  },
};
