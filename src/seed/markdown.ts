const ENTITIES: Record<string, string> = {
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
};

const CODE = /^[^\S\n]*(```+|~~~+)[^\n]*\n[\s\S]*?^[^\S\n]*\1[^\n]*$|(?<!`)(`+)(?!`)[^\n]{0,2000}?[^`\n]\2(?!`)/gm;
const TARGET = String.raw`\((?:[^()\n]|\([^()\n]*\))*\)`;
const LABEL = String.raw`((?:[^\[\]\n]|\[[^\[\]\n]*\]|\n(?!\n)){0,1000}?)`;

/**
 * Markdown as it reads: without comments, images, link targets, HTML tags, attribute lists and template tags
 * (Liquid, Hugo); entities decoded, underlined headings as `#`. Code, tables, lists and emphasis stay as they are.
 */
export function plainMarkdown(text: string): string {
  const kept: string[] = [];
  const hidden = text.replaceAll('\0', '').replaceAll(CODE, (code) => `\0${kept.push(code) - 1}\0`);
  return withoutMarks(hidden)
    .replaceAll(/\0(\d+)\0/g, (_, i: string) => kept[Number(i)] ?? '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
}

function withoutMarks(text: string): string {
  return withoutComments(text)
    .replaceAll(/\{\{[<%][\s\S]{0,2000}?[>%]\}\}|\{%[\s\S]{0,2000}?%\}|\{\{[^{}\n]*\}\}/g, '')
    .replaceAll(/^[^\S\n]*\{:[^}\n]*\}[^\S\n]*$|\{:[^}\n]*\}|\{[#.][\w-][^}\n]*\}/gm, '')
    .replaceAll(/^(?![-#>|=\s]|\d+\.)([^\n]+)\n(=+|-{3,})[^\S\n]*$/gm, underlined)
    .replaceAll(/^[^\S\n]*\[(?!\^)[^\]\n]+\]:[^\S\n]*\S+(?:[^\S\n]+["'(][^\n]*)?$/gm, '')
    .replaceAll(new RegExp(`!\\[[^\\]\\n]*\\](?:${TARGET}|\\[[^\\]\\n]*\\])?`, 'g'), '')
    .replaceAll(new RegExp(`\\[${LABEL}\\]${TARGET}`, 'g'), '$1')
    .replaceAll(/(?<!\\)\[(?!\^)([^[\]\n]+)\]\[[^\]\n]*\]/g, '$1')
    .replaceAll(/<((?:https?|mailto):[^>\s]+)>/g, '$1')
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
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

/** Without HTML comments; one that is never closed stays. */
function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end + 3;
  }
}

function underlined(whole: string, heading: string, line: string): string {
  return heading.includes('|') ? whole : `${line.startsWith('=') ? '#' : '##'} ${heading.trim()}`;
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
