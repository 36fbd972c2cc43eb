import { LINE_BREAK } from '../markdown-writer.ts';
import type { Masked } from '../masked.ts';

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$/i;
const BEFORE = String.raw`(?<=^|[\s({'"\-–—])`;
const AFTER = String.raw`(?=$|[\s)}'".,;:!?\-–—[])`;

function between(mark: string): RegExp {
  const m = `\\${mark}`;
  return new RegExp(`${BEFORE}${m}(?=\\S)([^${m}\\n]{0,500}?[^${m}\\s])${m}${AFTER}`, 'g');
}

const CODE = [between('='), between('~'), /\bsrc_\w{1,20}(?:\[[^\]\n]{0,200}\])?\{([^{}\n]{1,500})\}/g];
const MATH =
  /\\\((?:[^\\\n]|\\(?![()])){1,1000}\\\)|\\\[(?:[^\\]|\\(?![[\]])){1,5000}\\\]|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,499}[^\s$\\]\$(?![\d$])/g;
const [BOLD, ITALIC, UNDERLINED, STRUCK] = [between('*'), between('/'), between('_'), between('+')];

/** A line of Org as it reads: links by their words, notes in brackets, emphasis as Markdown has it. */
export function orgInline(text: string, masked: Masked, notes: ReadonlyMap<string, string>): string {
  let said = text.replaceAll(MATH, (math) => masked.keep(math));
  for (const pattern of CODE) said = said.replaceAll(pattern, (_, code: string) => masked.code(code));
  return said
    .replaceAll(/\[\[([^[\]\n]{1,2000})\](?:\[([^[\]\n]{1,1000})\])?\]/g, linkText)
    .replaceAll(/ ?\[fn:([\w-]{0,50}):([^[\]\n]{1,2000})\]/g, ' [$2]')
    .replaceAll(/ ?\[fn:([\w-]{1,50})\]/g, (_, name: string) => (notes.has(name) ? ` [${notes.get(name)}]` : ''))
    .replaceAll(/ ?\[cite[^[\]\n:]{0,20}:[^[\]\n]{0,500}\]/g, '')
    .replaceAll(/@@[^@\n]{0,500}@@|\{\{\{[^{}\n]{0,500}\}\}\}|<<<?[^<>\n]{1,200}>>>?/g, '')
    .replaceAll(/[<[](\d{4}-\d\d-\d\d)(?: [^<>[\]\n]{0,40})?[>\]]/g, '$1')
    .replaceAll(UNDERLINED, '$1')
    .replaceAll(BOLD, '**$1**')
    .replaceAll(ITALIC, '_$1_')
    .replaceAll(STRUCK, '$1')
    .replaceAll(/\\\\\s*$/g, LINE_BREAK);
}

function linkText(_: string, target: string, words: string | undefined): string {
  if (words !== undefined) return PICTURE.test(words) ? '' : words;
  if (PICTURE.test(target)) return '';
  return target.replace(/^(?:file|id|info|elisp|attachment):/, '').replace(/^[*#]/, '');
}
