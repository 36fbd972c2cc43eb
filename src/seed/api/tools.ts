import { isExercise, isRow, type Row } from '../json-fields.ts';
import type { Document } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { Inliner } from './inline.ts';
import { apiDocument } from './write.ts';

/** Tools of one document, and those that are looked at. */
const GROUP = 12;
const MOST = 1000;
const BOUNDS = { hops: 4, depth: 12, words: 1000 };

/** Whether a value is a tool: a name and the JSON schema of what it takes, bare or under `function`. */
export function isTool(value: unknown): value is Row {
  const tool = isRow(value) && isRow(value.function) ? value.function : value;
  if (!isRow(tool) || typeof tool.name !== 'string') return false;
  return [tool.parameters, tool.input_schema, tool.inputSchema].some(isRow);
}

/** The tools that an object lists; undefined where it is no such list, or a conversation in which they are used. */
export function toolsIn(root: Row): Row[] | undefined {
  const list: unknown = root.tools ?? root.functions;
  if (!Array.isArray(list) || isExercise(root)) return undefined;
  const tools = list.slice(0, MOST).filter(isTool);
  return tools.length > 0 ? tools : undefined;
}

/** A list of tools as documents of kind `api`, twelve in one. */
export async function* toolDocuments(tools: Row[], source: string, title: string | null): AsyncGenerator<Document> {
  const whole = tools.length <= GROUP;
  for (let from = 0; from < tools.length; from += GROUP) {
    const group = tools.slice(from, from + GROUP);
    const copies = group.map((tool) => new Inliner(tool).copy(tool, BOUNDS));
    yield await apiDocument(
      { tools: copies },
      {
        source: whole ? source : `${source}#operations-${from + 1}-${from + group.length}`,
        title: title ?? titleOfFile(source),
        license: null,
      },
    );
  }
}
