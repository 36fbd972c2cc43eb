import type { Masked } from '../masked.ts';
import type { References } from '../references.ts';

const B = String.raw`(?<=^|[\s([{<'"\-–—/:])`;
const A = String.raw`(?=$|[\s)\]}>'".,;:!?\-–—/\\])`;
/** Roles whose words name a place in the documents. */
const PLACES = /^(?:std:)?(?:ref|doc|numref|any|eq|need)$/;
const FORMULAS = /^(?:math|eq)$/;
const WORDS =
  /^(?:term|abbr|dfn|guilabel|menuselection|index|title|title-reference|t|sub|subscript|envvar|rfc|pep|cite\S*)$/;

/** What an inline is read with. */
export interface Inlines {
  masked: Masked;
  references: References;
  substitutions: ReadonlyMap<string, string>;
}

/** A line of reStructuredText as it reads: roles and links by their words, code and formulas as Markdown has them. */
export function rstInline(text: string, inlines: Inlines): string {
  const { masked, substitutions } = inlines;
  return text
    .replaceAll(/``([^`\n](?:[^\n`]|`(?!`)){0,500}?)``(?!`)/g, (_, code: string) => masked.code(code))
    .replaceAll(/:([\w:+.-]{1,50}):`([^`\n]{1,1000})`/g, (_, role: string, said: string) =>
      roleText(role, said, inlines),
    )
    .replaceAll(/`([^`\n]{1,1000})`:([\w:+.-]{1,50}):/g, (_, said: string, role: string) =>
      roleText(role, said, inlines),
    )
    .replaceAll(/`([^`<\n]{1,500}?)\s*<[^<>`\n]{1,2000}>`__?/g, '$1')
    .replaceAll(/`<([^<>`\n]{1,2000})>`__?/g, '$1')
    .replaceAll(/`([^`\n]{1,500})`__?/g, '$1')
    .replaceAll(/ ?\[(?:#[\w.-]{0,50}|\*|\d{1,4}|[A-Za-z][\w.+-]{0,50})\]_(?![\w])/g, '')
    .replaceAll(
      /\|([^|\s](?:[^|\n]{0,100}[^|\s])?)\|(?:__?)?/g,
      (whole, name: string) => substitutions.get(name) ?? whole,
    )
    .replaceAll(new RegExp(`${B}([A-Za-z][\\w.+-]{0,100}\\w)__?(?![\\w])${A}`, 'g'), '$1')
    .replaceAll(/(?<![\\`])`([^`\n]{1,500})`(?!`)/g, (_, said: string) =>
      /[_()]/.test(said) ? masked.code(said) : `_${said}_`,
    )
    .replaceAll(new RegExp(`(?<!\\*)${B}\\*([^\\s*](?:[^*\\n]{0,500}[^\\s*])?)\\*(?!\\*)${A}`, 'g'), '_$1_')
    .replaceAll(/_`([^`\n]{1,200})`/g, '$1')
    .replaceAll(/\\ /g, '')
    .replaceAll(/\\([*_`|:<>\\])/g, '$1');
}

function roleText(role: string, said: string, { masked, references }: Inlines): string {
  const [, words, target = said] = /^([^<]*?)\s*<([^<>]{1,500})>$/.exec(said) ?? [];
  const last = role.split(':').at(-1) ?? '';
  if (last === 'math') return masked.keep(`$${said.trim()}$`);
  if (PLACES.test(role)) return words || references.mark(target.trim().toLowerCase());
  if (FORMULAS.test(last)) return '';
  if (last === 'sup' || last === 'superscript') return `^${said}`;
  if (WORDS.test(last)) return words ?? said;
  if (last === 'kbd' || last === 'strong') return `**${said}**`;
  if (last === 'emphasis' || last === 'program') return `_${said}_`;
  return masked.code(
    words || said.replace(/^[!~]?(?:[\w.]+\.)?(?=\w)/, (path) => (path.startsWith('~') ? '' : path.replace(/^!/, ''))),
  );
}
