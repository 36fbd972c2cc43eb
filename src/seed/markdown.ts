import { htmlAsMarkdown } from './html-in-markdown.ts';

const ENTITIES = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    copy: '©',
    deg: '°',
    times: '×',
  }),
);

const CODE = /^[^\S\n]*(?=(```+|~~~+))\1[^\n]*\n[\s\S]*?^[^\S\n]*\1[^\n]*$|(?<!`)(`+)(?!`)[^\n]{0,2000}?[^`\n]\2(?!`)/;
/**
 * Formulas: between `$$`, `\[`, `\(` and in environments; between single dollar signs where no space stands inside them and
 * no digit follows, so that prices are none (as Pandoc has it).
 */
const MATH = [
  /\$\$[^$]{1,5000}\$\$/,
  /\\\[(?:[^\\]|\\(?![[\]])){1,5000}\\\]/,
  /\\\((?:[^\\\n]|\\(?![()])){1,1000}\\\)/,
  /\\begin\{(?<name>(?:equation|align|gather|multline|eqnarray|cases|[bpvV]?matrix)\*?)\}(?:[^\\]|\\(?!(?:begin|end)\{\k<name>\})){0,8000}\\end\{\k<name>\}/,
  /(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,499}[^\s$\\]\$(?![\d$])/,
];
const KEPT = new RegExp([CODE, ...MATH].map(({ source }) => source).join('|'), 'gm');
const TARGET = String.raw`\((?:[^()\n]|\([^()\n]*\))*\)`;
const LABEL = String.raw`((?:[^\[\]\n]|\[[^\[\]\n]*\]|\n(?!\n)){0,1000}?)`;

/** What is left out whole, from its first mark to its last. */
const MARKED_OFF = [
  [/<!--/g, /-->/g],
  [/<script\b/gi, /<\/script>/gi],
  [/<style\b/gi, /<\/style>/gi],
] as const;

/** Callouts of Docusaurus, MkDocs and VitePress by their names. */
const CALLOUTS = /^(?:note|tip|info|warning|danger|caution|important|example|question|success|details)$/i;

/**
 * Markdown as it reads: without comments, images, link targets, HTML tags, attribute lists and template tags
 * (Liquid, Hugo); entities decoded, underlined headings as `#`. Code, formulas, tables, lists and emphasis stay as they are.
 */
export function plainMarkdown(text: string): string {
  const kept: string[] = [];
  const hidden = text.replaceAll('\0', '').replaceAll(KEPT, (code) => `\0${kept.push(code) - 1}\0`);
  return withoutMarks(hidden)
    .replaceAll(/\0(\d+)\0/g, (_, i: string) => kept[Number(i)] ?? '')
    .replaceAll(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
}

function withoutMarks(text: string): string {
  const shown = MARKED_OFF.reduce((rest, [open, close]) => without(rest, open, close), text);
  return htmlAsMarkdown(shown)
    .replaceAll(/^:{3,}[^\S\n]*\{?\.?([\w-]*)\}?[^\S\n]*([^\n]*)$/gm, callout)
    .replaceAll(/^[^\S\n]+(?=<\/?[a-z][\w-]*[\s/>])/gim, '')
    .replaceAll(/!\[\[[^[\]\n]{1,300}\]\]/g, '')
    .replaceAll(/(?<!!)\[\[([^[\]|\n]{1,300})(?:\|([^[\]\n]{1,300}))?\]\](?![([])/g, (_, page, words) => words ?? page)
    .replaceAll(/\{\{[<%][\s\S]{0,2000}?[>%]\}\}|\{%[\s\S]{0,2000}?%\}|\{\{[^{}\n]*\}\}/g, '')
    .replaceAll(/^[^\S\n]*\{:[^}\n]*\}[^\S\n]*$|\{:[^{}\n]*\}|\{[#.][\w-][^{}\n]*\}/gm, '')
    .replaceAll(/^(?![-#>|=\s]|\d+\.)([^\n]+)\n(=+|-{3,})[^\S\n]*$/gm, underlined)
    .replaceAll(/^[^\S\n]*\[(?!\^)[^\]\n]+\]:[^\S\n]*\S+(?:[^\S\n]+["'(][^\n]*)?$/gm, '')
    .replaceAll(new RegExp(`!\\[(?:[^[\\]\\n]|\\[[^[\\]\\n]*\\]){0,1000}\\](?:${TARGET}|\\[[^\\]\\n]*\\])?`, 'g'), '')
    .replaceAll(new RegExp(`\\[${LABEL}\\]${TARGET}`, 'g'), '$1')
    .replaceAll(/(?<!\\)\[(?!\^)([^[\]\n]+)\]\[[^\]\n]*\]/g, '$1')
    .replaceAll(/<((?:https?|mailto):[^<>\s]+)>/g, '$1')
    .replaceAll(
      /<br\s*\/?>(?=\n)|<\/?(?:a|abbr|b|i|em|strong|span|sup|sub|small|u|kbd|img|font)(?=[\s/>])[^<>]*>/gi,
      '',
    )
    .replaceAll(/<br\s*\/?>/gi, ' ')
    .replaceAll(/<\/?t[dh]\b[^<>]*>/gi, ' ')
    .replaceAll(/<\/?[a-z][\w-]*(?:\s[^<>]*)?\/?>/gi, '')
    .replaceAll(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]+));/gi, entity)
    .replaceAll(/\\([-.#_+])/g, '$1')
    .replaceAll(/^(#{1,6}) +/gm, '$1 ');
}

/** The first line of a callout (`:::note Title`), and its last. */
function callout(_: string, name: string, title: string): string {
  if (!CALLOUTS.test(name)) return '';
  const word = name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
  return `**${title.trim() === '' ? word : `${word}: ${title.trim()}`}**\n`;
}

/** Without what stands from each `open` to the next `close`, both global; one that is never closed stays. */
function without(text: string, open: RegExp, close: RegExp): string {
  let kept = '';
  let from = 0;
  for (;;) {
    open.lastIndex = from;
    const start = open.exec(text);
    close.lastIndex = open.lastIndex;
    if (start === null || close.exec(text) === null) return kept + text.slice(from);
    kept += text.slice(from, start.index);
    from = close.lastIndex;
  }
}

function underlined(whole: string, heading: string, line: string): string {
  return heading.includes('|') ? whole : `${line.startsWith('=') ? '#' : '##'} ${heading.trim()}`;
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES.get(name) ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
