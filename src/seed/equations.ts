import { createRequire } from 'node:module';
import { mathOfOmml } from './equations/omml.ts';
import { PlainMath } from './equations/plain-math.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** An equation longer than this is none that anybody reads. */
const LONGEST = 200_000;

const require = createRequire(import.meta.url);

/**
 * The LaTeX of a MathML element (`<math>`, with or without a prefix, or what may stand in one), without dollar signs
 * and on one line; '' where it says nothing or cannot be read. The author's own TeX is taken where an annotation has it.
 * Never throws.
 */
export function mathmlToLatex(mathml: string | XmlElement): string {
  try {
    if (typeof mathml === 'string' && mathml.length > LONGEST) return '';
    return latexOf(typeof mathml === 'string' ? parseXml(mathml, 'an equation') : mathml);
  } catch {
    return '';
  }
}

/**
 * The LaTeX of an equation of Office (`m:oMath`, or `m:oMathPara` with one or more), as {@link mathmlToLatex}. Office
 * Math is ECMA-376 part 1, chapter 22.1.
 */
export function ommlToLatex(omml: XmlElement): string {
  try {
    return latexOf(mathOfOmml(omml));
  } catch {
    return '';
  }
}

function latexOf(math: XmlElement): string {
  const plain = new PlainMath();
  const own = plain.ownTex(math);
  if (own !== null) return own;
  const xml = `<math>${plain.xmlOf(math)}</math>`;
  if (xml.length > LONGEST) return '';
  const library: typeof import('mathml-to-latex') = require('mathml-to-latex');
  return plain.restored(library.MathMLToLaTeX.convert(xml));
}
