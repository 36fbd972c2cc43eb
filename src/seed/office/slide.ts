import { ommlToLatex } from '../equations.ts';
import { IndentedLists } from '../indented-lists.ts';
import { LINE_BREAK, MarkdownWriter } from '../markdown-writer.ts';
import { attribute, child, elements, outermost, textOf, type XmlElement } from '../xml.ts';

/** What a slide shows: its title, '' where it has none, and the rest as Markdown. */
export interface Slide {
  title: string;
  body: string;
}

/** Placeholders that say the same on every slide. */
const FURNITURE = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg']);
const TITLES = new Set(['title', 'ctrTitle']);

/** The words of a slide: title, text with bullets and numbers, tables, equations as LaTeX; of notes, which have no bullets. */
export function slideOf(root: XmlElement | undefined, isNotes = false): Slide {
  const shapes = shapesOf(child(root, 'cSld', 'spTree'));
  const titles = shapes.filter((shape) => TITLES.has(placeholder(shape) ?? ''));
  const title = titles.map((shape) => elements(child(shape, 'txBody'), 'p').map(wordsOf).join(' ')).join(' ');
  const out = new MarkdownWriter();
  for (const shape of shapes) {
    const kind = placeholder(shape);
    if (TITLES.has(kind ?? '') || FURNITURE.has(kind ?? '')) continue;
    for (const table of outermost(child(shape, 'graphic'), 'tbl')) out.table(tableOf(table));
    const isList = kind !== undefined && kind !== 'subTitle' && !isNotes;
    writeText(out, elements(child(shape, 'txBody'), 'p'), isList);
  }
  return { title: folded(title), body: out.finish() };
}

/** The words in a diagram (SmartArt), a point a line. */
export function diagramWords(root: XmlElement | undefined): string[] {
  const points = elements(child(root, 'ptLst'), 'pt');
  const said = points.map((point) => folded(elements(child(point, 't'), 'p').map(wordsOf).join(' ')));
  return said.filter((words) => words !== '');
}

/** Shapes that hold words, those of groups too; of alternatives the newer one that does. */
function shapesOf(tree: XmlElement | undefined): XmlElement[] {
  return elements(tree).flatMap((node): XmlElement[] => {
    if (node.local === 'grpSp') return shapesOf(node);
    if (node.local !== 'AlternateContent') return node.local === 'sp' || node.local === 'graphicFrame' ? [node] : [];
    const newer = elements(node, 'Choice').flatMap(shapesOf);
    return newer.length > 0 ? newer : shapesOf(child(node, 'Fallback'));
  });
}

/** What a shape is a placeholder for (`body` where it does not say); undefined for one that is none. */
function placeholder(shape: XmlElement): string | undefined {
  const found = elements(shape).find(({ local }) => /^nv\w+Pr$/.test(local));
  const mark = child(found, 'nvPr', 'ph');
  return mark && (attribute(mark, 'type') ?? 'body');
}

function writeText(out: MarkdownWriter, paragraphs: XmlElement[], isList: boolean): void {
  const lists = new IndentedLists(out);
  const said = paragraphs.filter((paragraph) => wordsOf(paragraph).trim() !== '');
  for (const paragraph of said) {
    const properties = child(paragraph, 'pPr');
    const numbered = child(properties, 'buAutoNum') !== undefined;
    const marked = numbered || child(properties, 'buChar') !== undefined;
    const usual = isList && said.length > 1 && child(properties, 'buNone') === undefined;
    if (marked || usual) lists.item(Number(attribute(properties, 'lvl')) || 0, numbered ? 'numbers' : 'bullets');
    else lists.end();
    out.say(wordsOf(paragraph));
    out.end();
  }
  lists.end();
}

/** The words of a paragraph of DrawingML, its line breaks as `LINE_BREAK`. */
function wordsOf(paragraph: XmlElement): string {
  return elements(paragraph)
    .map((part) => {
      if (part.local === 'r') return textOf(child(part, 't')).replaceAll('\v', LINE_BREAK);
      if (part.local === 'br') return LINE_BREAK;
      if (part.local === 'fld') return attribute(part, 'type') === 'slidenum' ? '' : textOf(child(part, 't'));
      if (part.local === 'AlternateContent') return wordsOf(child(part, 'Choice') ?? part);
      return part.local === 'm' ? equation(part) : '';
    })
    .join('');
}

function equation(node: XmlElement): string {
  const [block] = elements(node, 'oMathPara');
  const maths = block ? [block] : outermost(node, 'oMath');
  const fence = block ? '$$' : '$';
  return maths.map((math) => `${fence}${ommlToLatex(math)}${fence}`.replace(/^\$+$/, textOf(math))).join(' ');
}

/** The cells of a table; those that a wider or higher one covers are empty. */
function tableOf(table: XmlElement): string[][] {
  return elements(table, 'tr').map((row) =>
    elements(row, 'tc').map((cell) => {
      const covered = ['hMerge', 'vMerge'].some((name) => /^(?:1|true)$/.test(attribute(cell, name) ?? ''));
      return covered ? '' : elements(child(cell, 'txBody'), 'p').map(wordsOf).join(' ').replaceAll(LINE_BREAK, ' ');
    }),
  );
}

function folded(text: string): string {
  return text.replaceAll(LINE_BREAK, ' ').replaceAll(/\s+/g, ' ').trim();
}
