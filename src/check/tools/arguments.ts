import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';
import type { Schema } from './api.ts';

/** How deep schemas are read, how many problems are told, and how many compiled schemas are kept. */
const MOST_DEPTH = 12;
const MOST_PROBLEMS = 5;
const MOST_KEPT = 256;

/** What is held against values. Patterns, formats and references, which may come from anybody, are not. */
const PLAIN = new Set([
  ...['type', 'enum', 'const', 'required', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'nullable'],
]);
const LISTS = new Set(['anyOf', 'oneOf', 'allOf']);

/** ajv is loaded when arguments are first looked at: most runs never do. */
const load = createRequire(import.meta.url);
const compiled = new Map<string, ValidateFunction | null>();

/** What is wrong with a value by a JSON schema, in a few words each; empty where nothing is. */
export function problemsOf(value: unknown, schema: Schema): string[] {
  const validate = validatorOf(JSON.stringify(sound(schema, 0)));
  if (!validate) return ['the schema itself is broken'];
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, MOST_PROBLEMS).map(({ instancePath, message, params }) => {
    const detail: unknown = params.additionalProperty ?? params.allowedValues;
    const what = detail === undefined ? '' : ` (${JSON.stringify(detail).slice(0, 200)})`;
    return `${instancePath || 'the arguments'} ${message ?? 'does not fit'}${what}`;
  });
}

/** A schema compiled, from those kept; null for one that does not compile. */
function validatorOf(schema: string): ValidateFunction | null {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  if (compiled.size >= MOST_KEPT) compiled.delete(compiled.keys().next().value ?? '');
  const validate = compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function compile(schema: string): ValidateFunction | null {
  const { Ajv: Validator } = load('ajv') as { Ajv: new (options: object) => Ajv };
  try {
    const options = { strict: false, allErrors: true, validateFormats: false, validateSchema: false, logger: false };
    return new Validator(options).compile(JSON.parse(schema));
  } catch {
    return null;
  }
}

/** A schema with nothing in it but what is looked at. */
function sound(schema: unknown, depth: number): Schema {
  if (!isRecord(schema) || depth > MOST_DEPTH) return {};
  const inner = (value: unknown) => sound(value, depth + 1);
  const entries = Object.entries(schema).flatMap(([name, value]): [string, unknown][] => {
    if (PLAIN.has(name)) return [[name, value]];
    if (LISTS.has(name) && Array.isArray(value) && value.length > 0) return [[name, value.slice(0, 20).map(inner)]];
    if (name === 'items' && isRecord(value)) return [[name, inner(value)]];
    if (name === 'additionalProperties') return [[name, isRecord(value) ? inner(value) : value !== false]];
    if (name !== 'properties' || !isRecord(value)) return [];
    return [[name, Object.fromEntries(Object.entries(value).map(([field, each]) => [field, inner(each)]))]];
  });
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
