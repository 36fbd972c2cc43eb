import type { ApiParameter } from './api.ts';
import { isRecord, type Node, textIn } from './schema-node.ts';

/** The properties of an object's schema as parameters. */
export function fieldsOf(schema: Node, resolve: (node: unknown) => Node): ApiParameter[] {
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const fields = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
  return fields
    .slice(0, 15)
    .map(([name, value]) => parameterOf(name, resolve(value), required.includes(name), '', resolve));
}

const TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;
const MOST_INNER = 1500;

/** One parameter, from its schema. What an array or object holds is kept as a schema without references. */
export function parameterOf(
  name: string,
  schema: Node,
  required: boolean,
  about: string,
  resolve: (node: unknown) => Node,
): ApiParameter {
  const stated = [schema.type].flat().find((type) => type !== 'null');
  const type = TYPES.find((each) => each === stated) ?? (isRecord(schema.properties) ? 'object' : 'string');
  const items = resolve(schema.items);
  const values = [schema.enum, items.enum].find(Array.isArray)?.filter((each: unknown) => each !== null);
  const within = type === 'array' ? items : type === 'object' ? schema : null;
  const inner = within && Object.keys(within).length > 0 ? JSON.stringify(flattened(within, resolve, 0)) : null;
  return {
    name,
    type,
    about: [about || textIn(schema.description), rangeOf(schema)].filter(Boolean).join('; ').slice(0, 400),
    required,
    allowed: values ? values.slice(0, 40).map(String) : null,
    inner: inner !== null && inner.length <= MOST_INNER ? inner : null,
  };
}

function rangeOf({ format, minimum, maximum, default: preset }: Node): string {
  return [
    typeof format === 'string' ? format : '',
    typeof minimum === 'number' ? `at least ${minimum}` : '',
    typeof maximum === 'number' ? `at most ${maximum}` : '',
    preset === undefined || typeof preset === 'object' ? '' : `${String(preset)} if not given`,
  ]
    .filter(Boolean)
    .join(', ');
}

const KEPT = ['type', 'enum', 'required', 'minimum', 'maximum', 'description'];

/** A schema with its references put in, three levels deep, and only what is looked at later. */
function flattened(node: Node, resolve: (node: unknown) => Node, depth: number): Node {
  const own = Object.fromEntries(KEPT.filter((key) => node[key] !== undefined).map((key) => [key, node[key]]));
  if (depth >= 3) return own;
  const properties = isRecord(node.properties)
    ? Object.entries(node.properties)
        .slice(0, 20)
        .map(([name, value]) => [name, flattened(resolve(value), resolve, depth + 1)])
    : [];
  return {
    ...own,
    ...(properties.length > 0 ? { type: 'object', properties: Object.fromEntries(properties) } : {}),
    ...(node.items === undefined ? {} : { items: flattened(resolve(node.items), resolve, depth + 1) }),
  };
}
