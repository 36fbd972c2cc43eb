import { asciidocText } from '../asciidoc/asciidoc-text.ts';
import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import type { Reader } from '../reader.ts';
import { tellIncluded } from '../tell-included.ts';
import { titleOfFile } from '../title-of-file.ts';

/** AsciiDoc as Markdown; title, language and licence from its header. Files that it takes in are not followed. */
export const reader: Reader = {
  id: 'asciidoc',
  extensions: ['.adoc', '.asciidoc', '.asc', '.ad'],
  async read(file, options) {
    const { text: read, title, attributes, included } = asciidocText(await decodeText(await file.bytes()));
    const text = cleanText(read);
    tellIncluded(file.source, included, options);
    const sections = markdownHeadings(text);
    return [
      {
        ...{ source: file.source, kind: 'text', text, sections, license: attributes.get('license') ?? null },
        language: languageCode(attributes.get('lang')),
        title: title ?? sections[0]?.title ?? titleOfFile(file.source),
      },
    ];
  },
};
