import { attribute, child, descendants, elements, type XmlElement } from '../xml.ts';

/** What a style of OpenDocument says that matters here; inherited from its parent. */
export interface OdtStyle {
  title: boolean;
  hidden: boolean;
  bold: boolean;
  italic: boolean;
}

const PLAIN: OdtStyle = { title: false, hidden: false, bold: false, italic: false };
const DEEPEST = 20;

/** The styles of an OpenDocument text, from its parts `content.xml` and `styles.xml` (OpenDocument 1.3, chapter 16). */
export class OdtStyles {
  readonly #found = new Map<string, XmlElement>();
  readonly #lists = new Map<string, XmlElement>();

  constructor(...parts: (XmlElement | undefined)[]) {
    for (const style of parts.flatMap((part) => descendants(part, 'style')))
      this.#found.set(`${attribute(style, 'family')} ${attribute(style, 'name')}`, style);
    for (const list of parts.flatMap((part) => descendants(part, 'list-style')))
      this.#lists.set(attribute(list, 'name') ?? '', list);
  }

  /** What the style of a paragraph or of words says; nothing for one that is not defined. */
  of(family: 'paragraph' | 'text', name: string | undefined, depth = 0): OdtStyle {
    const style = this.#found.get(`${family} ${name}`);
    if (name === 'Title') return { ...PLAIN, title: true };
    if (!style || depth > DEEPEST) return PLAIN;
    const parent = this.of(family, attribute(style, 'parent-style-name'), depth + 1);
    const words = child(style, 'text-properties');
    const weight = attribute(words, 'font-weight');
    const slant = attribute(words, 'font-style');
    const shown = attribute(words, 'display');
    return {
      title: parent.title || attribute(style, 'display-name') === 'Title',
      hidden: shown === undefined ? parent.hidden : shown === 'none',
      bold: family === 'text' && (weight === undefined ? parent.bold : /^(?:bold|[6-9]00)$/.test(weight)),
      italic: family === 'text' && (slant === undefined ? parent.italic : /^(?:italic|oblique)$/.test(slant)),
    };
  }

  /** The number that a list of this style begins with at a level from 1; undefined for bullets. */
  numberOf(name: string | undefined, level: number): number | undefined {
    const levels = elements(this.#lists.get(name ?? ''));
    const own = levels.find((each) => Number(attribute(each, 'level')) === level);
    if (own?.local !== 'list-level-style-number' || attribute(own, 'num-format') === '') return undefined;
    return Number(attribute(own, 'start-value') ?? 1) || 1;
  }
}
