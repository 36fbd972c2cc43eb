import { parse } from 'yaml';
import { z } from 'zod';
import { type Breach, type Constraint, constraint } from './constraint.ts';
import { unfenced } from './measure.ts';

const NOTATIONS = ['json', 'yaml', 'csv', 'xml'] as const;
type Notation = (typeof NOTATIONS)[number];

/** What is amiss with a text by the rules of each notation. */
const AMISS: Record<Notation, (text: string) => Breach> = {
  json: (text) => unread(() => JSON.parse(text)),
  yaml: (text) => unread(() => parse(text, { maxAliasCount: 0 })),
  csv(text) {
    const [head = 0, ...rows] = cellCounts(text);
    const uneven = rows.findIndex((cells) => cells !== head);
    if (head < 2 || rows.length === 0) return 'there are no rows of two or more cells below a head';
    return uneven < 0 ? null : `row ${uneven + 2} has ${rows[uneven]} cells and the first ${head}`;
  },
  xml(text) {
    const open: string[] = [];
    const tags = text
      .replaceAll(/<!--[\s\S]*?-->|<[?!][^>]*>/g, '')
      .matchAll(/<(\/?)([\p{L}_][\p{L}\p{N}_.:-]*)([^<>]*)>/gu);
    let found = 0;
    for (const [, closing, name = '', rest = ''] of tags) {
      found++;
      if (closing) {
        const last = open.pop();
        if (last !== name) return `</${name}> closes ${last === undefined ? 'nothing' : `<${last}>`}`;
      } else if (!rest.endsWith('/')) open.push(name);
    }
    if (found === 0) return 'there are no tags';
    return open.length > 0 ? `<${open.at(-1)}> is not closed` : null;
  },
};

/** Whether an answer as a whole is well formed in a notation that it was asked for in; a fence round it is allowed. */
export const WELL_FORMED: readonly Constraint[] = [
  constraint<{ notation: Notation }>({
    id: 'well-formed',
    family: 'structure',
    shape: z.strictObject({ notation: z.enum(NOTATIONS) }),
    settles: ['layout', 'notation', 'opening', 'ending', 'marks'],
    says: ({ notation }) => [`Reply with well-formed ${notation.toUpperCase()} and nothing else.`],
    breach: (response, { notation }) => AMISS[notation](unfenced(response)),
  }),
];

function unread(read: () => unknown): Breach {
  try {
    const value = read();
    return typeof value === 'object' && value !== null ? null : 'it holds no fields or list';
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') || 'it cannot be read' : 'it cannot be read';
  }
}

/** How many cells each row has; quotation marks keep commas and line breaks within a cell. */
function cellCounts(text: string): number[] {
  const rows = [1];
  let quoted = false;
  for (const char of text.trim()) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '\n') rows.push(1);
    else if (!quoted && char === ',') rows[rows.length - 1] = (rows.at(-1) ?? 0) + 1;
  }
  return rows;
}
