import { estimateTokens } from '../text/tokens.ts';
import { linesOf } from './headings.ts';
import type { Document } from './reader.ts';
import { unitsIn } from './units.ts';

const RULE = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** A head of which this share of a part is not repeated. */
const LARGEST_HEAD = 1 / 3;

/** What is put into the text at a place of it. */
interface Insertion {
  at: number;
  text: string;
}

/**
 * The document with each Markdown table of more than `target` tokens written as several, each with the head of the
 * table, parted by blank lines: a row without its head says nothing. Sections and pages are moved with the text.
 */
export function shortTables(document: Document, target: number): Document {
  if (!document.text.includes('|')) return document;
  const insertions = [...insertionsIn(document.text, target)];
  if (insertions.length === 0) return document;
  const sections = moved(document.sections, insertions);
  const pages = document.pages && moved(document.pages, insertions);
  return { ...document, text: inserted(document.text, insertions), sections, ...(pages && { pages }) };
}

function* insertionsIn(text: string, target: number): Generator<Insertion> {
  let table: { head: string; headTokens: number; size: number } | undefined;
  let above = { line: '', start: 0 };
  const units = unitsIn(text);
  let unit = units.next();
  for (const { line, start } of linesOf(text)) {
    while (!unit.done && unit.value.end < start) unit = units.next();
    if ((!unit.done && unit.value.start <= start) || !line.includes('|')) table = undefined;
    else if (table === undefined && RULE.test(line) && above.line.includes('|')) {
      const head = text.slice(above.start, start + line.length);
      const headTokens = estimateTokens(head);
      if (headTokens <= target * LARGEST_HEAD) table = { head, headTokens, size: headTokens };
    } else if (table) {
      const row = estimateTokens(line) + 1;
      if (table.size + row > target && table.size > table.headTokens) {
        yield { at: start, text: `\n${table.head}\n` };
        table.size = table.headTokens;
      }
      table.size += row;
    }
    above = { line, start };
  }
}

function inserted(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, text: more } of insertions) {
    parts.push(text.slice(from, at), more);
    from = at;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Places in order, where they lie after the insertions. */
function moved<T extends { start: number }>(places: readonly T[], insertions: readonly Insertion[]): T[] {
  let next = 0;
  let by = 0;
  return places.map((place) => {
    for (let each = insertions[next]; each && each.at <= place.start; each = insertions[++next]) by += each.text.length;
    return place.start < 0 ? place : { ...place, start: place.start + by };
  });
}
