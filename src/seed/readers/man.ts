import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import type { Reader } from '../reader.ts';
import { manualText } from '../roff/roff-text.ts';
import { includedIn, tellIncluded } from '../tell-included.ts';
import { titleOfFile } from '../title-of-file.ts';

/** Requests and comments, line by line, up to the title of a page of man(7) or mdoc(7). */
const HEAD = /^(?:[.'\\][^\n]*\n|[^\S\n]*\n){0,400}?\.(?:TH|Dd|Dt)\s/;

/** A line that takes in another file. */
const INCLUDED = /^[.'][^\S\n]?so[^\S\n]+(\S{1,300})/gm;

/** Manual pages (roff with man or mdoc macros) as Markdown. */
export const reader: Reader = {
  id: 'man',
  extensions: ['.man', '.mdoc', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((section) => `.${section}`)],
  marked: true,
  claims: (head) => HEAD.test(new TextDecoder('latin1').decode(head)),
  async read(file, options) {
    const source = await decodeText(await file.bytes());
    tellIncluded(file.source, includedIn(source, INCLUDED), options);
    const { text: read, name } = manualText(source);
    const text = cleanText(read);
    const sections = markdownHeadings(text);
    return [
      {
        ...{ source: file.source, kind: 'text', text, sections, license: null, language: null },
        title: name ?? titleOfFile(file.source),
      },
    ];
  },
};
