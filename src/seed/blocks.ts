import { splitSentences } from '../text/sentences.ts';
import { estimateTokens } from '../text/tokens.ts';
import { linesOf } from './headings.ts';
import type { Document } from './reader.ts';

/** A stretch of a document that chunks are made of; whole lines, or whole sentences of a paragraph that was cut. */
export interface Block {
  start: number;
  end: number;
  tokens: number;
  /** Level of the section that begins here, 0 where none does. */
  level: number;
  /** A heading, or words that end in a colon: it goes with what follows. */
  leads: boolean;
}

const SHORT_OPENING = 60;

/**
 * The blocks of a document in order, none above `limit` tokens, nothing but white space between them. Text: headings
 * and paragraphs (fenced code is one), long ones cut between sentences. Code: whole declarations, long ones
 * cut between members, then at blank lines. What is still too long is cut between lines, then words.
 */
export function blocksOf(document: Document, limit: number): Block[] {
  const blocks = document.kind === 'code' ? codeBlocks(document, limit) : textBlocks(document);
  return blocks.flatMap((block) => (block.tokens <= limit ? [block] : cut(document, block, limit)));
}

function block(text: string, start: number, end: number, level = 0, leads = false): Block[] {
  const raw = text.slice(start, end);
  const first = raw.search(/\S/);
  if (first === -1) return [];
  const lineStart = start + raw.lastIndexOf('\n', first) + 1;
  const stop = start + raw.trimEnd().length;
  return [{ start: lineStart, end: stop, level, leads, tokens: estimateTokens(text.slice(lineStart, stop)) }];
}

function textBlocks({ text, sections }: Document): Block[] {
  const levels = new Map(sections.map((section) => [section.start, section.level]));
  const blocks: Block[] = [];
  let from: number | undefined;
  let fence: number | undefined;
  /** Marks that no line below closes. */
  const unclosed = new Set<string>();
  const close = (to: number) => {
    if (from !== undefined) blocks.push(...block(text, from, to, 0, /[:：]$/.test(text.slice(from, to).trimEnd())));
    from = undefined;
  };
  for (const { line, start } of linesOf(text)) {
    if (fence !== undefined) {
      if (start <= fence) continue;
      fence = undefined;
    }
    const level = levels.get(start);
    if (level !== undefined) {
      close(start);
      blocks.push(...block(text, start, start + line.length, level, true));
    } else if (line.trim() === '') {
      close(start);
    } else {
      from ??= start;
      const mark = /^\s*(```|~~~)/.exec(line)?.[1];
      if (mark === undefined || unclosed.has(mark)) continue;
      fence = fenceEnd(text, mark, start + line.length + 1);
      if (fence === undefined) unclosed.add(mark);
    }
  }
  close(text.length);
  return blocks;
}

/** Where the first line at or after `from` begins that closes a fence of this mark; undefined if none does. */
function fenceEnd(text: string, mark: string, from: number): number | undefined {
  const closing = new RegExp(`^[^\\S\\n]*${mark}+[^\\S\\n]*$`, 'gm');
  closing.lastIndex = from;
  return from > text.length ? undefined : closing.exec(text)?.index;
}

/** Regions from one declaration to the next; those above the limit again, by members and then by blank lines. */
function codeBlocks({ text, sections }: Document, limit: number): Block[] {
  const levels = new Map(sections.map((section) => [section.start, section.level]));
  const regions = (start: number, end: number, most: number): Block[] => {
    const inside = sections.filter((section) => section.level === most && section.start > start && section.start < end);
    const starts = [start, ...inside.map((section) => section.start)];
    return starts.flatMap((from, i) => {
      const level = levels.get(from) ?? 0;
      const [region] = block(text, from, starts[i + 1] ?? end, level);
      if (!region) return [];
      // The opening of a class goes with its first member.
      if (region.tokens <= limit)
        return [{ ...region, leads: level === 1 && most === 2 && region.tokens < SHORT_OPENING }];
      return most < 2 ? regions(region.start, region.end, 2) : paragraphs(text, region);
    });
  };
  return regions(0, text.length, 1);
}

function paragraphs(text: string, region: Block): Block[] {
  const found: Block[] = [];
  let from = region.start;
  for (const gap of text.slice(region.start, region.end).matchAll(/\n\s*\n/g)) {
    const to = region.start + gap.index;
    found.push(...block(text, from, to, found.length === 0 ? region.level : 0));
    from = to + 1;
  }
  return [...found, ...block(text, from, region.end, found.length === 0 ? region.level : 0)];
}

/** A block above the limit in parts: sentences (not for code), then lines, then words, at last anywhere. */
function cut(document: Document, whole: Block, limit: number): Block[] {
  const { text, kind } = document;
  const source = text.slice(whole.start, whole.end);
  const at = (start: number, end: number): Block[] => block(text, whole.start + start, whole.start + end);
  const prose = kind !== 'code' && !/^\s*(?:```|~~~|\|)/.test(source);
  const sentences = prose ? splitSentences(source, document.language ?? undefined) : [];
  let parts = sentences.flatMap((s) => exact(text, whole.start + s.start, whole.start + s.end));
  if (!prose) parts = [...linesOf(source)].flatMap(({ line, start }) => at(start, start + line.length));
  return parts.flatMap((part) => (part.tokens <= limit ? [part] : cutWords(text, part, limit)));
}

function exact(text: string, start: number, end: number): Block[] {
  return [{ start, end, level: 0, leads: false, tokens: estimateTokens(text.slice(start, end)) }];
}

function cutWords(text: string, whole: Block, limit: number): Block[] {
  const parts: Block[] = [];
  let start = whole.start;
  while (start < whole.end) {
    let end = Math.min(whole.end, start + limit * 4);
    while (estimateTokens(text.slice(start, end)) > limit) end = start + Math.floor((end - start) * 0.75);
    if (end < whole.end) {
      const piece = text.slice(start, end);
      const gap = [piece.lastIndexOf('\n'), piece.lastIndexOf(' ')].find((place) => place > piece.length / 2);
      if (gap !== undefined) end = start + gap;
      else if (/[\ud800-\udbff]$/.test(piece)) end--;
    }
    if (text.slice(start, end).trim() !== '')
      parts.push(...exact(text, start, start + text.slice(start, end).trimEnd().length));
    start = end + (/^\s*/.exec(text.slice(end, whole.end))?.[0].length ?? 0);
  }
  return parts;
}
