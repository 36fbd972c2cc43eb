import type { AddedToken } from './tokenizer-file.ts';

/** A part of a text: an added token, or what stands between two. Offsets are code units; an added token's hold the blanks that it takes in. */
export interface Section {
  text: string;
  start: number;
  end: number;
  added: boolean;
}

/** Divides texts at added tokens, the longest at each place, as tokenizers do before anything else. */
export function createSplitter(tokens: readonly (AddedToken & { as: string })[]): (text: string) => Section[] {
  if (tokens.length === 0) return (text) => [{ text, start: 0, end: text.length, added: false }];
  const byText = new Map(tokens.map((token) => [token.as, token]));
  const longest = [...byText.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longest.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'), 'g');
  return (text) => {
    const sections: Section[] = [];
    let from = 0;
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const token = byText.get(found);
      if (token === undefined || index < from) continue;
      const start = token.lstrip ? from + text.slice(from, index).trimEnd().length : index;
      const rest = index + found.length;
      const end = token.rstrip ? text.length - text.slice(rest).trimStart().length : rest;
      if (start > from) sections.push({ text: text.slice(from, start), start: from, end: start, added: false });
      sections.push({ text: found, start, end, added: true });
      from = end;
    }
    if (from < text.length) sections.push({ text: text.slice(from), start: from, end: text.length, added: false });
    return sections;
  };
}
