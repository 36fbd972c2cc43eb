import type { JsonSchema } from '../teacher.ts';
import { isSchema } from './fit.ts';
import type { Asked, Part } from './part.ts';
import { branchesOf, type Filling, fill, resolve } from './schema.ts';

/**
 * What the first part that knows the asked object makes of it, in the form of the schema: a list of items, a content
 * beside `unsuitable`, or the object itself. Undefined where no part knows it.
 */
export function fillByPart(
  schema: JsonSchema,
  filling: Filling,
  asked: Omit<Asked, 'fields'>,
  played: readonly Part[],
): unknown {
  const root = fieldsOf(schema);
  const list = root.items && branchesOf(resolve(root.items, schema)).find((branch) => isSchema(branch.items));
  const listed = list && isSchema(list.items) ? resolve(list.items, schema) : null;
  const result = root.result && 'unsuitable' in root ? objectIn(root.result, schema) : null;
  const object = listed ?? result ?? schema;
  const fields = fieldsOf(object);
  const count = listed ? asked.count : 1;
  const made = first(played, { ...asked, fields, count });
  if (!made) return undefined;
  const filled = made
    .slice(0, count)
    .map((known, at) => fill(object, { ...withoutItems(filling), known, draw: asked.draw.at('part', at) }, '', schema));
  if (listed) return { items: filled };
  if (result)
    return filled.length > 0 ? { unsuitable: null, result: filled[0] } : { unsuitable: NOTHING, result: null };
  return filled[0];
}

const NOTHING = 'The material gives no hold for this.';

function first(played: readonly Part[], asked: Asked) {
  for (const part of played) {
    const made = part.fill?.(asked) ?? null;
    if (made !== null) return made;
  }
  return null;
}

function withoutItems({ count, phrase, draw }: Filling): Filling {
  return { known: {}, count, phrase, draw };
}

function objectIn(node: JsonSchema, root: JsonSchema): JsonSchema | null {
  const branches = branchesOf(resolve(node, root)).map((branch) => resolve(branch, root));
  return branches.find((branch) => isSchema(branch.properties)) ?? null;
}

function fieldsOf(node: JsonSchema): Record<string, JsonSchema> {
  const entries = isSchema(node.properties) ? Object.entries(node.properties) : [];
  return Object.fromEntries(entries.flatMap(([name, field]) => (isSchema(field) ? [[name, field]] : [])));
}
