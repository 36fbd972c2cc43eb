import type { Draw } from '../../text/draw.ts';
import type { JsonSchema } from '../teacher.ts';
import type { Known } from './makers.ts';

/** A known value in the type that a schema wants; undefined where it cannot be one. */
export function fitTo(value: unknown, node: JsonSchema, known: Known): unknown {
  const { type, enum: allowed, anyOf } = node;
  const branches = Array.isArray(type) ? type.map((each) => ({ ...node, type: each })) : anyOf;
  if (Array.isArray(branches)) {
    const fits = branches.filter(isSchema).map((each) => fitTo(value, each, known));
    return fits.find((fit) => fit !== undefined);
  }
  if (type === 'null') return value === null ? null : undefined;
  if (type === 'object') return fitObject(value, node);
  if (Array.isArray(allowed)) return allowed.includes(value) ? value : undefined;
  if (type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if (type === 'number' || type === 'integer') return fitNumber(value, type, known);
  if (type === 'string') return fitText(value, known);
  if (type !== 'array' || !isSchema(node.items)) return undefined;
  const each = node.items;
  const values = (Array.isArray(value) ? value : [value]).map((part) => fitTo(part, each, known));
  return values.includes(undefined) ? undefined : values;
}

/** How many elements a list's description asks for; undefined where it does not say. `most` caps what is drawn. */
export function sizeOf(node: JsonSchema, draw: Draw, most = 12): number | undefined {
  const words = typeof node.description === 'string' ? node.description : '';
  const range = /(\d+) to (\d+) of them/.exec(words);
  const low = range ?? /(?:exactly|at least|at most) (\d+) of them/.exec(words);
  const least = Number(low?.[1] ?? node.minItems);
  if (!Number.isFinite(least)) return undefined;
  return least + draw.index(Math.max(0, Math.min(most, Number(range?.[2] ?? least)) - least) + 1);
}

/** Whether a value is a JSON object. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fitNumber(value: unknown, type: string, known: Known): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : Number.NaN;
  if (Number.isFinite(number)) return type === 'integer' && !Number.isInteger(number) ? undefined : number;
  const place = Array.isArray(known.options) ? known.options.indexOf(value) : -1;
  return place < 0 ? undefined : place;
}

function fitText(value: unknown, known: Known): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(String).join('; ');
  if (typeof value !== 'number') return undefined;
  const option: unknown = value === known.key && Array.isArray(known.options) ? known.options[value] : undefined;
  return typeof option === 'string' ? option : String(value);
}

/** An object all of whose wanted fields it has. */
function fitObject(value: unknown, node: JsonSchema): unknown {
  const fields = isSchema(node.properties) ? node.properties : null;
  if (!fields || !isSchema(value)) return undefined;
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    isSchema(field) ? fitTo(value[name], field, value) : undefined,
  ]);
  return entries.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(entries);
}
