import { attribute, child, element, elements, textOf, type XmlElement } from '../xml.ts';

/** Elements that only carry how something looks. */
const PROPERTIES = /Pr$/;
const SCRIPTS = new Map(['double-struck', 'fraktur', 'script', 'monospace', 'sans-serif'].map((name) => [name, name]));

/** The MathML of an equation of Office: `m:oMath`, `m:oMathPara`, or anything that may stand in one. */
export function mathOfOmml(node: XmlElement): XmlElement {
  if (node.local === 'oMathPara') {
    const equations = elements(node, 'oMath').map((math) => element('mtr', [element('mtd', [row(math)])]));
    const [only] = elements(node, 'oMath');
    return equations.length > 1 ? element('mtable', equations) : row(only);
  }
  return row(node);
}

/** What an element holds, as a row. */
function row(node: XmlElement | undefined): XmlElement {
  return element(
    'mrow',
    elements(node)
      .filter(({ local }) => !PROPERTIES.test(local))
      .flatMap((inner) => mathOf(inner)),
  );
}

type Part = (name: string) => XmlElement;

/** How each element reads; one that is not here is a row of what it holds. */
const READ = new Map<string, (node: XmlElement, part: Part) => XmlElement[]>([
  ['r', run],
  ['f', (node, part) => [fraction(node, part)]],
  ['sSup', (_, part) => [element('msup', [part('e'), part('sup')])]],
  ['sSub', (_, part) => [element('msub', [part('e'), part('sub')])]],
  ['sSubSup', (_, part) => [element('msubsup', [part('e'), part('sub'), part('sup')])]],
  ['sPre', (_, part) => [element('msubsup', [element('mrow'), part('sub'), part('sup')]), part('e')]],
  ['rad', (node, part) => [root(part('e'), isSet(node, 'degHide') ? element('mrow') : part('deg'))]],
  ['nary', nary],
  ['d', delimited],
  [
    'm',
    (node) => [
      element(
        'mtable',
        elements(node, 'mr').map((cells) => tableRow(elements(cells, 'e'))),
      ),
    ],
  ],
  [
    'eqArr',
    (node) => [
      element(
        'mtable',
        elements(node, 'e').map((line) => tableRow([line])),
      ),
    ],
  ],
  ['func', (_, part) => [part('fName'), sign('\u2061'), part('e')]],
  ['limLow', (_, part) => [element('munder', [part('e'), part('lim')])]],
  ['limUpp', (_, part) => [element('mover', [part('e'), part('lim')])]],
  ['acc', (node, part) => [element('mover', [part('e'), sign(property(node, 'chr') ?? '\u0302')])]],
  ['bar', (node, part) => [element(sideOf(node), [part('e'), sign('¯')])]],
  ['groupChr', (node, part) => [element(sideOf(node), [part('e'), sign(property(node, 'chr') ?? '⏟')])]],
  ['borderBox', (_, part) => [element('menclose', [part('e')], { notation: 'box' })]],
  ['phant', (node, part) => (/^(?:0|off|false)$/.test(property(node, 'show') ?? '') ? [] : [part('e')])],
  ['del', () => []],
  ['moveFrom', () => []],
]);

function mathOf(node: XmlElement): XmlElement[] {
  const read = READ.get(node.local);
  return read ? read(node, (name) => row(child(node, name))) : [row(node)];
}

/** The property of this name of an element: the value of `m:chr` in `m:naryPr`. */
function property(node: XmlElement, name: string): string | undefined {
  return attribute(child(node, `${node.local}Pr`, name), 'val');
}

/** Whether a property stands and is not switched off. */
function isSet(node: XmlElement, name: string): boolean {
  const found = child(node, `${node.local}Pr`, name);
  return found !== undefined && !/^(?:0|off|false)$/.test(attribute(found, 'val') ?? '1');
}

function sideOf(node: XmlElement): string {
  return property(node, 'pos') === 'top' ? 'mover' : 'munder';
}

function sign(character: string): XmlElement {
  return element('mo', [character]);
}

function root(of: XmlElement, degree: XmlElement): XmlElement {
  return degree.children.length === 0 ? element('msqrt', [of]) : element('mroot', [of, degree]);
}

function tableRow(cells: XmlElement[]): XmlElement {
  return element(
    'mtr',
    cells.map((cell) => element('mtd', [row(cell)])),
  );
}

function fraction(node: XmlElement, part: Part): XmlElement {
  const [above, below] = [part('num'), part('den')];
  const type = property(node, 'type');
  if (type === 'lin' || type === 'skw') return element('mrow', [above, sign('/'), below]);
  return element('mfrac', [above, below], type === 'noBar' ? { linethickness: '0' } : {});
}

/** An operator with its limits as scripts; the integral is the one that is meant where none is named. */
function nary(node: XmlElement): XmlElement[] {
  const operator = sign(property(node, 'chr') ?? '∫');
  const below = isSet(node, 'subHide') ? undefined : child(node, 'sub');
  const above = isSet(node, 'supHide') ? undefined : child(node, 'sup');
  const limits = [below, above].filter((limit) => limit !== undefined).map((limit) => row(limit));
  const name = below && above ? 'msubsup' : below ? 'msub' : 'msup';
  return [limits.length > 0 ? element(name, [operator, ...limits]) : operator, row(child(node, 'e'))];
}

function delimited(node: XmlElement): XmlElement[] {
  const between = property(node, 'sepChr') ?? '|';
  const inner = elements(node, 'e').flatMap((part, i) => (i > 0 ? [sign(between), row(part)] : [row(part)]));
  const fence = (character: string) => (character === '' ? [] : [sign(character)]);
  const [open, close] = [property(node, 'begChr') ?? '(', property(node, 'endChr') ?? ')'];
  return [element('mrow', [...fence(open), ...inner, ...fence(close)])];
}

/** Numbers, letters one by one, signs; marks of alignment (`&`) are none. */
const TOKEN = /\d+(?:[.,]\d+)*|\p{L}\p{M}*|[^\s\p{L}\d&]/gu;
const UPRIGHT_TOKEN = /\d+(?:[.,]\d+)*|(?:\p{L}\p{M}*)+|[^\s\p{L}\d&]/gu;

/** The letters, numbers and signs of a run; words where it is set as text, or upright. */
function run(node: XmlElement): XmlElement[] {
  const text = elements(node, 't').map(textOf).join('');
  const style = child(node, 'rPr');
  if (style && child(style, 'nor')) return text === '' ? [] : [element('mtext', [text])];
  const upright = attribute(child(style, 'sty'), 'val') === 'p';
  const tokens = (upright ? text.match(UPRIGHT_TOKEN) : text.match(TOKEN)) ?? [];
  const variant =
    SCRIPTS.get(attribute(child(style, 'scr'), 'val') ?? '') ??
    (isBold(style) ? 'bold' : upright ? 'normal' : undefined);
  return tokens.map((token) => {
    const name = /^\d/.test(token) ? 'mn' : /^\p{L}/u.test(token) ? 'mi' : 'mo';
    return element(name, [token], variant === undefined || name === 'mo' ? {} : { mathvariant: variant });
  });
}

function isBold(style: XmlElement | undefined): boolean {
  return /^bi?$/.test(attribute(child(style, 'sty'), 'val') ?? '');
}
