import { questionOf } from '../row-parts.ts';
import { type Collector, createTally, type Tally, under } from './collector.ts';

/** How rows are worded. */
export interface Wording {
  rows: number;
  /** Of types with 20 rows and more: the commonest first four words of questions, and their share. */
  openings: Record<string, { words: string; share: number; rows: number }>;
  /** The commonest first three words of responses, and their share of all rows; an answer in a word or two has none. */
  responses: { words: string; share: number }[];
  /** Rows whose response begins with "Sure", "Certainly", "Great question" and the like, or ends with an offer. */
  pleasing: number;
  offers: number;
  /** Rows whose prompt says what only the making of rows knows, by the word. */
  leaks: Record<string, number>;
}

/** Marks of Markdown, quotes and pictures at the ends of a response. */
const AROUND = String.raw`[^\p{L}\p{N}.!?]*`;
const PLEASING = new RegExp(
  String.raw`^${AROUND}(?:(?:yes, )?(?:sure(?! enough)|certainly|of course|absolutely)|(?:(?:that['’]s|what) an? )?(?:great|good|excellent) question|(?:i['’]d be |i['’]m )?happy to help)\b`,
  'iu',
);
const OFFER = new RegExp(
  String.raw`(?:let me know if|just let me know\b|feel free to (?:ask|reach)|(?:would you like|do you want) (?:me to|more|further)|is there anything else|(?:happy|glad) to (?:help|assist|go)|hope (?:this|that) helps|if you(?:['’]d| would) like,? i (?:can|could)|if you (?:have any|need) (?:questions|more|further|other))[^.!?\n]*[.!?]*${AROUND}$`,
  'iu',
);
const LEAKS =
  /\b(seed (?:text|document|instruction)|taxonomy|instruction type|transformed (?:text|passage)|content transformation)\b/i;
/** Turns that are looked through for leaks. */
const PROMPTS: ReadonlySet<string> = new Set(['system', 'user']);
const LEAST_ROWS = 20;
const COMMONEST = 10;

/** Gathers openings, courtesies and leaks. `titles` are the types' titles by `skill/type`. */
export function createWording(titles: ReadonlyMap<string, string>): Collector<Wording> {
  const types = new Map<string, Tally>();
  const responses = createTally();
  const leaks = createTally();
  let [rows, pleasing, offers] = [0, 0, 0];
  return {
    row(pair) {
      rows++;
      const { lineage, messages } = pair;
      const type = `${lineage.skill}/${lineage.item?.type ?? 'none'}`;
      under(types, type, createTally).add(firstWords(questionOf(pair), 4));
      const response = messages.at(-1)?.content ?? '';
      const opening = firstWords(response, 3);
      if (opening.split(' ').length === 3) responses.add(opening);
      if (PLEASING.test(response)) pleasing++;
      if (OFFER.test(response.slice(-300))) offers++;
      const prompt = messages.flatMap(({ role, content }) => (PROMPTS.has(role) ? [content] : [])).join('\n');
      const leak = LEAKS.test(prompt) ? LEAKS.exec(ownWords(lineage.item?.content.value, prompt))?.[1] : undefined;
      if (leak !== undefined) leaks.add(leak.toLowerCase());
      const title = titles.get(type);
      if (title !== undefined && isTelling(title) && prompt.includes(title)) leaks.add('title of the type');
    },
    result: () => ({
      ...{ rows, pleasing, offers, leaks: leaks.counts() },
      openings: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(commonest)),
      responses: Object.entries(responses.counts())
        .slice(0, COMMONEST)
        .map(([words, count]) => ({ words, share: count / Math.max(1, rows) })),
    }),
  };
}

/** Titles of one or two words may stand in any question. */
function isTelling(title: string): boolean {
  return title.split(' ').length >= 3;
}

/** The prompt without the material in it, line by line, however it was laid out: what a document says about taxonomies is no leak. */
function ownWords(content: Record<string, unknown> | undefined, prompt: string): string {
  const lines = textsIn(content).flatMap((text) => text.split('\n').map((line) => line.trim()));
  const longest = lines.filter((line) => LEAKS.test(line)).sort((a, b) => b.length - a.length);
  return longest.reduce((left, line) => left.replaceAll(line, ' '), prompt);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value instanceof Object ? Object.values(value).flatMap(textsIn) : [];
}

function commonest([type, tally]: [string, Tally]): [string, { words: string; share: number; rows: number }][] {
  const counts = Object.entries(tally.counts());
  const rows = counts.reduce((sum, [, count]) => sum + count, 0);
  const [words, count] = counts[0] ?? ['', 0];
  return rows < LEAST_ROWS ? [] : [[type, { words, share: count / rows, rows }]];
}

function firstWords(text: string, count: number): string {
  return text
    .slice(0, 200)
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .filter(Boolean)
    .slice(0, count)
    .join(' ');
}
