import { z } from 'zod';
import type { Draw } from '../../text/draw.ts';
import { mayLack, type Node, OutlineField, outlineTree } from './outline.ts';

const WAYS = [
  { way: 'schema', weight: 4 },
  { way: 'skeleton', weight: 4 },
  { way: 'list', weight: 3 },
] as const;

const Outlined = z.looseObject({ outline: z.array(OutlineField) });

/** The outline of an instruction as {@link showOutline} shows it; empty where it has none. */
export function shownOutline(instruction: Readonly<Record<string, unknown>>, draw: Draw): string {
  const read = Outlined.safeParse(instruction);
  return read.success ? showOutline(read.data.outline, draw) : '';
}

/**
 * An outline as the student sees it: a JSON schema, a skeleton with a remark for each value, or a list of fields, by
 * draw. An outline that is none is shown as a list.
 */
export function showOutline(fields: readonly OutlineField[], draw: Draw): string {
  const tree = outlineTree(fields);
  const way = draw.pick(WAYS, ({ weight }) => weight)?.way;
  if (typeof tree === 'string' || way === 'list') return fields.map(line).join('\n');
  const shown = way === 'schema' ? schemaOf(tree) : skeletonOf(tree);
  return `\`\`\`json\n${JSON.stringify(shown, null, 2)}\n\`\`\``;
}

function line(field: OutlineField): string {
  return `- \`${field.name}\` (${kindOf(field)}): ${field.description}`;
}

const KINDS: Record<OutlineField['type'], string> = {
  text: 'string',
  quote: 'verbatim string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date YYYY-MM-DD',
  choice: 'string',
};

/** "number | null", "\"a\" | \"b\"": kinds in the notation that all programmers share. */
function kindOf({ type, choices, required, name }: OutlineField): string {
  const named = choices.map((choice) => JSON.stringify(choice)).join(' | ') || KINDS[type];
  return required || name.endsWith('[]') ? named : `${named} | null`;
}

function skeletonOf({ list, leaf, parts }: Node): unknown {
  const one = leaf
    ? `${kindOf(leaf)} – ${leaf.description}`
    : Object.fromEntries([...parts].map(([name, part]) => [name, skeletonOf(part)]));
  return list ? [one] : one;
}

/** The JSON schema of an outline: every field is there, what may lack is null. */
export function schemaOf(node: Node): Record<string, unknown> {
  const { list, leaf, parts } = node;
  const one = leaf
    ? schemaOfLeaf(leaf, list)
    : {
        type: parts.size > 0 && mayLack({ ...node, list: false }) ? ['object', 'null'] : 'object',
        properties: Object.fromEntries([...parts].map(([name, part]) => [name, schemaOf(part)])),
        required: [...parts.keys()],
        additionalProperties: false,
      };
  return list ? { type: 'array', items: { ...one, ...(!leaf && { type: 'object' }) } } : one;
}

function schemaOfLeaf({ type, choices, required, description }: OutlineField, list: boolean): Record<string, unknown> {
  const base = type === 'number' || type === 'integer' || type === 'boolean' ? type : 'string';
  const open = !required && !list;
  const pattern = type === 'date' ? { pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' } : {};
  const among = type === 'choice' ? { enum: open ? [...choices, null] : choices } : {};
  const words = type === 'quote' ? `verbatim: ${description}` : description;
  return { type: open ? [base, 'null'] : base, ...among, ...pattern, description: words };
}
