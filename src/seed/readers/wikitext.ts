import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { type Reader, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { isWikitext } from '../wikitext/is-wikitext.ts';
import { pageText } from '../wikitext/page.ts';
import { Templates } from '../wikitext/templates.ts';
import { withoutEmptySections } from '../without-empty-sections.ts';

/** The most characters of a page; MediaWiki itself allows half of it. */
const LONGEST = 4 * 2 ** 20;

/**
 * Pages of wikis in wikitext, also in files called `.txt`: text with sections, lists, tables and formulas. Boxes, notes,
 * galleries, categories, and sections of sources and links are left out.
 */
export const reader: Reader = {
  id: 'wikitext',
  extensions: ['.wiki', '.mediawiki', '.wikitext'],
  claims: (head, name) =>
    /(?:\.(?:txt|text)|(?:^|\/)[^./]+)$/i.test(name) && isWikitext(new TextDecoder().decode(head)),
  async read(file) {
    const source = await decodeText(await file.bytes());
    if (source.length > LONGEST) throw new Unreadable('too large for a wiki page');
    if (/^\s*#(?:redirect|weiterleitung|redirection|redirección|перенаправление)\b/i.test(source))
      throw new Unreadable('a page that only leads to another');
    const text = withoutEmptySections(cleanText(pageText(source, await Templates.load())));
    const title = /^'''+([^'\n]{1,100})'''/m.exec(source.slice(0, 20_000))?.[1];
    return [
      {
        source: file.source,
        kind: 'text',
        text,
        title: title?.replaceAll(/\[\[(?:[^|\]]*\|)?([^\]]*)\]\]/g, '$1').trim() || titleOfFile(file.source),
        license: null,
        language: null,
        sections: markdownHeadings(text),
      },
    ];
  },
};
