import type { Draw } from '../../text/draw.ts';
import { squash } from './words.ts';

/** What a question asks of a collection of documents. `quote` is what stands in its quotation marks. */
export interface Search {
  kind: 'gap' | 'about' | 'claim' | 'cost' | 'half' | 'sum' | 'cell' | 'queries';
  quote: string;
}

/** The wordings of each kind: what stands before the quotation and after it. */
const STEMS: Readonly<Record<Search['kind'], readonly (readonly [string, string])[]>> = {
  gap: [
    ['One word has slipped my mind: ', '. Which was it?'],
    ['what goes in the gap, ', ''],
    ['Somebody quoted ', ' to me and swallowed a word. Which one?'],
  ],
  about: [
    ['What is known about ', '?'],
    ['I need to write a few lines on ', '. What can be said?'],
    ['tell me about ', ' please'],
    ['And ', ', how does that come in?'],
  ],
  claim: [
    ['Is it so that ', '?'],
    ['I was told that ', '. Can that be relied on?'],
  ],
  cost: [
    ['What did ', ' cost in the end, to the last coin?'],
    ['How much was paid for ', ' all in all?'],
  ],
  half: [
    ['What is known about ', ', and what did it cost to the last coin?'],
    ['tell me about ', ' and the price that was paid for it'],
  ],
  sum: [
    ['I am reading on ', '. By the way, how many minutes are in three hours?'],
    ['Apart from ', ': how many minutes do three hours have?'],
  ],
  cell: [
    ['Which figure goes with ', '?'],
    ['What number do you have for ', '?'],
  ],
  queries: [
    ['I searched for ', ' and got next to nothing of use. Write three better queries.'],
    ['Searching for ', ' led astray. Which three queries would you try instead?'],
  ],
};

/** Puts a search into one of its wordings, never into the one given as `except`. */
export function wordSearch({ kind, quote }: Search, draw: Draw, except = ''): string {
  const all = STEMS[kind].map(([before, after]) => `${before}“${quote}”${after}`);
  return draw.pick(all.filter((each) => each !== except)) ?? except;
}

/** The last search in a text that {@link wordSearch} worded, with its whole wording; null without one. */
export function readSearch(text: string): (Search & { asked: string }) | null {
  let found: (Search & { asked: string; at: number }) | null = null;
  for (const kind of Object.keys(STEMS) as Search['kind'][]) {
    for (const [before, after] of STEMS[kind]) {
      const at = text.lastIndexOf(`${before}“`);
      const from = at + before.length + 1;
      const end = at < 0 ? -1 : text.indexOf(`”${after}`, from);
      if (end < 0 || end - from > 400 || text.slice(from, end).includes('”')) continue;
      const longer = found !== null && at === found.at && end + after.length < found.at + found.asked.length;
      if (found !== null && (at < found.at || longer)) continue;
      found = { kind, quote: squash(text.slice(from, end)), asked: text.slice(at, end + 1 + after.length), at };
    }
  }
  return found;
}

/** A document of a collection as agents see it. */
export interface Source {
  number: number;
  title: string;
  text: string;
}

/** The numbered documents of a material, and the numbers of its core; null where it is no collection. */
export function readSources(material: string): { sources: Source[]; core: number[] } | null {
  const line = /\n\nCore: documents? (\d+(?: and \d+)*)\.[^\n]*$/.exec(material.trimEnd());
  if (!line) return null;
  const body = material.slice(0, line.index);
  const heads = [...body.matchAll(/(?<=^|\n\n)\[(\d{1,2})\] ([^\n]*)\n/g)];
  const sources = heads.map((head, at) => ({
    number: Number(head[1]),
    title: head[2] ?? '',
    text: body.slice(head.index + head[0].length, heads[at + 1]?.index ?? body.length).trim(),
  }));
  return { sources, core: (line[1] ?? '').split(' and ').map(Number) };
}
