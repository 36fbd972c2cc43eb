import { readPassage } from './passage.ts';
import { solve } from './solve.ts';

/** A Markdown table of two columns. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  return [['Opening', 'End'], ['---', '---'], ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/**
 * Fills the outline that a row shows, as a schema, a skeleton or a list, by looking up the gaps that its descriptions
 * quote. Fields that quote none are null.
 */
export function valuesAsked(said: string): unknown {
  const fence = /```json\n([\s\S]*?)\n```/.exec(said)?.[1];
  const text = said.replaceAll(/```json\n[\s\S]*?\n```/g, '').replaceAll(/^> ?/gm, '');
  const bare = text
    .split('\n')
    .filter((line) => !/^- `/.test(line))
    .join('\n');
  if (fence !== undefined) return filled(parsed(fence), bare);
  const value: Record<string, Record<string, unknown> | null> = {};
  for (const [, name = '', description = ''] of said.matchAll(/^(?:> ?)?- `([\w.]+)` \([^)]*\): (.*)$/gm)) {
    const [part = '', field] = name.split('.');
    if (field === undefined) value[part] = null;
    else value[part] = { ...value[part], [field]: lookedUp(description, bare) };
  }
  return value;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** A schema or a skeleton with values in place of descriptions. */
function filled(node: unknown, text: string): unknown {
  if (typeof node === 'string') return lookedUp(node, text);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return null;
  const fields = Object.entries(node);
  const properties = fields.find(([name]) => name === 'properties')?.[1];
  if (properties !== undefined) return filled(properties, text);
  const description = fields.find(([name]) => name === 'description')?.[1];
  if (typeof description === 'string') return lookedUp(description, text);
  return Object.fromEntries(fields.map(([name, inner]) => [name, filled(inner, text)]));
}

function lookedUp(description: string, text: string): string | null {
  const quote = /“(.+)”/.exec(description)?.[1];
  if (quote === undefined) return null;
  return solve({ kind: 'cloze', quote }, readPassage(text).flat, [])?.values[0] ?? null;
}
