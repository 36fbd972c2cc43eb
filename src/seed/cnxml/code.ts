import { attribute, textOf, type XmlElement } from '../xml.ts';

/** Whether code stands in lines of its own. */
export function isCodeBlock(code: XmlElement): boolean {
  const display = attribute(code, 'display');
  if (display !== undefined) return display === 'block';
  return !/\binline/.test(attribute(code, 'class') ?? '') && textOf(code).includes('\n');
}

/** A listing without the indentation that all its lines share, and the language it is written in. */
export function codeOf(code: XmlElement): [text: string, language: string] {
  const lines = textOf(code).split('\n');
  const [first = '', ...others] = lines;
  const kept = first.trim() === '' ? others : lines;
  const indents = kept.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = indents.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  const text = kept.map((line) => line.slice(Number.isFinite(shared) ? shared : 0)).join('\n');
  return [text, attribute(code, 'lang') ?? ''];
}
