import { LINE_BREAK } from '../markdown-writer.ts';
import { attribute, child, elements, type XmlElement, type XmlNode } from '../xml.ts';
import type { OdtStyles } from './styles.ts';

/** What the words of a paragraph need from the document around them. */
export interface Around {
  styles: OdtStyles;
  /** Called for a note: what stands in its place. */
  note(body: XmlElement): string;
  /** Called for a frame: what stands in its place. */
  frame(frame: XmlElement): string;
  /** Called for what a reviewer remarked. */
  comment(): void;
}

/** Fields that say something else on every page, and what is not shown. */
const LEFT_OUT =
  /^(?:page-number|page-count|hidden-text|hidden-paragraph|note-citation|bookmark\w*|reference-mark-\w+|change\w*)$/;

/** The words of a paragraph in Markdown: emphasis, line breaks as `LINE_BREAK`, notes and frames as `around` writes them. */
export function wordsOf(node: XmlElement, around: Around): string {
  return node.children.map((part) => partOf(part, around)).join('');
}

function partOf(part: XmlNode, around: Around): string {
  if (typeof part === 'string') return part.replaceAll(/\s+/g, ' ');
  switch (part.local) {
    case 's':
      return ' '.repeat(Math.min(20, Number(attribute(part, 'c') ?? 1) || 1));
    case 'tab':
      return ' ';
    case 'line-break':
      return LINE_BREAK;
    case 'span':
      return spanOf(part, around);
    case 'note':
      return around.note(child(part, 'note-body') ?? part);
    case 'annotation':
      around.comment();
      return '';
    case 'frame':
      return around.frame(part);
    case 'ruby':
      return elements(part, 'ruby-base')
        .map((base) => wordsOf(base, around))
        .join('');
    default:
      return LEFT_OUT.test(part.local) ? '' : wordsOf(part, around);
  }
}

function spanOf(span: XmlElement, around: Around): string {
  const style = around.styles.of('text', attribute(span, 'style-name'));
  if (style.hidden) return '';
  const words = wordsOf(span, around);
  const [, before = '', said = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  if (said === '' || said.includes(LINE_BREAK)) return words;
  const slanted = style.italic ? `_${said}_` : said;
  return `${before}${style.bold ? `**${slanted}**` : slanted}${after}`;
}
