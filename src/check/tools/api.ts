import { z } from 'zod';
import { parseJson } from '../../ask/format.ts';
import type { Tool } from '../../data.ts';
import type { Draw } from '../../text/draw.ts';

/** A JSON schema, as far as it is looked at. */
export type Schema = Record<string, unknown>;

const TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;

/** One parameter of a function. */
export const ApiParameter = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][\w.-]{0,63}$/),
  type: z.enum(TYPES),
  about: z.string().describe('What it means, with unit or format where it has one'),
  required: z.boolean(),
  allowed: z.array(z.string()).max(40).nullable().describe('The only values it takes; null where it is free'),
  inner: z
    .string()
    .nullable()
    .describe('Of an array the JSON schema of its entries, of an object that of the whole, as text; else null'),
});
export type ApiParameter = z.infer<typeof ApiParameter>;

/** A function that an assistant can call. */
export const Api = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][\w-]{0,63}$/),
  about: z.string().min(1).describe('What it does, when to use it and what it does not do'),
  parameters: z.array(ApiParameter).max(15),
  returns: z.string().describe('What it returns, field by field'),
  changes: z.boolean().describe('Whether a call changes, sends, buys or deletes something'),
});
export type Api = z.infer<typeof Api>;

/** Functions that belong together. */
export const Library = z.strictObject({
  library: z.string().min(1).describe('What the functions are for, in a line'),
  apis: z.array(Api).min(1).max(12),
});
export type Library = z.infer<typeof Library>;

/** The JSON schema of a function's arguments; nothing that is not listed may be given. */
export function schemaOf({ parameters }: Api): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((each) => [each.name, parameterSchema(each)])),
    required: parameters.flatMap(({ name, required }) => (required ? [name] : [])),
    additionalProperties: false,
  };
}

function parameterSchema({ type, about, allowed, inner }: ApiParameter): Schema {
  const within = inner === null ? undefined : parseJson(inner);
  const described = about === '' ? {} : { description: about };
  if (type === 'object') return { ...described, ...(isSchema(within) && within.type === 'object' ? within : {}), type };
  const values = allowed?.map((value) => (type === 'string' || type === 'array' ? value : allowedValue(value)));
  const options = values && values.length > 0 ? { enum: values } : {};
  if (type !== 'array') return { type, ...described, ...options };
  return { type, ...described, items: { ...(isSchema(within) ? within : { type: 'string' }), ...options } };
}

function allowedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A function as a tool of native function calling. */
export function toolOf(api: Api): Tool {
  const about = /[.!?…。]$/.test(api.about) ? api.about : `${api.about}.`;
  const description = [about, api.returns && `Returns ${api.returns}`].filter(Boolean).join(' ');
  return { type: 'function', function: { name: api.name, description, parameters: schemaOf(api) } };
}

/** The tools of a library, in a drawn order: the one that a task needs is not always the first. */
export function toolsOf({ apis }: Library, draw: Draw): Tool[] {
  return draw.shuffle(apis).map(toolOf);
}

/** A library as agents read it. */
export function showLibrary({ library, apis }: Library): string {
  return [library, ...apis.map(showApi)].join('\n\n');
}

function showApi({ name, about, parameters, returns, changes }: Api): string {
  const lines = parameters.map((each) => {
    const values = each.allowed && each.allowed.length > 0 ? `; one of ${each.allowed.join(', ')}` : '';
    const inner = each.inner === null ? '' : `; ${each.inner.replaceAll(/\s+/g, ' ')}`;
    return `  ${each.name} (${each.type}, ${each.required ? 'required' : 'optional'}): ${each.about}${values}${inner}`;
  });
  return [
    `${name}: ${about}`,
    ...lines,
    `  Returns ${returns}`,
    `  ${changes ? 'Changes something' : 'Only looks'}`,
  ].join('\n');
}
