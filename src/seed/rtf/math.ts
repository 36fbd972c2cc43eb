import { ommlToLatex } from '../equations.ts';
import { element, type XmlElement, type XmlNode } from '../xml.ts';

interface Node {
  name: string;
  text: string;
  children: Node[];
}

const STYLES = ['p', 'b', 'i', 'bi'];

/**
 * Gathers an equation of RTF, whose groups are the elements of Office Math by other names (`{\mf{\mnum ...}{\mden ...}}`), and
 * gives its LaTeX.
 */
export class RtfMath {
  readonly #root: Node;
  readonly #open: Node[];

  /** `name` is that of the destination: `moMath` or `moMathPara`. */
  constructor(name: string) {
    this.#root = { name: name.slice(1), text: '', children: [] };
    this.#open = [this.#root];
  }

  open(): void {
    const node: Node = { name: '', text: '', children: [] };
    this.#open.at(-1)?.children.push(node);
    this.#open.push(node);
  }

  /** Closes the innermost group; false when it was the whole. */
  close(): boolean {
    this.#open.pop();
    return this.#open.length > 0;
  }

  /** Takes a control word: the first one in a group names it. */
  word(name: string, value: number | undefined): void {
    const node = this.#open.at(-1);
    if (!node || !name.startsWith('m')) return;
    if (node.name === '') node.name = name.slice(1);
    else if (name === 'msty') node.children.push({ name: 'sty', text: STYLES[value ?? 2] ?? 'i', children: [] });
    else if (name === 'mnor') node.children.push({ name: 'nor', text: '', children: [] });
  }

  say(text: string): void {
    const node = this.#open.at(-1);
    if (node) node.text += text;
  }

  /** The equation with its dollar signs; '' where it says nothing. */
  latex(): string {
    const latex = ommlToLatex(elementOf(this.#root));
    const fence = this.#root.name === 'oMathPara' ? '$$' : '$';
    return latex === '' ? '' : `${fence}${latex}${fence}`;
  }
}

function elementOf({ name, text, children }: Node): XmlElement {
  if (name === 'r') return runOf(text, children);
  const inner: XmlNode[] = children.map((child) =>
    name.endsWith('Pr') ? element(`m:${child.name}`, [], { val: child.text.trim() }) : elementOf(child),
  );
  return element(`m:${name}`, inner);
}

function runOf(text: string, children: Node[]): XmlElement {
  const properties = children
    .filter(({ name }) => name === 'sty' || name === 'nor')
    .map((child) => element(`m:${child.name}`, [], { val: child.text }));
  const words =
    text +
    children
      .filter(({ name }) => name === '')
      .map((child) => child.text)
      .join('');
  return element('m:r', [element('m:rPr', properties), element('m:t', [words])]);
}
