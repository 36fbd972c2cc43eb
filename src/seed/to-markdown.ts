import type TurndownService from 'turndown';
import { markdownTable } from './markdown-table.ts';
import { fenced } from './markdown-writer.ts';

/** The nodes of turndown's parser as far as they are used here; its own types need the DOM library. */
interface Node {
  textContent: string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): ArrayLike<Node>;
  getAttribute(name: string): string | null;
  parentNode: Node | null;
}

/**
 * HTML as Markdown with headings, lists, code and tables; links keep their words only, rules, images and scripts are
 * dropped. Nothing is escaped: what is read is what stood there.
 */
export async function toMarkdown(html: string): Promise<string> {
  const turndown = await makeTurndown();
  return tidy(turndown.turndown(html));
}

async function makeTurndown(): Promise<TurndownService> {
  const { default: Turndown } = await import('turndown');
  const turndown = new Turndown({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '_',
  });
  turndown.escape = (text) => text;
  turndown.addRule('images', { filter: ['img', 'picture', 'video', 'audio'] as never, replacement: () => '' });
  turndown.remove(['script', 'style', 'noscript', 'button', 'iframe'] as never);
  turndown.addRule('rules', { filter: 'hr', replacement: () => '\n\n' });
  turndown.addRule('links', { filter: 'a', replacement: (content) => content });
  turndown.addRule('tables', {
    filter: 'table',
    replacement: (content, node) => tableOf(node as never) ?? `\n\n${content}\n\n`,
  });
  turndown.addRule('code blocks', { filter: 'pre', replacement: (_, node) => codeOf(node as never) });
  turndown.addRule('terms', { filter: 'dt', replacement: (content) => `\n\n${content.trim()}\n` });
  turndown.addRule('meanings', {
    filter: 'dd',
    replacement: (content) => `: ${content.trim().replaceAll(/\n(?=.)/g, '\n  ')}\n`,
  });
  turndown.addRule('raised', {
    filter: 'sup',
    replacement: (content) => (/^[-−+]?\d{1,3}$/.test(content.trim()) ? `^${content.trim()}` : content),
  });
  return turndown;
}

const LANGUAGE =
  /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|brush:\s*)([\w+#-]{1,20})|(?:^|\s)sourceCode\s+([\w+#-]{1,20})/i;

/** Preformatted text as fenced code, without numbers of lines; its language where a class names it. */
function codeOf(pre: Node): string {
  const places = [pre, pre.querySelector('code'), pre.parentNode];
  const names = places.flatMap((node) => [node?.getAttribute?.('class'), node?.getAttribute?.('data-lang')]);
  const found = names.map((name) => LANGUAGE.exec(name ?? '')).find((match) => match !== null);
  const language = found?.[1] ?? found?.[2] ?? pre.getAttribute('data-lang') ?? '';
  for (const node of Array.from(pre.querySelectorAll('.lineno,.linenos,.line-number,.gutter'))) node.textContent = '';
  for (const node of Array.from(pre.querySelectorAll('br'))) node.textContent = '\n';
  const code = (pre.textContent ?? '').replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
  return code === ''
    ? ''
    : `\n\n${fenced(code, /^(?:none|text|plain\w*)$/i.test(language) ? '' : language.toLowerCase())}\n\n`;
}

/** A table as Markdown; undefined for one that only lays out a page (one column, blocks or tables inside). */
function tableOf(table: Node): string | undefined {
  for (const node of Array.from(table.querySelectorAll('br'))) node.textContent = ' ';
  if (table.querySelector('table,ul,ol,h1,h2,h3,h4,p + p,pre')) return undefined;
  const rows = Array.from(table.querySelectorAll('tr')).map((row) =>
    Array.from(row.querySelectorAll('td,th')).map((cell) => cell.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''),
  );
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return columns < 2 ? undefined : `\n\n${markdownTable(rows)}\n\n`;
}

/** List markers with one space, headings without links' marks, no runs of blank lines. */
function tidy(markdown: string): string {
  return markdown
    .replaceAll(/^([^\S\n]*(?:-|\d+\.)) {2,}/gm, '$1 ')
    .replaceAll(/^(#{1,6}) *\n/gm, '')
    .replaceAll(/^[^\S\n]*-[^\S\n]*$/gm, '')
    .replaceAll(/(?<![^\S\n])[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
