import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { orgText } from '../org/org-text.ts';
import type { Reader } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';

/** Org files (Emacs) as Markdown; title and language from their keywords. */
export const reader: Reader = {
  id: 'org',
  extensions: ['.org'],
  claims: (head, name) =>
    /\.(?:org|txt)$/i.test(name) && /^\s*#\+(?:title|author|options|startup):/i.test(textOf(head)),
  async read(file) {
    const { text: read, title, language } = orgText(await decodeText(await file.bytes()));
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
