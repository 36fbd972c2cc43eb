import type { JsonSchema } from './teacher.ts';

const known = new WeakMap<JsonSchema, string>();

/** A schema as JSON text, written once for each schema object: many requests share one, and none changes it. */
export function schemaJson(schema: JsonSchema): string {
  let json = known.get(schema);
  if (json === undefined) {
    json = JSON.stringify(schema);
    known.set(schema, json);
  }
  return json;
}
