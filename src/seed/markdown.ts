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

const CODE =
  /^[^\S\n]*(?=(```+|~~~+))\1[^\n]*\n[\s\S]*?^[^\S\n]*\1[^\n]*$|(?<!`)(`+)(?!`)[^\n]{0,2000}?[^`\n]\2(?!`)/gm;
const TARGET = String.raw`\((?:[^()\n]|\([^()\n]*\))*\)`;
const LABEL = String.raw`((?:[^\[\]\n]|\[[^\[\]\n]*\]|\n(?!\n)){0,1000}?)`;

/** What is left out whole, from its first mark to its last. */
const MARKED_OFF = [
  [/<!--/g, /-->/g],
  [/<script\b/gi, /<\/script>/gi],
  [/<style\b/gi, /<\/style>/gi],
] as const;

/**
 * Markdown as it reads: without comments, images, link targets, HTML tags, attribute lists and template tags
 * (Liquid, Hugo); entities decoded, underlined headings as `#`. Code, tables, lists and emphasis stay as they are.
 */
export function plainMarkdown(text: string): string {
  const kept: string[] = [];
  const hidden = text.replaceAll('\0', '').replaceAll(CODE, (code) => `\0${kept.push(code) - 1}\0`);
  return withoutMarks(hidden)
    .replaceAll(/\0(\d+)\0/g, (_, i: string) => kept[Number(i)] ?? '')
    .replaceAll(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
}

function withoutMarks(text: string): string {
  return MARKED_OFF.reduce((rest, [open, close]) => without(rest, open, close), text)
    .replaceAll(/\{\{[<%][\s\S]{0,2000}?[>%]\}\}|\{%[\s\S]{0,2000}?%\}|\{\{[^{}\n]*\}\}/g, '')
    .replaceAll(/^[^\S\n]*\{:[^}\n]*\}[^\S\n]*$|\{:[^{}\n]*\}|\{[#.][\w-][^{}\n]*\}/gm, '')
    .replaceAll(/^(?![-#>|=\s]|\d+\.)([^\n]+)\n(=+|-{3,})[^\S\n]*$/gm, underlined)
    .replaceAll(/^[^\S\n]*\[(?!\^)[^\]\n]+\]:[^\S\n]*\S+(?:[^\S\n]+["'(][^\n]*)?$/gm, '')
    .replaceAll(new RegExp(`!\\[[^\\]\\n]{0,1000}\\](?:${TARGET}|\\[[^\\]\\n]*\\])?`, 'g'), '')
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
