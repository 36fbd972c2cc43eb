import { z } from 'zod';
import { plain } from '../forms/form.ts';

/** The kinds of values that a field may hold. A quote is copied from the document letter for letter. */
const TYPES = ['text', 'quote', 'number', 'integer', 'boolean', 'date', 'choice'] as const;

/** One field of what is to be extracted. */
export const OutlineField = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(120)
    .describe(
      'In the style of a program; "." leads into a part and "[]" marks a list: seller.name, lines[].amount, tags[]',
    ),
  type: z.enum(TYPES).describe('quote: letter for letter from the document; date: YYYY-MM-DD, YYYY-MM or YYYY'),
  choices: z.array(z.string().min(1)).max(20).describe('What a choice is taken from; empty for the other types'),
  required: z.boolean().describe('False where a document may lack it: it is then null, or an empty list'),
  description: z.string().min(1).describe('What goes in and in which form, in a phrase'),
});
export type OutlineField = z.infer<typeof OutlineField>;

/** The fields of items that have an outline: the outline, and what is right for the document at hand. */
export const OUTLINE = {
  outline: z.array(OutlineField).min(2).max(30).describe('The fields wanted, in their order'),
  extraction: z
    .string()
    .describe('What is right for this document: one whole JSON object with every field of the outline, in one text'),
};

/** An outline as a tree: a leaf has a field, a part has others by name. */
export interface Node {
  list: boolean;
  leaf: OutlineField | null;
  parts: Map<string, Node>;
}

/** The tree of an outline, or what is wrong with the outline. */
export function outlineTree(fields: readonly OutlineField[]): Node | string {
  const root: Node = { list: false, leaf: null, parts: new Map() };
  for (const field of fields) {
    const problem = grow(root, field);
    if (problem !== null) return `"${field.name}": ${problem}`;
  }
  return root;
}

function grow(root: Node, field: OutlineField): string | null {
  const steps = field.name.split('.');
  if (steps.length > 5) return 'it lies deeper than five levels';
  const [chooses, offers] = [field.type === 'choice', field.choices.length > 0];
  if (chooses !== offers) return 'a choice needs choices, and nothing else has any';
  let at = root;
  for (const [place, step] of steps.entries()) {
    const [, name = '', list] = /^([\p{L}_$][\p{L}\p{M}\p{N}_$ -]*)(\[\])?$/u.exec(step) ?? [];
    if (name === '' || name === '__proto__') return 'it is no name';
    const last = place === steps.length - 1;
    const known = at.parts.get(name);
    if (known && (last || known.leaf || known.list !== (list !== undefined))) return 'it stands twice, or in two ways';
    const node = known ?? { list: list !== undefined, leaf: last ? field : null, parts: new Map() };
    at.parts.set(name, node);
    at = node;
  }
  return null;
}

/** The first thing that is wrong with a value, with its place; null where it fits the outline. */
export function problemIn(value: unknown, node: Node, place = ''): string | null {
  if (!node.list) return problemOfOne(value, node, place);
  if (!Array.isArray(value)) return `${place}: a list is wanted`;
  for (const [at, each] of value.entries()) {
    const problem = problemOfOne(each, node, `${place}[${at}]`);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOfOne(value: unknown, { leaf, parts, list }: Node, place: string): string | null {
  if (leaf) {
    if (value === null) return leaf.required || list ? `${place}: it must not be null` : null;
    return fits(value, leaf) ? null : `${place}: ${JSON.stringify(value)?.slice(0, 60)} is no ${leaf.type}`;
  }
  if (value === null && !list && [...parts.values()].every(mayLack)) return null;
  if (!isRecord(value)) return `${place || 'the whole'}: an object is wanted`;
  const strange = Object.keys(value).find((name) => !parts.has(name));
  if (strange !== undefined) return `${place}.${strange}: it is not in the outline`;
  for (const [name, part] of parts) {
    if (!Object.hasOwn(value, name)) return `${place}.${name}: it is missing`;
    const problem = problemIn(value[name], part, place === '' ? name : `${place}.${name}`);
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether a node may be null: a field that may lack, or a part all of whose fields may. */
export function mayLack({ leaf, parts, list }: Node): boolean {
  return leaf ? !leaf.required : !list && [...parts.values()].every(mayLack);
}

function fits(value: unknown, { type, choices }: OutlineField): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'string' || value.trim() === '') return false;
  if (type === 'date') return /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value);
  return type !== 'choice' || choices.some((choice) => plain(choice) === plain(value));
}

/** All leaves of a value with their place and field, lists gone through. Values that do not fit are left out. */
export function leavesOf(
  value: unknown,
  node: Node,
  place = '',
): { place: string; field: OutlineField; value: unknown }[] {
  if (node.list) {
    const one = { ...node, list: false };
    return Array.isArray(value) ? value.flatMap((each, at) => leavesOf(each, one, `${place}[${at}]`)) : [];
  }
  if (node.leaf) return [{ place, field: node.leaf, value }];
  if (!isRecord(value)) return [];
  return [...node.parts].flatMap(([name, part]) =>
    leavesOf(value[name], part, place === '' ? name : `${place}.${name}`),
  );
}

/** Whether a value is an object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
