import { splitSentences } from '../text/sentences.ts';
import { estimateTokens } from '../text/tokens.ts';
import { codeCuts } from './code/cut.ts';
import { cutWords, type Span } from './cut-words.ts';
import { linesOf } from './headings.ts';
import type { Document } from './reader.ts';

const FENCE = /^\s*(?:```|~~~)/;
const ROW = /^\s*\|/;
const ITEM = /^([^\S\n]*)(?:[-*+•–·]|\(?(?:\d{1,4}|[a-zA-Z]|[ivxlIVXL]{1,6})[.)])\s/;

/**
 * A paragraph that is too long in parts of at most `limit` tokens: fenced code where the fewest blocks are open, tables
 * between rows, lists between items, all else between sentences, in verse and dialogue between those that end a line.
 * What is still too long is cut between words, at last anywhere. Nothing but white space lies between the parts.
 */
export function cutText(document: Document, start: number, end: number, limit: number): Span[] {
  const { text } = document;
  const source = text.slice(start, end);
  const fits = ([from, to]: Span) => estimateTokens(text.slice(from, to)) <= limit;
  const finer = (spans: Span[]) => spans.flatMap((span) => (fits(span) ? [span] : cutWords(text, ...span, limit)));
  if (FENCE.test(source)) return finer(atPlaces(source, start, codeCuts(source, undefined, limit / 2, limit)));
  if (ROW.test(source)) return finer(upTo(text, linesIn(source, start), limit, () => false));
  return itemsIn(source, start).flatMap((item) => (fits(item) ? [item] : finer(sentencesIn(document, ...item, limit))));
}

/** Spans between these places of `source`, which begins at `start` in the text; without white space at their ends. */
function atPlaces(source: string, start: number, places: readonly number[]): Span[] {
  return [0, ...places].flatMap((from, i) => trimmed(source, start, from, places[i] ?? source.length));
}

function trimmed(source: string, start: number, from: number, to: number): Span[] {
  const said = source.slice(from, to).trimEnd();
  const lead = /^(?:[^\S\n]*\n)*/.exec(said)?.[0].length ?? 0;
  return said.length > lead ? [[start + from + lead, start + from + said.length]] : [];
}

function linesIn(source: string, start: number): Span[] {
  return [...linesOf(source)].flatMap(({ line, start: at }) => trimmed(source, start, at, at + line.length));
}

/** The outermost items of a list, with what stands before the first; all of it where there are none. */
function itemsIn(source: string, start: number): Span[] {
  const marks = [...linesOf(source)].flatMap(({ line, start: at }) => {
    const indent = ITEM.exec(line)?.[1]?.length;
    return indent === undefined ? [] : [{ at, indent }];
  });
  const least = marks.reduce((min, { indent }) => Math.min(min, indent), Infinity);
  const places = marks.filter(({ at, indent }) => indent === least && at > 0).map(({ at }) => at);
  return atPlaces(source, start, places);
}

/** Sentences; where some end with their line, those between are kept with them. */
function sentencesIn({ text, language }: Document, start: number, end: number, limit: number): Span[] {
  const source = text.slice(start, end);
  const found = splitSentences(source, language ?? undefined);
  const spans = found.map((each): Span => [start + each.start, start + each.end]);
  const sound = aroundEquations(text, spans, limit);
  const endsLine = ([, to]: Span) => to === end || /^[^\S\n]*\n/.test(text.slice(to, to + 20));
  const lines = sound.filter(endsLine).length;
  return source.includes('\n') && lines > 1 ? upTo(text, sound, limit, endsLine) : sound;
}

/** Joins spans up to the limit, or until one ends as asked. */
function upTo(text: string, spans: readonly Span[], limit: number, ends: (span: Span) => boolean): Span[] {
  const parts: Span[] = [];
  let size = Infinity;
  for (const span of spans) {
    const last = parts.at(-1);
    const more = estimateTokens(text.slice(last?.[1] ?? span[0], span[1]));
    if (last && size + more <= limit) {
      last[1] = span[1];
      size += more;
    } else {
      parts.push([...span]);
      size = estimateTokens(text.slice(...span));
    }
    if (ends(span)) size = Infinity;
  }
  return parts;
}

/** Sentences without the ends that lie inside an equation or a LaTeX environment, as long as they stay below the limit. */
function aroundEquations(text: string, spans: readonly Span[], limit: number): Span[] {
  const inside = new Set<Span>();
  let depth = 0;
  let display = false;
  for (const span of spans) {
    for (const [mark] of text.slice(...span).matchAll(/\$\$|\\begin\{|\\end\{/g)) {
      if (mark === '$$') display = !display;
      else depth = Math.max(0, depth + (mark === '\\end{' ? -1 : 1));
    }
    if (display || depth > 0) inside.add(span);
  }
  return inside.size === 0 ? [...spans] : upTo(text, spans, limit, (span) => !inside.has(span));
}
