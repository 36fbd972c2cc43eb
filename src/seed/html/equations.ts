import { all, type HtmlNode } from '../document/node.ts';
import { mathmlToLatex } from '../equations.ts';

/** How MathJax 2, MathJax 3, KaTeX and MediaWiki put an equation on a page: all of it, with what each draws beside it. */
const WRAPPED = '.katex-display,.katex,mjx-container,.MathJax_Display,.MathJax,.mwe-math-element';
/** What is drawn instead of an equation that stands elsewhere. */
const DRAWN = '.MathJax_Preview,.MathJax_CHTML,.MathJax_SVG';
const LONGEST = 20_000;

/**
 * Puts the LaTeX of equations in their place: of MathML, of the TeX that MathJax and KaTeX keep beside what they draw, and
 * of pictures that MediaWiki made of TeX. What has none stays as it is.
 */
export function placeEquations(page: HtmlNode): void {
  for (const script of all(page, 'script[type^="math/tex"]')) {
    place(script, script.textContent ?? '', /mode\s*=\s*display/.test(script.getAttribute('type') ?? ''));
  }
  for (const wrapper of all(page, WRAPPED)) {
    const math = wrapper.querySelector('math');
    const picture = wrapper.querySelector('img[alt]');
    const latex = math ? mathmlToLatex(math.outerHTML) : texOf(wrapper, picture);
    if (latex !== '') place(wrapper, latex, isDisplay(wrapper) || math?.getAttribute('display') === 'block');
  }
  for (const drawn of all(page, DRAWN)) drawn.remove();
  for (const math of all(page, 'math,m\\:math')) {
    const latex = mathmlToLatex(math.outerHTML);
    place(
      math,
      latex === '' ? (math.textContent ?? '') : latex,
      math.getAttribute('display') === 'block',
      latex === '',
    );
  }
}

function texOf(wrapper: HtmlNode, picture: HtmlNode | null): string {
  const own = wrapper.getAttribute('data-mathml');
  if (own !== null) return mathmlToLatex(own);
  return (picture?.getAttribute('alt') ?? '').replace(/^\{\\(?:display|text)style (.*)\}$/s, '$1');
}

function isDisplay(node: HtmlNode): boolean {
  const classes = node.getAttribute('class') ?? '';
  return /katex-display|MathJax_Display/.test(classes) || node.getAttribute('display') === 'true';
}

function place(node: HtmlNode, latex: string, display: boolean, plain = false): void {
  const said = latex.replaceAll(/\s+/g, ' ').trim();
  if (said.length > LONGEST) node.remove();
  else if (plain || said === '') node.replaceWith(said);
  else node.replaceWith(display ? ` $$${said}$$ ` : `$${said}$`);
}
