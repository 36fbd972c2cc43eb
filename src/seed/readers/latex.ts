import { basename } from 'node:path';
import { stripGutenberg } from '../boilerplate.ts';
import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { encodingOf, licenseOf } from '../latex/facts.ts';
import { OPEN_LOGIC, withoutTokens } from '../latex/open-logic.ts';
import { Paper } from '../latex/paper.ts';
import { tokenize } from '../latex/tokens.ts';
import { Typesetter } from '../latex/typesetter.ts';
import { type Document, type Reader, type ReadOptions, type SourceFile, Unreadable } from '../reader.ts';
import { References } from '../references.ts';
import { tellIncluded } from '../tell-included.ts';

/** The most characters of a source; the longest books are a fifth of it. */
const LONGEST = 16 * 2 ** 20;

/** Comments and commands, line by line, up to what every document of LaTeX begins with. */
const PREAMBLE =
  /^(?:[^\S\n]*(?:[%\\][^\n]*)?\n){0,500}?[^\S\n]*\\(?:document(?:class|style)\s*[[{]|begin\{document\})/;

/**
 * LaTeX: its text as Markdown, mathematics as LaTeX between dollar signs with the document's macros written out,
 * environments of theorems, problems and solutions by name. Files that it takes in are not followed.
 */
export const reader: Reader = {
  id: 'latex',
  extensions: ['.tex', '.latex', '.ltx'],
  claims: (head) => PREAMBLE.test(new TextDecoder('latin1').decode(head)),
  async read(file, options) {
    return [await documentOf(file, options)];
  },
};

async function documentOf(file: SourceFile, options: ReadOptions): Promise<Document> {
  const bytes = await file.bytes();
  const source = References.cleared(await decodeText(bytes, encodingOf(bytes)));
  if (source.length > LONGEST) throw new Unreadable('too large for a LaTeX document');
  const openLogic = source.includes('\\olfileid');
  const tokens = tokenize(openLogic ? OPEN_LOGIC + withoutTokens(source) : source);
  const paper = new Paper(source, tokens.length);
  const read = paper.references.resolve(new Typesetter(paper, tokens).run());
  tellIncluded(file.source, paper.included, options);
  const book = stripGutenberg(read);
  const text = cleanText(book?.text ?? read);
  const sections = markdownHeadings(text);
  return {
    source: file.source,
    kind: 'text',
    text,
    title: paper.title ?? book?.title ?? sections[0]?.title ?? basename(file.source),
    license: book?.license ?? licenseOf(source),
    language: paper.language,
    sections,
  };
}
