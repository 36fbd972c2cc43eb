import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { orgText } from '../org/org-text.ts';
import type { Reader } from '../reader.ts';
import { includedIn, tellIncluded } from '../tell-included.ts';
import { titleOfFile } from '../title-of-file.ts';

/** A line that takes in another file. */
const INCLUDED = /^#\+include:[^\S\n]*"?([^\s"]{1,300})/gim;

/** Org files (Emacs) as Markdown; title and language from their keywords. */
export const reader: Reader = {
  id: 'org',
  extensions: ['.org'],
  claims: (head, name) =>
    /\.(?:org|txt)$/i.test(name) && /^\s*#\+(?:title|author|options|startup):/i.test(textOf(head)),
  async read(file, options) {
    const source = await decodeText(await file.bytes());
    tellIncluded(file.source, includedIn(source, INCLUDED), options);
    const { text: read, title, language } = orgText(source);
    const text = cleanText(read);
    const sections = markdownHeadings(text);
    return [
      {
        ...{ source: file.source, kind: 'text', text, license: null, language: languageCode(language), sections },
        title: title ?? sections[0]?.title ?? titleOfFile(file.source),
      },
    ];
  },
};

function textOf(head: Uint8Array): string {
  return new TextDecoder().decode(head.subarray(0, 2000));
}
