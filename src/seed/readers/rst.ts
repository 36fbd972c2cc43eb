import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import type { Reader } from '../reader.ts';
import { rstText } from '../rst/rst-text.ts';
import { includedIn, tellIncluded } from '../tell-included.ts';
import { titleOfFile } from '../title-of-file.ts';

/** A line that takes in another file. */
const INCLUDED = /^\.\. include:: ([^\s<]\S{0,300})/gm;

/** reStructuredText (Docutils, Sphinx) as Markdown. Files that it takes in are not followed. */
export const reader: Reader = {
  id: 'rst',
  extensions: ['.rst', '.rest'],
  async read(file, options) {
    const source = await decodeText(await file.bytes());
    tellIncluded(file.source, includedIn(source, INCLUDED), options);
    const { text: read, facts } = rstText(source);
    const text = cleanText(read);
    const sections = markdownHeadings(text);
    return [
      {
        ...{ source: file.source, kind: 'text', text, sections, license: facts.get('license') ?? null },
        language: languageCode(facts.get('lang') ?? facts.get('language')),
        title: facts.get('title') ?? sections[0]?.title ?? titleOfFile(file.source),
      },
    ];
  },
};
