import { attribute, descendants, element, elements, textOf, type XmlElement, type XmlNode, xmlOf } from '../xml.ts';
import { ACCENTS, escapedText, FENCES, FUNCTIONS, LIMITS, letterTex } from './symbols.ts';

/** Left out of equations: what is drawn only for its size, and what is no presentation. */
const NOT_SHOWN = new Set(['mphantom', 'annotation', 'annotation-xml', 'maligngroup', 'malignmark', 'mglyph', 'none']);
/** Elements that only hold a row of others. */
const ROWS = new Set([
  'math',
  'mrow',
  'mstyle',
  'mpadded',
  'semantics',
  'merror',
  'maction',
  'mtd',
  'msqrt',
  'menclose',
]);
/** What stands before each script of an element. */
const SCRIPTS = new Map([
  ['msub', ['_']],
  ['msup', ['^']],
  ['msubsup', ['_', '^']],
]);
const AS_SCRIPTS = new Map([
  ['munder', 'msub'],
  ['mover', 'msup'],
  ['munderover', 'msubsup'],
]);
/** Elements above the height of a line: fences around them grow. */
const TALL = new Set(['mfrac', 'mtable', 'munder', 'mover', 'munderover', 'mroot', 'msqrt']);
const INVISIBLE = /[\u2061-\u2064\u200b-\u200d\u2060\ufeff]/g;
/** Where placeholders are taken from, two planes for private use; whatever stood there is removed first. */
const SIGNS = 0xf0000;
const WORDS = 0x100000;
const MOST_KEPT = 65_000;
const SIGN_MARKS = /[\u{F0000}-\u{FFFFD}]/gu;
const WORD_MARKS = /[\u{100000}-\u{10FFFD}]/gu;
const PRIVATE = /[\u{F0000}-\u{10FFFF}\uE000-\uF8FF]/gu;

/**
 * MathML made ready for the library and LaTeX finished after it. What the library writes badly goes past it as one
 * character of a private plane: words (it transliterates letters), fences (it leaves pairs open), accents, functions.
 */
export class PlainMath {
  readonly #kept: string[] = [];

  /** TeX that the author wrote, from an annotation; null where there is none. */
  ownTex(math: XmlElement): string | null {
    const notes = descendants(math, 'annotation');
    const tex = notes.find((note) => /tex/i.test(attribute(note, 'encoding') ?? ''));
    const said = textOf(tex)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/^\{\\displaystyle (.*)\}$/, '$1')
      .trim();
    return said === '' || said.includes('$') ? null : said;
  }

  /** The math as XML for the library. */
  xmlOf(math: XmlElement): string {
    return xmlOf(this.#plain(math));
  }

  /** The library's LaTeX with all that was kept put back; words last, for their spaces are meant. */
  restored(latex: string): string {
    const spaced = latex
      .replaceAll('\\hdots', '\\cdots')
      .replaceAll(SIGN_MARKS, (mark) => this.#kept[(mark.codePointAt(0) ?? 0) - SIGNS] ?? '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/([([{]|\\left(?![a-z])\S|\\[{]) /g, '$1')
      .replaceAll(/ (?=[)\]}]|\\right(?![a-z])\S|\\[}]|[,;.](?: |$)|\^\{|[_^'])/g, '')
      .trim();
    return spaced.replaceAll(WORD_MARKS, (mark) => this.#kept[(mark.codePointAt(0) ?? 0) - WORDS] ?? '');
  }

  #token(latex: string, from = SIGNS): XmlElement {
    if (this.#kept.length > MOST_KEPT) throw new RangeError('an equation of too many parts');
    return element('mi', [String.fromCodePoint(from + this.#kept.push(latex) - 1)]);
  }

  #plain(node: XmlElement): XmlElement {
    if (node.local === 'mfenced') return this.#row(unfenced(node));
    if (ROWS.has(node.local)) return this.#row(node);
    if (node.local === 'mtext' || node.local === 'ms') return this.#words(said(node));
    if (node.local === 'mi' || node.local === 'mo' || node.local === 'mn') return this.#symbol(node);
    if (node.local === 'mspace') return this.#space(node);
    const inner = shown(node).map((child) => this.#plain(child));
    const name = this.#nameOf(node);
    const scripts = SCRIPTS.get(name);
    if (scripts) return this.#scripts(scripts, inner, shown(node)[0]);
    if (name === 'mover' || name === 'munder') return this.#accent(node, inner);
    return { ...element(name, inner.length > 0 ? inner : [said(node)]), attributes: node.attributes };
  }

  /** Limits are scripts of their operator. */
  #nameOf(node: XmlElement): string {
    const [base] = shown(node);
    if (base === undefined || !LIMITS.has(textOf(base).trim())) return node.local;
    return AS_SCRIPTS.get(node.local) ?? node.local;
  }

  #scripts(marks: string[], inner: XmlElement[], base: XmlElement | undefined): XmlElement {
    const [written = element('mrow'), ...scripts] = inner;
    const grouped = written.children.length !== 1 && !isFenced(base);
    const parts: XmlNode[] = grouped ? [this.#token('{'), written, this.#token('}')] : [written];
    for (const [i, script] of scripts.entries()) {
      if (script.children.length > 0) parts.push(this.#token(`${marks[i] ?? ''}{`), script, this.#token('}'));
    }
    return element('mrow', parts);
  }

  #space(node: XmlElement): XmlElement {
    if (attribute(node, 'linebreak') === 'newline') return this.#token('\\\\');
    return /^\s*(?:[1-9]|0*\.0*[1-9])/.test(attribute(node, 'width') ?? '') ? this.#token('\\,') : element('mrow');
  }

  /** A row, its fences paired: they grow around what is tall, and one that stands alone before a table has an end. */
  #row(node: XmlElement): XmlElement {
    const children = node.local === 'semantics' ? shown(node).slice(0, 1) : shown(node);
    const inner: XmlNode[] = [];
    /** How many children before each are tall. */
    const tall = [0];
    for (const child of children) tall.push((tall.at(-1) ?? 0) + Number(isTall(child)));
    const isTallFrom = (from: number, to = children.length) => (tall[to] ?? 0) > (tall[from] ?? 0);
    const open: { at: number; from: number; fence: string }[] = [];
    for (const [i, child] of children.entries()) {
      const fence = child.local === 'mo' ? FENCES.get(said(child)) : undefined;
      if (fence?.opens) open.push({ at: inner.length, from: i, fence: fence.latex });
      const opened = fence?.closes ? open.pop() : undefined;
      const grows = opened !== undefined && isTallFrom(opened.from, i);
      if (opened && grows) inner[opened.at] = this.#token(`\\left${opened.fence}`);
      inner.push(fence ? this.#token(grows ? `\\right${fence.latex}` : fence.latex) : this.#plain(child));
    }
    const alone = open.find(({ from }) => children.length === from + 2 && isTallFrom(from));
    if (alone) {
      inner[alone.at] = this.#token(`\\left${alone.fence}`);
      inner.push(this.#token('\\right.'));
    }
    const kept = ['msqrt', 'menclose', 'mtd'].includes(node.local);
    const variant = attribute(node, 'mathvariant');
    const row = { ...element(kept ? node.local : 'mrow', inner), attributes: kept ? node.attributes : new Map() };
    return variant && node.local === 'mstyle' ? { ...row, name: 'mstyle', attributes: node.attributes } : row;
  }

  #symbol(node: XmlElement): XmlElement {
    const text = said(node);
    const fence = FENCES.get(text);
    if (fence) return this.#token(fence.latex);
    if (FUNCTIONS.has(text)) return this.#token(`\\${text}`);
    const letter = letterTex(text);
    if (letter !== undefined) return this.#token(letter);
    const upright =
      /^\p{L}{2,}$/u.test(text) || (attribute(node, 'mathvariant') === 'normal' && /^[A-Za-z]$/.test(text));
    if (upright && node.local === 'mi') return this.#token(`\\mathrm{${escapedText(text)}}`);
    if (/[^\p{ASCII}]/u.test(text) && /\p{L}.*\p{L}|\p{Script=Cyrillic}|[À-ɏ]/u.test(text)) return this.#words(text);
    return { ...element(node.local, [text]), attributes: node.attributes };
  }

  #words(text: string): XmlElement {
    const bare = text.replaceAll(/\s+/g, ' ');
    const word = bare.trim();
    if (word === '') return bare === '' ? element('mrow') : this.#token('\\,');
    const letter = letterTex(word);
    if (letter !== undefined) return this.#token(letter);
    const isSign = /^(?:[^\p{L}\p{N}]|\p{Script=Greek})$/u.test(word);
    return isSign ? this.#symbol(element('mo', [word])) : this.#token(`\\text{${escapedText(bare)}}`, WORDS);
  }

  #accent(node: XmlElement, inner: XmlElement[]): XmlElement {
    const [base, mark] = shown(node);
    const [written = element('mrow')] = inner;
    const accent = mark && ACCENTS[node.local === 'mover' ? 'over' : 'under'].get(said(mark));
    if (!accent || !base) return { ...element(node.local, inner), attributes: node.attributes };
    const wide = [...textOf(base).replaceAll(/\s/g, '')].length > 1;
    return element('mrow', [this.#token(`\\${wide ? accent.wide : accent.narrow}{`), written, this.#token('}')]);
  }
}

/** Whether a row begins and ends with fences. */
function isFenced(node: XmlElement | undefined): boolean {
  if (node?.local === 'mfenced') return true;
  const inner = node ? shown(node) : [];
  if (inner.length === 1) return isFenced(inner[0]);
  return FENCES.has(textOf(inner[0]).trim()) && FENCES.has(textOf(inner.at(-1)).trim());
}

function shown(node: XmlElement): XmlElement[] {
  const inner = elements(node).filter(({ local }) => !NOT_SHOWN.has(local));
  return node.local === 'maction' ? inner.slice(0, 1) : inner;
}

/** What a token says, without marks that cannot be seen. */
function said(node: XmlElement): string {
  const text = textOf(node).replaceAll(INVISIBLE, '').replaceAll(PRIVATE, '');
  return node.local === 'mtext' || node.local === 'ms' ? text : text.trim();
}

function isTall(node: XmlElement): boolean {
  if ((node.local === 'mover' || node.local === 'munder') && ACCENTS.over.has(textOf(elements(node)[1]).trim()))
    return false;
  return TALL.has(node.local) || elements(node).some(isTall);
}

/** `mfenced` as the row that it stands for (MathML 3, 3.3.8.2). */
function unfenced(node: XmlElement): XmlElement {
  const marks = [...(attribute(node, 'separators') ?? ',').replaceAll(/\s/g, '')];
  const inner = shown(node).flatMap((child, i) => {
    const mark = marks[Math.min(i - 1, marks.length - 1)];
    return i > 0 && mark !== undefined ? [element('mo', [mark]), child] : [child];
  });
  const fence = (mark: string) => (mark.trim() === '' ? [] : [element('mo', [mark.trim()])]);
  return element('mrow', [
    ...fence(attribute(node, 'open') ?? '('),
    ...inner,
    ...fence(attribute(node, 'close') ?? ')'),
  ]);
}
