import { attribute, child, elements, type XmlElement } from '../xml.ts';

/** A numbering that a paragraph takes part in. */
export interface Numbered {
  id: string;
  level: number;
}

/** What a style of Word says that matters here; inherited from the style that it is based on. */
interface WordStyle {
  /** 1 to 9 for headings, 0 for all else. */
  heading: number;
  hidden: boolean;
  numbered: Numbered | undefined;
}

const PLAIN: WordStyle = { heading: 0, hidden: false, numbered: undefined };
const DEEPEST = 20;

/** The styles of a Word document by id. */
export class WordStyles {
  readonly #found = new Map<string, XmlElement>();
  readonly #known = new Map<string, WordStyle>();

  constructor(styles: XmlElement | undefined) {
    for (const style of elements(styles, 'style')) {
      const id = attribute(style, 'styleId');
      if (id !== undefined) this.#found.set(id, style);
    }
  }

  /** What a style says; nothing for one that is not defined. */
  of(id: string | undefined, depth = 0): WordStyle {
    if (id === undefined || depth > DEEPEST) return PLAIN;
    const known = this.#known.get(id);
    if (known) return known;
    const style = this.#found.get(id);
    if (!style) return { ...PLAIN, heading: Number(/^Heading([1-9])$/.exec(id)?.[1] ?? 0) };
    const base = this.of(attribute(child(style, 'basedOn'), 'val'), depth + 1);
    const said: WordStyle = {
      heading: headingOf(style) ?? base.heading,
      hidden: isOn(child(style, 'rPr', 'vanish')) ?? base.hidden,
      numbered: numberedOf(child(style, 'pPr')) ?? base.numbered,
    };
    this.#known.set(id, said);
    return said;
  }
}

function headingOf(style: XmlElement): number | undefined {
  const name = attribute(child(style, 'name'), 'val') ?? '';
  const named = /^heading ([1-9])$/i.exec(name)?.[1];
  if (named !== undefined) return Number(named);
  if (/^title$/i.test(name)) return 1;
  if (/^(?:subtitle|toc \d|toc heading)$/i.test(name)) return 0;
  return outlineLevel(child(style, 'pPr'));
}

/** The level of the outline that properties of a paragraph give it, from 1; 0 for plain text. */
export function outlineLevel(properties: XmlElement | undefined): number | undefined {
  const level = attribute(child(properties, 'outlineLvl'), 'val');
  if (level === undefined) return undefined;
  return /^[0-8]$/.test(level) ? Number(level) + 1 : 0;
}

/** The numbering that properties of a paragraph name; id 0 takes it out of any. */
export function numberedOf(properties: XmlElement | undefined): Numbered | undefined {
  const found = child(properties, 'numPr');
  const id = attribute(child(found, 'numId'), 'val');
  if (id === undefined) return undefined;
  return { id, level: Number(attribute(child(found, 'ilvl'), 'val') ?? 0) || 0 };
}

/** Whether a property that stands is switched on; undefined where it does not stand. */
export function isOn(property: XmlElement | undefined): boolean | undefined {
  return property && !/^(?:0|false|off|none)$/.test(attribute(property, 'val') ?? '1');
}
