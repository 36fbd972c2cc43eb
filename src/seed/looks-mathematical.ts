/** A formula as documents write it: TeX between its marks, a TeX command of mathematics, an equation in plain signs. */
const FORMULA = [
  /\$[^$\n]{1,200}\$/g,
  /\\(?:frac|sqrt|sum|int|lim|alpha|beta|theta|pi|cdot|times|leq?|geq?|infty|begin\{(?:equation|align|matrix|pmatrix|cases))/g,
  /(?<![\p{L}\d])[a-zA-Z](?:[_^]?\d)?\s*[=<>≤≥]\s*[-−]?(?:\d|[a-zA-Z](?![\p{L}])|√)/gu,
  /[\d)a-z]\s?[+−×·*^/]\s?[\d(a-z][^=\n]{0,40}=\s*[-−\d(a-z]/g,
];

/** Whether a text carries mathematics of its own: four formulas or more, one in a hundred words, and not the signs of code. */
export function looksMathematical(text: string): boolean {
  const looked = text.slice(0, 40_000);
  const formulas = FORMULA.reduce((sum, pattern) => sum + (looked.match(pattern)?.length ?? 0), 0);
  const words = looked.split(/\s+/).length;
  const codeLines = looked.match(/[;{}]\s*$/gm)?.length ?? 0;
  return formulas >= 4 && formulas * 100 >= words && codeLines * 2 < formulas;
}
