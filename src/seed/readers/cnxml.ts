import { basename } from 'node:path';
import { ModuleText } from '../cnxml/module-text.ts';
import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { detectLanguage, languageCode } from '../language.ts';
import { type Document, type Reader, Unreadable } from '../reader.ts';
import { attribute, child, descendants, parseXml, textOf, type XmlElement } from '../xml.ts';

/** The root element of a module or of a collection of them. */
const ROOT = /^[\s\ufeff]*(?:<[?!][^>]*>\s*)*<(?:\w+:)?(?:document|collection)\b[^>]*cnx\.rice\.edu\/(?:cnxml|collxml)/;

/**
 * Modules of OpenStax textbooks (CNXML): sections, lists, tables and code as Markdown, equations as LaTeX, figures by
 * what stands under them, exercises with their solutions apart. A book's table of contents (`collection.xml`) is refused.
 */
export const reader: Reader = {
  id: 'cnxml',
  extensions: ['.cnxml'],
  claims: (head) => ROOT.test(new TextDecoder().decode(head)),
  async read(file) {
    const bytes = await file.bytes();
    const root = parseXml(await decodeText(bytes, statedEncoding(bytes)), 'the module');
    if (root.local === 'collection') throw new Unreadable("a book's table of contents; its modules hold the text");
    if (root.local !== 'document') throw new Unreadable('no CNXML module');
    return [await documentOf(root, file.source)];
  },
};

async function documentOf(root: XmlElement, source: string): Promise<Document> {
  const metadata = child(root, 'metadata');
  const content = child(root, 'content');
  const stated = languageCode(textOf(child(metadata, 'language'))) ?? languageCode(attribute(root, 'lang'));
  const module = new ModuleText(root, stated ?? (await detectLanguage(textOf(content))));
  const text = cleanText(module.textOf(child(metadata, 'abstract'), content, child(root, 'glossary')));
  const title = textOf(child(root, 'title')).trim() || textOf(child(metadata, 'title')).trim();
  const license = descendants(metadata, 'license')[0];
  return {
    source,
    kind: 'text',
    text,
    title: title || basename(source),
    license: attribute(license, 'url') ?? (textOf(license).trim() || null),
    language: stated,
    sections: markdownHeadings(text),
  };
}

function statedEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /encoding\s*=\s*["']([\w-]+)/.exec(head)?.[1];
}
