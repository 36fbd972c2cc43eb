import { z } from 'zod';
import type { Draw } from '../text/draw.ts';
import { type Collection, type Document, documentsOf } from './collection.ts';
import { drawNotation } from './notations.ts';
import { POLICIES, policyOf, wishesOf } from './policies.ts';

/** A table that takes the place of the core document. */
export const Table = z.strictObject({
  caption: z.string().min(1).describe('What the table shows'),
  columns: z.array(z.string()).min(2).max(5).describe('The heads of its columns'),
  rows: z.array(z.array(z.string())).min(3).max(7).describe('Its rows, as many cells in each as there are columns'),
});

const Asked = z.looseObject({ question: z.string(), first: z.string().optional(), table: Table.optional() });

/** What an item is posed by: its type, its goals, and draws of its own. */
export interface Given {
  type: string;
  goals: readonly string[];
  draw: Draw;
}

/** A posed item: documents, question, and a system message where the policy stands there. */
export interface PosedCollection {
  material: string;
  question: string;
  system?: string;
}

const ENGLISH = /\b(?:the|of|is|was|are|do|does|what|which|who|how|why|when|in|for|to|a)\b/i;

/**
 * Documents in a drawn notation; the question with the policy for using them, in the system turn or beside the question,
 * and with what else is wanted of the answer. Questions that are not in English have what is said beside them in the
 * system turn.
 */
export function poseCollection(
  content: Collection,
  instruction: Record<string, unknown>,
  given: Given,
): PosedCollection {
  const { type, goals, draw } = given;
  const { question, table } = Asked.parse(instruction);
  const documents = withTable(content, table);
  const notation = drawNotation(documents, draw.at('notation'));
  const policy = policyOf(type, goals.includes('remove-the-evidence'), draw.at('policy'));
  const rule = policy === null ? '' : (draw.at('wording').pick(POLICIES[policy]) ?? '');
  const wish = wishesOf(type, notation.reference, draw.at('wishes'));
  const material = notation.render(documents);
  if (!ENGLISH.test(question)) return { material, question, ...systemOf(rule, wish) };
  if (draw.at('place').next() < 0.5) return { material, question: beside(question, wish), ...systemOf(rule) };
  const before = draw.at('side').next() < 0.5;
  return { material, question: before ? beside(rule, question, wish) : beside(question, rule, wish) };
}

function systemOf(...lines: string[]): { system?: string } {
  const said = lines.filter((line) => line !== '').join(' ');
  return said === '' ? {} : { system: said };
}

function beside(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The documents, the first core one replaced by a table where the item has one. */
function withTable(content: Collection, table: z.infer<typeof Table> | undefined): Document[] {
  const documents = documentsOf(content);
  const at = (content.core[0] ?? 1) - 1;
  const core = documents[at];
  if (!table || !core) return documents;
  const rows = [table.columns, table.columns.map(() => '---'), ...table.rows].map(
    (row) => `| ${row.map(cell).join(' | ')} |`,
  );
  return documents.with(at, { ...core, text: `${table.caption}\n\n${rows.join('\n')}` });
}

function cell(text: string): string {
  return text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').trim();
}
