import { cleanText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { claimsOffice, type OfficePackage, openOffice, type Relation } from '../office/package.ts';
import { diagramWords, slideOf } from '../office/slide.ts';
import { type Document, type Reader, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { attribute, child, elements } from '../xml.ts';

const EXTENSIONS = ['.pptx', '.pptm', '.ppsx', '.ppsm', '.potx', '.potm', '.ppt', '.pps'];

/**
 * Presentations (ECMA-376), slide by slide in the order of the presentation: the title as a heading, text with bullets,
 * tables, the words of diagrams, equations as LaTeX, and what the speaker noted under a heading of its own. Sections and
 * pages are slides. Hidden slides are left out, and told.
 */
export const reader: Reader = {
  id: 'pptx',
  extensions: EXTENSIONS,
  claims: (head, name) => claimsOffice(head, name, 'ppt/', EXTENSIONS),
  marked: true,
  async read(file, { reject }) {
    const office = await openOffice(file, 'ppt/presentation.xml');
    const slides: { page: number; text: string }[] = [];
    for (const [i, part] of (await slideParts(office)).entries()) {
      const source = `${file.source}#slide-${i + 1}`;
      try {
        slides.push({ page: i + 1, text: cleanText(await slideText(office, part, i + 1)) });
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        reject({ source, reason: error.message });
      }
    }
    const said = slides.filter(({ text }) => text !== '');
    if (said.length === 0) throw new Unreadable('a presentation without words (pictures only, or nothing)');
    return [documentOf(file.source, said, await office.title())];
  },
};

/** The parts of the slides in their order. */
async function slideParts(office: OfficePackage): Promise<string[]> {
  const relations = await office.relations(office.main);
  const list = child(await office.xml(office.main), 'sldIdLst');
  return elements(list, 'sldId').flatMap((slide) => {
    const id = [...slide.attributes].find(([name]) => name.endsWith(':id'))?.[1];
    const target = relations.get(id ?? '')?.target;
    return target === undefined ? [] : [target];
  });
}

async function slideText(office: OfficePackage, part: string, page: number): Promise<string> {
  const root = await office.xml(part);
  if (!root) throw new Unreadable('a slide that is missing');
  if (/^(?:0|false)$/.test(attribute(root, 'show') ?? '')) throw new Unreadable('a hidden slide');
  const related = [...(await office.relations(part)).values()];
  const { title, body } = slideOf(root);
  const diagrams = await Promise.all(
    related.filter(isDiagram).map(({ target }) => office.xml(target).catch(() => undefined)),
  );
  const points = diagrams.map((diagram) =>
    diagramWords(diagram)
      .map((words) => `- ${words}`)
      .join('\n'),
  );
  const notesPart = related.find(({ type }) => type === 'notesSlide')?.target;
  const notes = notesPart === undefined ? '' : slideOf(await office.xml(notesPart), true).body;
  const shown = [body, ...points].filter((text) => text !== '');
  if (title === '' && shown.length === 0 && notes === '') return '';
  const spoken = notes === '' ? [] : ["## Speaker's notes", notes];
  return [`# ${title || `Slide ${page}`}`, ...shown, ...spoken].join('\n\n');
}

function isDiagram({ type }: Relation): boolean {
  return type === 'diagramData';
}

function documentOf(source: string, slides: { page: number; text: string }[], stated: string | null): Document {
  const pages: { start: number; page: number }[] = [];
  let text = '';
  for (const slide of slides) {
    if (text !== '') text += '\n\n';
    pages.push({ start: text.length, page: slide.page });
    text += slide.text;
  }
  const sections = markdownHeadings(text);
  const [first] = sections;
  const named = first && !/^Slide \d+$/.test(first.title) ? first.title : null;
  const title = stated ?? named ?? titleOfFile(source);
  return { source, kind: 'text', text, title, license: null, language: null, sections, pages };
}
