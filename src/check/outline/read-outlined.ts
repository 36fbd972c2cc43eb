import { z } from 'zod';
import { parseJson } from '../../ask/format.ts';
import type { Item } from '../../data.ts';
import { type Node, OutlineField, outlineTree } from './outline.ts';

const Outlined = z.looseObject({ outline: z.array(OutlineField), extraction: z.string() });

/** What an item's outline asks for; null where it has none. `tree` is a string that says what is wrong with it. */
export function readOutlined(item: Item): { tree: Node | string; reference: unknown } | null {
  const read = Outlined.safeParse(item.instruction);
  if (!read.success) return null;
  return { tree: outlineTree(read.data.outline), reference: parseJson(read.data.extraction) };
}

/** The JSON that a response is, fenced or not; undefined where it is anything else or says anything beside it. */
export function jsonOf(response: string): unknown {
  const fenced = /^```[\w-]*\n([\s\S]*)\n```$/.exec(response.trim());
  try {
    return JSON.parse(fenced?.[1] ?? response);
  } catch {
    return undefined;
  }
}
