import type { Candidate } from '../candidate.ts';

/** Something that may be found in a row. It only tells: a recipe says which of them leave a row out. */
export interface FlagRule {
  /** Kebab case; stands in the column `flags`. */
  name: string;
  /** What it is about, for the docs of a dataset. */
  says: string;
  /** What was found, for people; null where it is not there. */
  find(row: Candidate): string | null | Promise<string | null>;
}

/** The words of a turn of the assistant, one by one. */
export function* turnsOf({ messages }: Pick<Candidate, 'messages'>): Generator<string> {
  for (const { role, content } of messages) if (role === 'assistant' && content !== '') yield content;
}

/** The last turn of a row. */
export function lastTurn({ messages }: Pick<Candidate, 'messages'>): string {
  return messages.at(-1)?.content ?? '';
}

/** A found stretch of text as it is told: on one line, and short. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 100 ? `"${line.slice(0, 97)}..."` : `"${line}"`;
}
