import { jsonrepair } from 'jsonrepair';
import { z } from 'zod';
import type { JsonSchema } from '../teacher/teacher.ts';

/** What a reply came to: the value asked for, an agent's word that the material will not do, or what is wrong with it. */
export type Read<T> = { value: T } | { unsuitable: string } | { problem: string };

/** A form that replies are asked for: its words for the prompt, its schema for servers that enforce one, its reader. */
export interface Format<T> {
  words: string;
  schema?: JsonSchema;
  read(text: string): Read<T>;
}

/** A JSON object of the shape. */
export function jsonFormat<T>(shape: z.ZodType<T>): Format<T> {
  const schema = teacherSchema(shape);
  return {
    words: `Reply with one JSON object of this form and nothing else:\n${describe(schema)}`,
    schema,
    read(text) {
      const json = parseJson(text);
      if (json === undefined) return { problem: 'It is not a JSON object.' };
      const parsed = shape.safeParse(json);
      return parsed.success ? { value: parsed.data } : { problem: z.prettifyError(parsed.error) };
    },
  };
}

/** As {@link jsonFormat}, where the agent may also say that the material is unsuitable. */
export function jsonOrUnsuitable<T>(shape: z.ZodType<T>): Format<T> {
  const either = jsonFormat(
    z.strictObject({
      unsuitable: z.string().nullable().describe('Why the material cannot carry this; null when it can'),
      result: shape.nullable().describe('Null when the material is unsuitable'),
    }),
  );
  return {
    ...either,
    read(text) {
      const read = either.read(text);
      if (!('value' in read)) return read;
      const { unsuitable, result } = read.value;
      if (result !== null && result !== undefined) return { value: result };
      return unsuitable ? { unsuitable } : { problem: 'Both "unsuitable" and "result" are null.' };
    },
  };
}

/**
 * Plain text between tags, for shapes that are one string: models write long text worse inside JSON. `check` is the
 * string's own shape.
 */
export function textOrUnsuitable(check: z.ZodType<string>): Format<string> {
  return {
    words:
      'Reply with the finished text between <result> and </result> and nothing else: no title line, no comment. ' +
      'If the material is unsuitable, reply with the reason between <unsuitable> and </unsuitable> instead.',
    read(text) {
      const result = between(text, 'result');
      const unsuitable = between(text, 'unsuitable');
      const given = (result ?? '').trim();
      if (unsuitable !== null && given === '') return { unsuitable: unsuitable.trim() };
      if (result === null) return { problem: 'There is no text between <result> and </result>.' };
      const parsed = check.safeParse(given);
      return parsed.success ? { value: parsed.data } : { problem: z.prettifyError(parsed.error) };
    },
  };
}

/** What stands between the first opening and the last closing tag of a name, in any case of letters; null without both. */
function between(text: string, tag: string): string | null {
  const lower = text.toLowerCase();
  const [start, end] = [lower.indexOf(`<${tag}>`), lower.lastIndexOf(`</${tag}>`)];
  return start < 0 || end < start ? null : text.slice(start + tag.length + 2, end);
}

/**
 * The value of the JSON in a reply, mended where it is slightly broken; undefined where there is none. Prose round it may
 * hold brackets: each brace is tried in turn.
 */
export function parseJson(text: string): unknown {
  const list = /^\s*(?:```\w*\s*)?\[/.exec(text)?.[0].length;
  let start = list === undefined ? text.indexOf('{') : list - 1;
  for (let tries = 0; start >= 0 && tries < MOST_STARTS; tries++) {
    const end = Math.max(text.lastIndexOf('}'), list === undefined ? -1 : text.lastIndexOf(']')) + 1;
    const json = end > start ? text.slice(start, end) : text.slice(start);
    for (const read of [JSON.parse, (broken: string): unknown => JSON.parse(jsonrepair(broken))]) {
      try {
        return read(json);
      } catch {}
    }
    start = list === undefined ? text.indexOf('{', start + 1) : -1;
  }
  return undefined;
}

/** How many opening braces are tried. */
const MOST_STARTS = 8;

const UNENFORCED = [
  '$schema',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
];

/** The JSON schema of a shape in the subset that strict servers take: sizes are said in words and checked afterwards. */
function teacherSchema(shape: z.ZodType): JsonSchema {
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (!isRecord(node)) return node;
    const sizes = sizesOf(node);
    const kept = Object.entries(node).filter(([name]) => !UNENFORCED.includes(name));
    const plain = Object.fromEntries(kept.map(([name, value]) => [name, strip(value)]));
    return sizes === '' ? plain : { ...plain, description: [node.description, sizes].filter(Boolean).join('; ') };
  };
  const plain = strip(z.toJSONSchema(shape, { io: 'input' }));
  return isRecord(plain) ? plain : {};
}

function sizesOf(node: Record<string, unknown>): string {
  const range = (least: unknown, most: unknown, unit: string) => {
    if (typeof least === 'number' && least === most) return `exactly ${least} ${unit}`;
    if (typeof least === 'number' && least > 0 && typeof most === 'number') return `${least} to ${most} ${unit}`;
    if (typeof most === 'number') return `at most ${most} ${unit}`;
    return typeof least === 'number' && least > 1 ? `at least ${least} ${unit}` : '';
  };
  if (Array.isArray(node.anyOf)) return node.anyOf.map((option) => (isRecord(option) ? sizesOf(option) : '')).join('');
  return node.type === 'array' ? range(node.minItems, node.maxItems, 'of them') : '';
}

/** A schema as people read it: an example-like outline with a remark behind each part. */
function describe(node: unknown, indent = ''): string {
  if (!isRecord(node)) return '…';
  const inner = `${indent}  `;
  if (isRecord(node.properties)) {
    const lines = Object.entries(node.properties).map(([name, value]) => {
      const remark = isRecord(value) && typeof value.description === 'string' ? `  // ${value.description}` : '';
      return `${inner}${JSON.stringify(name)}: ${describe(value, inner)},${remark}`;
    });
    return ['{', ...lines, `${indent}}`].join('\n');
  }
  if (isRecord(node.items)) return `[${describe(node.items, indent)}, …]`;
  const options = node.anyOf;
  if (Array.isArray(options)) return options.map((option) => describe(option, indent)).join(' or ');
  if (Array.isArray(node.enum)) return node.enum.map((value) => JSON.stringify(value)).join(' or ');
  if ('const' in node) return JSON.stringify(node.const);
  return [node.type ?? '…'].flat().join(' or ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
