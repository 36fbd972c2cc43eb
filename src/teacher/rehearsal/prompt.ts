import type { Message } from '../../data.ts';

/** What a framed prompt says, as far as rules can tell: its blocks, and the words of the task after them. */
export interface Task {
  material: string;
  item: Record<string, unknown> | null;
  suggestion: string | null;
  answer: string | null;
  /** All that is no block. */
  words: string;
  /** How many things are asked for. */
  count: number;
  /** Least and most words of the text asked for. */
  length: readonly [number, number] | null;
}

const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Reads a framed prompt: the first message that holds a <material> or an <item> block; null when none does. */
export function readTask(messages: readonly Message[]): Task | null {
  const framed = ({ content }: Message) => blockOf(content, 'material') !== null || blockOf(content, 'item') !== null;
  const prompt = messages.find(framed)?.content;
  if (prompt === undefined) return null;
  const tags = ['material', 'item', 'suggestion', 'answer'] as const;
  const blocks = new Map(tags.map((tag) => [tag, blockOf(prompt, tag)]));
  let words = prompt;
  for (const block of blocks.values()) if (block) words = words.replace(block.whole, () => ' ');
  const counted = /\b(?:write|propose|give|make|suggest)\s+(?:up to |at most |exactly )?(\d+|[a-z]+)\b/gi;
  const count = [...words.matchAll(counted)].map((match) => numberOf(match[1] ?? '')).find((each) => each > 0);
  const range = /\bLength:\s*(\d+)\s*(?:-|–|to)\s*(\d+)/i.exec(words);
  const item = blocks.get('item')?.text ?? null;
  return {
    material: blocks.get('material')?.text ?? '',
    item: item === null ? null : readItem(item),
    suggestion: blocks.get('suggestion')?.text ?? null,
    answer: blocks.get('answer')?.text ?? null,
    words: words.trim(),
    count: count ?? 1,
    length: range ? [Number(range[1]), Number(range[2])] : null,
  };
}

function blockOf(prompt: string, tag: string): { whole: string; text: string } | null {
  const start = prompt.indexOf(`<${tag}>\n`);
  const end = start < 0 ? -1 : prompt.indexOf(`\n</${tag}>`, start);
  if (end < 0) return null;
  const from = start + tag.length + 3;
  return { whole: prompt.slice(start, end + tag.length + 4), text: prompt.slice(Math.min(from, end), end).trim() };
}

function numberOf(word: string): number {
  return /^\d+$/.test(word) ? Number(word) : Math.max(0, NUMBERS.indexOf(word.toLowerCase()));
}

/** An item as JSON, or as lines "Name: value", where a value may run over several lines. */
function readItem(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return flatten(Object.fromEntries(Object.entries(value)));
  } catch {
    // It is in words.
  }
  const fields: Record<string, unknown> = {};
  let name = '';
  for (const line of text.split('\n')) {
    const field = /^\s*\**([A-Z][\w ]{0,20}?)\**:\**\s*(.*)$/.exec(line);
    if (field) name = (field[1] ?? '').trim().toLowerCase();
    if (name)
      fields[name] = [fields[name], field ? field[2] : line]
        .filter((part) => part !== undefined && part !== '')
        .join('\n');
  }
  for (const list of ['options', 'labels', 'choices', 'steps']) {
    const value = fields[list];
    if (typeof value === 'string')
      fields[list] = value.split('\n').map((line) => line.replace(/^\s*(?:[-*•]|\(?\w{1,2}[.)])\s+/, ''));
  }
  return fields;
}

/** Fields of objects within the item stand beside the item's own. */
function flatten(fields: Record<string, unknown>): Record<string, unknown> {
  const inner = Object.values(fields).filter(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  return Object.assign({}, ...inner.map((value) => flatten({ ...(value as object) })), fields);
}
