import type { Item } from '../data.ts';

/** What a prompt sets before the student, and what it asks about it. */
export interface Asked {
  /** What of the content stands in the prompt; empty where nothing does. */
  material: string;
  /** What of the instruction stands in the prompt: question, options, task. */
  instruction: string;
}

/** Words from which a piece of an instruction that stands in the content is a quotation, such as evidence, and no option. */
const QUOTATION = 8;
/** Texts of a content that are looked for, such as cells of a table. */
const MOST = 2000;

/**
 * A prompt's material and instruction, told by the lineage: the texts of content and instruction that stand in it, however
 * they were laid out. Of a text of several lines the longest must stand there. A prompt that shows nothing of its
 * instruction is an instruction as a whole.
 */
export function askedOf({ content, instruction }: Pick<Item, 'content' | 'instruction'>, prompt: string): Asked {
  const isShown = (text: string) => {
    const line = longestLine(text);
    return line !== '' && prompt.includes(line);
  };
  const given = textsIn(content.value).slice(0, MOST);
  const shown = given.filter(isShown);
  const asks = wordsIn(instruction).filter((text) => isShown(text) && !isQuotation(text, given));
  return { material: shown.join('\n'), instruction: asks.length > 0 ? asks.join('\n') : prompt };
}

function isQuotation(text: string, given: readonly string[]): boolean {
  return text.split(/\s+/, QUOTATION).length === QUOTATION && given.some((each) => each.includes(text));
}

function longestLine(text: string): string {
  let longest = '';
  for (const line of text.includes('\n') ? text.split('\n') : [text]) if (line.length > longest.length) longest = line;
  return longest.trim();
}

/** The texts of an instruction; lists in the order of their words, for options are shown in a drawn one. Numbers are keys. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value))
    return value.every((each) => typeof each === 'string') ? value.toSorted() : value.flatMap(wordsIn);
  return value instanceof Object ? Object.values(value).flatMap(wordsIn) : [];
}

/** All texts and numbers in a value, in order. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return value instanceof Object ? Object.values(value).flatMap(textsIn) : [];
}
