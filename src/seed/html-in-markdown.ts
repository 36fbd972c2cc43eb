import { markdownTable } from './markdown-table.ts';

/** Longer tables and headings stay as they are written. */
const LONGEST_TABLE = 200_000;
const HEADING = /<h([1-6])\b[^<>]{0,500}>([^<]{0,300}(?:<[^<>]{0,300}>[^<]{0,300}){0,8}?)<\/h\1\s?>/gi;

/**
 * Markdown whose HTML is Markdown too, as far as it says something: tables, headings, items of lists, powers. A table that
 * only lays out a page (a picture beside its words) is its words. Other tags stay.
 */
export function htmlAsMarkdown(text: string): string {
  if (!/<(?:table|h[1-6]|li|sup|code)\b/i.test(text)) return text;
  return tables(text)
    .replaceAll(HEADING, (_, rank: string, said: string) => `\n\n${'#'.repeat(Number(rank))} ${folded(said)}\n\n`)
    .replaceAll(/^(?![^\n]*\|)[^\n]*<li\b[^\n]*$/gim, (line) => line.replaceAll(/<li\b[^<>]*>\s*/gi, '\n- '))
    .replaceAll(/<code\b[^<>]{0,200}>([^<>`\n]{1,200})<\/code>/gi, '`$1`')
    .replaceAll(/<sup\b[^<>]*>([-+−\d]{1,9}|n)<\/sup>/gi, '^$1');
}

/** Tables one after another; one that is never closed, or holds another, stays. */
function tables(text: string): string {
  const [open, close] = [/<table\b[^<>]*>/gi, /<\/table\s?>/gi];
  let kept = '';
  let from = 0;
  for (let start = open.exec(text); start; start = open.exec(text)) {
    close.lastIndex = open.lastIndex;
    const end = close.exec(text);
    if (!end) break;
    const inside = text.slice(open.lastIndex, end.index);
    if (inside.length > LONGEST_TABLE || /<table\b/i.test(inside)) continue;
    kept += `${text.slice(from, start.index)}\n\n${tableOf(inside)}\n\n`;
    from = close.lastIndex;
    open.lastIndex = from;
  }
  return kept + text.slice(from);
}

function tableOf(inside: string): string {
  const rows = inside.split(/<tr\b[^<>]*>/i).map((row) => row.split(/<t[dh]\b[^<>]*>/i).slice(1));
  const said = rows.map((row) => row.map(cellOf)).filter((row) => row.some((cell) => cell !== ''));
  if (said.some((row) => row.filter((cell) => cell !== '').length > 1)) return markdownTable(said);
  return rows
    .flat()
    .map((cell) => (cellOf(cell) === '' ? '' : cell.trim()))
    .join('\n\n');
}

/** What a cell says in one line: no pictures, no tags but those of code and emphasis. */
function cellOf(cell: string): string {
  const said = cell
    .replaceAll(/<\/?(?:t[dhr]|tbody|thead|tfoot|p|div|ul|ol|br|img)\b[^<>]*>/gi, ' ')
    .replaceAll(/<li\b[^<>]*>/gi, ' - ')
    .replaceAll(/!\[[^\]\n]{0,1000}\]\([^()\n]{0,2000}\)/g, '');
  return folded(said);
}

function folded(said: string): string {
  return said.replaceAll(/\s+/g, ' ').trim();
}
