import { ommlToLatex } from '../equations.ts';
import { attribute, child, element, elements, outermost, textOf, type XmlElement, type XmlNode } from '../xml.ts';
import type { WordNumbers } from './word-numbers.ts';
import { isOn, numberedOf, outlineLevel, type WordStyles } from './word-styles.ts';

/** Elements that only stand around what is read. */
const AROUND = new Set(['hyperlink', 'fldSimple', 'bdo', 'dir', 'smartTag', 'customXml', 'ins', 'moveTo']);
/** Elements that are taken as they stand, or not read at all. */
const PROPERTIES = /(?:Pr|Grid|PrEx)$/;
const LEFT_OUT =
  /^(?:comment(?:RangeStart|RangeEnd|Reference)|bookmark(?:Start|End)|proofErr|perm(?:Start|End)|altChunk)$/;
/** What stands around the number of an item, among its words; private-use characters. */
export const NUMBER = { open: '\ue000', close: '\ue001' };

/**
 * Word's XML made ready for mammoth, which knows neither equations, fields, annotations of reading, nor text boxes of
 * newer files: equations are text in LaTeX, headings have the styles that it knows, and hidden and deleted text,
 * comments and pictures are gone.
 */
export class WordXml {
  /** Whether something was deleted under tracked changes. */
  deleted = false;
  readonly #styles: WordStyles;
  readonly #numbers: WordNumbers;
  #prefix = 'w:';

  constructor(styles: WordStyles, numbers: WordNumbers) {
    this.#styles = styles;
    this.#numbers = numbers;
  }

  /** A part (document, footnotes, endnotes) made ready. */
  plain(root: XmlElement): XmlElement {
    this.#prefix = root.name.includes(':') ? root.name.slice(0, root.name.indexOf(':') + 1) : '';
    return { ...root, children: this.#inside(root) };
  }

  #inside(node: XmlElement): XmlNode[] {
    return node.children.flatMap((inner) => (typeof inner === 'string' ? [inner] : this.#read(inner)));
  }

  #read(node: XmlElement): XmlNode[] {
    const { local } = node;
    if (local === 'p' && node.name.startsWith(this.#prefix)) return [this.#paragraph(node)];
    if (local === 'r') return this.#isHidden(node) ? [] : [{ ...node, children: this.#inside(node) }];
    if (AROUND.has(local)) return this.#inside(node);
    if (local === 'del' || local === 'moveFrom') this.deleted = true;
    if (local === 'del' || local === 'moveFrom' || LEFT_OUT.test(local)) return [];
    if (local === 'sdt') return this.#control(node);
    if (local === 'oMath' || local === 'oMathPara') return [this.#equation(node)];
    if (local === 'ruby') return elements(child(node, 'rubyBase')).flatMap((run) => this.#inside(run));
    if (local === 'cr') return [this.#made('br')];
    if (local === 'ptab') return [this.#made('tab')];
    if (/^(?:AlternateContent|drawing|pict|object)$/.test(local)) return this.#textBoxes(node);
    if (PROPERTIES.test(local)) return [node];
    return [{ ...node, children: this.#inside(node) }];
  }

  #made(local: string, children: XmlNode[] = [], attributes: Record<string, string> = {}): XmlElement {
    return element(`${this.#prefix}${local}`, children, attributes);
  }

  #run(text: string): XmlElement {
    return this.#made('r', [this.#made('t', [text], { 'xml:space': 'preserve' })]);
  }

  #paragraph(node: XmlElement): XmlElement {
    const properties = child(node, 'pPr');
    const style = this.#styles.of(attribute(child(properties, 'pStyle'), 'val'));
    const heading = outlineLevel(properties) ?? style.heading;
    const inside = this.#inside(node).filter((inner) => inner !== properties);
    if (heading > 0) return { ...node, children: [this.#headed(properties, heading), ...inside] };
    const numbered = numberedOf(properties) ?? style.numbered;
    const number = numbered && this.#numbers.next(numbered);
    const mark = number === undefined ? [] : [this.#run(`${NUMBER.open}${number}${NUMBER.close}`)];
    return { ...node, children: [...(properties ? [properties] : []), ...mark, ...inside] };
  }

  /** Properties of a paragraph with the style of a heading that mammoth knows. */
  #headed(properties: XmlElement | undefined, level: number): XmlElement {
    const style = this.#made('pStyle', [], { [`${this.#prefix}val`]: `Heading${Math.min(6, level)}` });
    const kept = elements(properties).filter(({ local }) => local !== 'pStyle' && local !== 'numPr');
    return this.#made('pPr', [style, ...kept]);
  }

  #isHidden(run: XmlElement): boolean {
    const properties = child(run, 'rPr');
    const style = this.#styles.of(attribute(child(properties, 'rStyle'), 'val'));
    return isOn(child(properties, 'vanish')) ?? style.hidden;
  }

  /** A content control: what was filled in, not what it asks for. */
  #control(node: XmlElement): XmlNode[] {
    if (isOn(child(node, 'sdtPr', 'showingPlcHdr'))) return [];
    return elements(node, 'sdtContent').flatMap((content) => this.#inside(content));
  }

  #equation(node: XmlElement): XmlElement {
    const latex = ommlToLatex(node);
    const fence = node.local === 'oMathPara' ? '$$' : '$';
    return this.#run(latex === '' ? textOf(node) : `${fence}${latex}${fence}`);
  }

  /** The text boxes in a drawing, in the form that mammoth reads; of alternatives those of the newer. */
  #textBoxes(node: XmlElement): XmlNode[] {
    const choice = node.local === 'AlternateContent' ? child(node, 'Choice') : undefined;
    const newer = outermost(choice, 'txbxContent');
    const boxes = newer.length > 0 ? newer : outermost(node, 'txbxContent');
    const content = boxes.map((box) => element('v:textbox', [{ ...box, children: this.#inside(box) }]));
    if (content.length === 0) return outermost(choice, 'oMath').map((math) => this.#equation(math));
    return [this.#made('pict', [element('v:shape', content, { 'xmlns:v': 'urn:schemas-microsoft-com:vml' })])];
  }
}
