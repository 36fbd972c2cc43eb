import type { Masked } from '../masked.ts';
import type { References } from '../references.ts';

/** Attributes that every AsciiDoc document has. */
const BUILT_IN = new Map(
  Object.entries({
    ...{ nbsp: ' ', sp: ' ', empty: '', blank: '', zwsp: '', lt: '<', gt: '>', amp: '&', startsb: '[', endsb: ']' },
    ...{ plus: '+', asterisk: '*', backtick: '`', tilde: '~', caret: '^', vbar: '|', apos: "'", quot: '"', lsquo: '‘' },
    ...{ rsquo: '’', ldquo: '“', rdquo: '”', deg: '°', cpp: 'C++', pp: '++', 'two-colons': '::', wj: '', brvbar: '¦' },
  }),
);

const B = String.raw`(?<![\w\\])`;
const A = String.raw`(?!\w)`;

/** What an inline is read with. */
export interface Inlines {
  masked: Masked;
  references: References;
  attributes: ReadonlyMap<string, string>;
}

/** A line of AsciiDoc as it reads: macros by their words, quotation marks, emphasis as Markdown has it. */
export function asciidocInline(text: string, { masked, references, attributes }: Inlines): string {
  return text
    .replaceAll(/(?:latexmath|stem):\[((?:[^\]\\]|\\.){1,2000})\]/g, (_, math: string) =>
      masked.keep(`$${math.trim()}$`),
    )
    .replaceAll(/\+\+\+([^+\n]{1,500})\+\+\+|pass:\w{0,5}\[([^\]\n]{1,500})\]/g, (_, a, b) => masked.keep(a ?? b))
    .replaceAll(new RegExp(`${B}\`\\+([^\`\\n]{1,500}?)\\+\`${A}`, 'g'), (_, code: string) => masked.code(code))
    .replaceAll(/(?<!`)``([^`\n]{1,500})``(?!`)/g, (_, code: string) => masked.code(code))
    .replaceAll(/(["'])`([^`\n]{1,500})`\1/g, (_, mark, said) => (mark === '"' ? `“${said}”` : `‘${said}’`))
    .replaceAll(
      new RegExp(`${B}(?:\\[[^\\]\\n]{0,100}\\])?\`([^\\s\`](?:[^\`\\n]{0,500}[^\\s\`])?)\`${A}`, 'g'),
      (_, code: string) => masked.code(code),
    )
    .replaceAll(/\{([\w-]{1,50})\}/g, (whole, name: string) => attributes.get(name) ?? BUILT_IN.get(name) ?? whole)
    .replaceAll(/image:[^\s:[\]][^\s[\]]{0,1000}\[[^\]\n]{0,1000}\]|icon:[\w-]{1,50}\[[^\]\n]{0,200}\]/g, '')
    .replaceAll(/footnote(?:ref)?:[\w-]{0,50}\[((?:[^\]\\]|\\.){0,2000})\]/g, (_, note: string) =>
      note === '' ? '' : ` [${note}]`,
    )
    .replaceAll(/(?:kbd|btn):\[([^\]\n]{1,200})\]/g, '$1')
    .replaceAll(/menu:([^[\]\n]{1,100})\[([^\]\n]{0,200})\]/g, (_, menu: string, item: string) =>
      item === '' ? menu : `${menu} > ${item}`,
    )
    .replaceAll(
      /xref:([^\s[\]]{1,500})\[([^\]\n]{0,1000})\]/g,
      (_, to: string, said: string) => said || references.mark(keyOf(to)),
    )
    .replaceAll(
      /<<([^<>,\n]{1,300})(?:,\s*([^<>\n]{1,1000}))?>>/g,
      (_, to: string, said?: string) => said ?? references.mark(keyOf(to)),
    )
    .replaceAll(
      /(?:link:|mailto:)(?:\+\+)?([^\s[\]]{1,2000}?)(?:\+\+)?\[([^\]\n]{0,1000})\]/g,
      (_, to, said) => wordsOf(said) || to,
    )
    .replaceAll(/(https?:\/\/[^\s[\]<>]{1,2000})\[([^\]\n]{0,1000})\]/g, (_, to, said) => wordsOf(said) || to)
    .replaceAll(/\(\(\([^()\n]{1,300}\)\)\)|\[\[[^[\]\n]{1,300}\]\]|indexterm:\[[^\]\n]{0,300}\]/g, '')
    .replaceAll(/\(\(([^()\n]{1,300})\)\)/g, '$1')
    .replaceAll(/\*\*([^*\n]{1,500})\*\*/g, (_, said) => `\0${said}\0`)
    .replaceAll(
      new RegExp(`${B}(?:\\[[^\\]\\n]{0,100}\\])?\\*([^\\s*](?:[^*\\n]{0,500}[^\\s*])?)\\*${A}`, 'g'),
      '\0$1\0',
    )
    .replaceAll('\0', '**')
    .replaceAll(/__([^_\n]{1,500})__/g, '_$1_')
    .replaceAll(new RegExp(`${B}(?:\\[[^\\]\\n]{0,100}\\])?#([^\\s#](?:[^#\\n]{0,500}[^\\s#])?)#${A}`, 'g'), '$1')
    .replaceAll(/\^([^\s^]{1,50})\^/g, '^$1')
    .replaceAll(/(?<!~)~([^\s~]{1,50})~(?!~)/g, '$1')
    .replaceAll(/(?<=\w)--(?=\w)| -- /g, (dash) => (dash === '--' ? '—' : ' — '))
    .replaceAll('...', '…')
    .replaceAll(/\\(?=[*_`#{[<~^])/g, '');
}

/** The words of a link without its attributes (`Text^`, `Text,window=_blank`). */
function wordsOf(said: string): string {
  return said
    .replace(/,\s*(?:window|role|opts|id|title|rel)\s*=.*$/, '')
    .replace(/\^$/, '')
    .replaceAll(/^"|"$/g, '')
    .trim();
}

function keyOf(to: string): string {
  return to.replace(/^[^#]*#/, '').trim();
}
