import type { Message, Tool } from '../data.ts';
import { cleanText } from './clean-text.ts';
import { LeftOut } from './left-out.ts';
import { readMessages } from './messages.ts';
import { readTools } from './tools.ts';

/** A row of a dataset as every format takes it: a conversation by the rules of docs/export.md, and its further columns. */
export interface Conversation {
  /** The row's id; empty where the file has none. */
  id: string;
  /** Not empty; null where there is none. */
  system: string | null;
  /** Without the system turn: begins with a user's, ends with an assistant's. */
  turns: readonly Message[];
  /** Null where the assistant had none. */
  tools: readonly Tool[] | null;
  /** Further columns that were asked for, by name. */
  columns: Readonly<Record<string, string | number | null>>;
}

/**
 * Parses a row as it was read. Left out are rows that break the rules of all trainers: no turns, a system turn that is
 * not first, turns out of order, no assistant at the end, content that is no text, calls or tools that cannot be read.
 * An empty system turn is taken away; lone surrogates become U+FFFD and NUL is taken away.
 */
export function readConversation(row: unknown, columns: readonly string[]): Conversation | LeftOut {
  if (typeof row !== 'object' || row === null) return new LeftOut('not-a-row');
  const given: Readonly<Record<string, unknown>> = { ...row };
  const read = readMessages(given.messages);
  if (read instanceof LeftOut) return read;
  const tools = readTools(given.tools);
  if (tools instanceof LeftOut) return tools;
  return {
    id: typeof given.id === 'string' ? given.id : '',
    ...read,
    tools,
    columns: Object.fromEntries(columns.map((name) => [name, plain(given[name])])),
  };
}

function plain(value: unknown): string | number | null {
  if (typeof value === 'string') return cleanText(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
