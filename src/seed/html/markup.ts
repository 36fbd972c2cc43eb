import { decodeEntities } from '../entities.ts';

/** How deep elements may stand inside each other; those further in leave only their content. No page needs more. */
const DEEPEST = 200;
/** Elements that have no end, or end where the next begins. */
const NO_DEPTH =
  /^(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr)$/i;
/** An element whose content is no markup: how it begins, and by it how it ends. */
const RAW = /<(?:(script|style|noscript|template|svg|iframe|object)\b[^>]{0,4000}>|!--)/gi;
/** Scripts that say something: equations, and what the page says of itself. */
const TELLING = /type\s*=\s*["']?(?:math\/|application\/ld\+json)/i;
const TAG = /<(\/?)([a-z][\w:-]{0,40})(?:\s[^<>]{0,20000})?(\/?)>/gi;

/** The markup of a page, made harmless to those who read it, and how many elements it has. */
export interface Markup {
  html: string;
  elements: number;
}

/**
 * Leaves out scripts, styles, comments and pictures in markup, and elements that stand too deep inside each other. Character
 * references are resolved, as each would be a node of its own; those that are needed count as elements.
 */
export function plainMarkup(page: string): Markup {
  const source = withoutRaw(page);
  const parts: string[] = [];
  let depth = 0;
  let elements = 0;
  let from = 0;
  const say = (text: string) => {
    const plain = resolved(text);
    elements += plain.match(/&(?:lt|amp);/g)?.length ?? 0;
    parts.push(plain);
  };
  for (const { 0: tag, 1: close, 2: name = '', 3: closed, index } of source.matchAll(TAG)) {
    say(source.slice(from, index));
    from = index + tag.length;
    if (!close) elements++;
    const deepens = !closed && !NO_DEPTH.test(name);
    if (deepens && !close) depth++;
    if (!deepens || depth <= DEEPEST) parts.push(tag);
    if (deepens && close) depth = Math.max(0, depth - 1);
  }
  say(source.slice(from));
  return { html: parts.join(''), elements };
}

function resolved(text: string): string {
  return text
    .replaceAll(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{0,31});/gi, (reference) => {
      const said = decodeEntities(reference);
      return said === '<' ? '&lt;' : said === '&' ? '&amp;' : said;
    })
    .replaceAll(/<(?![a-z/!?])/gi, '&lt;');
}

function withoutRaw(html: string): string {
  const kept: string[] = [];
  let from = 0;
  RAW.lastIndex = 0;
  for (let found = RAW.exec(html); found; found = RAW.exec(html)) {
    const [start, name] = found;
    const end = name === undefined ? html.indexOf('-->', RAW.lastIndex) : endOf(html, name, RAW.lastIndex);
    if (end === -1 && name !== undefined && !/^(?:script|style)$/i.test(name)) continue;
    const next = end === -1 ? html.length : end + (name === undefined ? 3 : name.length + 3);
    kept.push(html.slice(from, found.index));
    if (TELLING.test(start)) kept.push(html.slice(found.index, next));
    from = next;
    RAW.lastIndex = next;
  }
  return kept.join('') + html.slice(from);
}

function endOf(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? -1;
}
