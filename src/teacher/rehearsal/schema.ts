import type { Draw } from '../../text/draw.ts';
import type { JsonSchema } from '../teacher.ts';
import { fitTo, isSchema, sizeOf } from './fit.ts';
import type { Known, Wanted } from './makers.ts';

/** What a schema is filled with. */
export interface Filling {
  /** Values by field name; they win where they fit. */
  known: Known;
  /** Makes items, for a schema that asks for one or more of them. */
  items?: (wanted: Wanted, size: number, count: number) => Known[];
  /** How many things the prompt asks for. */
  count: number;
  /** A text for a field that nothing else is known of. */
  phrase(name: string): string;
  draw: Draw;
}

/** Fills a JSON schema: known fields by their names, items where it wants items, what is left by its type. */
export function fill(schema: JsonSchema, filling: Filling, name = '', root: JsonSchema = schema): unknown {
  const node = resolve(schema, root);
  if ('const' in node) return node.const;
  const branches = branchesOf(node);
  const nullable = branches.some((branch) => branch.type === 'null');
  const solid = branches.filter((branch) => branch.type !== 'null');
  if (filling.known[name] === null && nullable) return null;
  for (const branch of solid) {
    const fitting =
      name in filling.known ? fitTo(filling.known[name], resolve(branch, root), filling.known) : undefined;
    if (fitting !== undefined) return fitting;
  }
  const chosen = solid.map((branch) => resolve(branch, root));
  const [branch] = nullable ? chosen.filter((each) => concerns(each, filling)) : chosen;
  return branch === undefined ? null : fillBranch(branch, filling, name, root);
}

function fillBranch(node: JsonSchema, filling: Filling, name: string, root: JsonSchema): unknown {
  const { draw } = filling;
  if ('const' in node) return node.const;
  if (Array.isArray(node.enum)) return draw.pick(node.enum);
  if (isSchema(node.properties)) return fillObject(node, node.properties, filling, root);
  if (node.type === 'array') return fillArray(node, filling, name, root);
  if (node.type === 'integer' || node.type === 'number') return draw.index(4);
  if (node.type === 'boolean') return draw.next() < 0.5;
  return node.type === 'object' ? {} : filling.phrase(name);
}

function fillObject(node: JsonSchema, properties: JsonSchema, filling: Filling, root: JsonSchema): unknown {
  const wanted = wantedBy(node);
  const made = wanted && filling.items?.(wanted, sizeFor(node, filling.draw), 1)[0];
  const inner = made ? { ...filling, known: { ...made, ...filling.known } } : filling;
  const entries = Object.entries(properties).map(([field, value]) => {
    const child = { ...inner, draw: filling.draw.at(field) };
    return [field, isSchema(value) ? fill(value, child, field, root) : null] as const;
  });
  return Object.fromEntries(entries);
}

function fillArray(node: JsonSchema, filling: Filling, name: string, root: JsonSchema): unknown {
  const { items: each } = node;
  if (!isSchema(each)) return [];
  const inner = resolve(each, root);
  const wanted = wantedBy(inner);
  if (wanted && filling.items) {
    const made = filling.items(wanted, sizeFor(inner, filling.draw), filling.count);
    const rest = { ...filling, items: () => [] };
    return made.map((known, index) => fill(inner, { ...rest, known, draw: filling.draw.at(index) }, '', root));
  }
  const count = sizeOf(node, filling.draw) ?? filling.count;
  return Array.from({ length: count }, (_, index) =>
    fill(inner, { ...filling, draw: filling.draw.at(name, index) }, name, root),
  );
}

/** Which form of item an object's fields ask for; null where they ask for none. */
export function wantedBy(node: JsonSchema): Wanted | null {
  const fields = isSchema(node.properties) ? node.properties : {};
  if ('options' in fields) return 'option';
  if ('steps' in fields) return 'order';
  if ('points' in fields) return 'free';
  if ('labels' in fields) return 'label';
  const question = ['question', 'instruction', 'prompt', 'task'].some((name) => name in fields);
  if (!('answer' in fields)) return question ? 'short' : null;
  const answer = branchesOf(isSchema(fields.answer) ? fields.answer : {}).find((branch) => branch.type !== 'null');
  if (answer?.type === 'boolean') return 'boolean';
  if (answer?.type === 'number' || answer?.type === 'integer') return 'number';
  return answer?.type === 'array' ? 'list' : 'short';
}

/** How many choices an item's fields ask for. */
function sizeFor(node: JsonSchema, draw: Draw): number {
  const fields = isSchema(node.properties) ? node.properties : {};
  const list = fields.options ?? fields.steps;
  return (isSchema(list) ? sizeOf(list, draw.at('size'), 5) : undefined) ?? 4;
}

/** Whether an object or list holds anything that is known or can be made; one that may be null stays null otherwise. */
function concerns(node: JsonSchema, { known, items }: Pick<Filling, 'known' | 'items'>): boolean {
  if (items && (wantedBy(node) || isSchema(node.items))) return true;
  const fields = isSchema(node.properties) ? node.properties : {};
  return Object.entries(fields).some(([name, field]) => {
    if (name in known && known[name] !== null) return true;
    const inner = isSchema(field) ? [field, field.items, ...branchesOf(field)].filter(isSchema) : [];
    return inner.some((each) => each.properties !== undefined && concerns(each, items ? { known, items } : { known }));
  });
}

/** The alternatives of a schema: those of `anyOf`, of a list of types, or the schema alone. */
export function branchesOf(node: JsonSchema): JsonSchema[] {
  const branches = node.anyOf ?? node.oneOf;
  if (Array.isArray(branches)) return branches.filter(isSchema);
  return Array.isArray(node.type) ? node.type.map((type) => ({ ...node, type })) : [node];
}

/** A schema with its reference followed. */
export function resolve(node: JsonSchema, root: JsonSchema): JsonSchema {
  const path = typeof node.$ref === 'string' ? node.$ref.split('/').slice(1) : null;
  if (!path) return node;
  let found: unknown = root;
  for (const part of path) found = isSchema(found) ? found[part] : undefined;
  return isSchema(found) ? found : {};
}
