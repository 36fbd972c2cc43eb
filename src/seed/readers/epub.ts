import { stripGutenberg } from '../boilerplate.ts';
import { stripStandardEbooks } from '../book-notes.ts';
import { cleanText, decodeText } from '../decode.ts';
import { type Book, readBook } from '../epub/book.ts';
import { chapterMarkdown } from '../epub/chapter.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { type Reader, type ReadOptions, type Section, type SourceFile, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { firstNames, firstStored } from '../zip/directory.ts';
import { openZip, type Zip } from '../zip.ts';

/** Bytes of a chapter that is taken as a whole; real ones have some hundred thousand at most. */
const LONGEST_CHAPTER = 4 * 2 ** 20;

/**
 * Books (EPUB 2 and 3): the chapters in reading order as Markdown, without cover and contents, notes below the block that
 * refers to them; title, authors, language and rights from the package. A chapter that cannot be read is told and the
 * rest is read; a protected book is refused.
 */
export const reader: Reader = {
  id: 'epub',
  extensions: ['.epub'],
  claims: isEpub,
  marked: true,
  async read(file, options) {
    const { book, text: raw } = await bookText(file, options);
    const gutenberg = stripGutenberg(raw);
    const standard = stripStandardEbooks(raw);
    const text = cleanText(standard?.text ?? gutenberg?.text ?? raw);
    const title = titled(book);
    return [
      {
        source: file.source,
        kind: 'text',
        text,
        title: title ?? gutenberg?.title ?? titleOfFile(file.source),
        license: standard?.license ?? book.license ?? gutenberg?.license ?? null,
        language: languageCode(book.language),
        sections: markdownHeadings(text).map((section) => renamed(section, book.title, title)),
      },
    ];
  },
};

/**
 * A book and its text; with `whole`, before anything is removed: the cover and the contents too. Throws `Unreadable` where no
 * chapter can be read.
 */
export async function bookText(
  file: SourceFile,
  { reject }: Pick<ReadOptions, 'reject'>,
  whole = false,
): Promise<{ book: Book; text: string }> {
  const zip = await openZip(file);
  const book = await readBook(zip);
  const texts: string[] = [];
  const counter = { notes: 0 };
  for (const name of book.chapters) {
    if (!whole && book.front.has(name)) continue;
    try {
      const text = await chapterMarkdown(await chapterSource(zip, name), { whole, counter });
      texts.push(whole ? text : headed(text, book.labels.get(name)));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reject({ source: `${file.source}#${name}`, reason: error.message });
    }
  }
  const text = texts.filter((said) => said !== '').join('\n\n');
  if (text === '') throw new Unreadable('a book without text (pictures, or chapters that cannot be read)');
  return { book, text };
}

async function chapterSource(zip: Zip, name: string): Promise<string> {
  const bytes = await zip.read(name);
  if (bytes.length > LONGEST_CHAPTER) throw new Unreadable(`a chapter of ${bytes.length >> 20} MB`);
  const head = Buffer.from(bytes.subarray(0, 1000)).toString('latin1');
  return decodeText(bytes, /(?:encoding|charset)\s*=\s*["']?([\w-]+)/.exec(head)?.[1]);
}

/** A chapter that has no heading, under what the contents call it. */
function headed(text: string, label: string | undefined): string {
  const has = label === undefined || text === '' || /^#{1,6} /m.test(text) || text.startsWith(label);
  return has ? text : `## ${label}\n\n${text}`;
}

function isEpub(head: Uint8Array, name: string): boolean {
  const first = firstStored(head);
  if (first?.name === 'mimetype') return first.text.startsWith('application/epub+zip');
  const names = firstNames(head);
  return names.includes('META-INF/container.xml') || (names.length > 0 && name.toLowerCase().endsWith('.epub'));
}

/** The title with the authors, as it is cited. */
function titled({ title, creators }: Book): string | null {
  if (title === null || creators.length === 0) return title;
  const named = creators.length > 3 ? `${creators[0]} and others` : creators.join(', ');
  return `${title} (${named})`;
}

/** A heading that repeats the book's title is that title: it says nothing more. */
function renamed(section: Section, title: string | null, full: string | null): Section {
  return full !== null && section.title.toLowerCase() === title?.toLowerCase() ? { ...section, title: full } : section;
}
