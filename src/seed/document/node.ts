/** The nodes of linkedom as far as they are used here; its own types need the DOM library. */
export interface HtmlNode {
  nodeName: string;
  textContent: string | null;
  innerHTML: string;
  outerHTML: string;
  parentNode: HtmlNode | null;
  ownerDocument: { createElement(name: string): HtmlNode };
  firstChild: HtmlNode | null;
  nextSibling: HtmlNode | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): HtmlNode | null;
  querySelectorAll(selector: string): ArrayLike<HtmlNode>;
  closest(selector: string): HtmlNode | null;
  replaceWith(...nodes: (HtmlNode | string)[]): void;
  after(...nodes: (HtmlNode | string)[]): void;
  append(...nodes: (HtmlNode | string)[]): void;
  prepend(...nodes: (HtmlNode | string)[]): void;
  remove(): void;
  cloneNode(deep: boolean): HtmlNode;
}

/** The nodes that a selector finds, in order. */
export function all(root: HtmlNode, selector: string): HtmlNode[] {
  return Array.from(root.querySelectorAll(selector));
}

/** The children that are elements. */
export function childElements(of: HtmlNode): HtmlNode[] {
  const found: HtmlNode[] = [];
  for (let node = of.firstChild; node; node = node.nextSibling) if (/^[a-z]/i.test(node.nodeName)) found.push(node);
  return found;
}
