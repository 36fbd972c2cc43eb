import { parse } from 'yaml';
import { Api, type Library } from './api.ts';
import { fieldsOf } from './parameters.ts';
import { readOperations } from './read-operations.ts';
import { isRecord, type Node, resolver, textIn } from './schema-node.ts';

/** Most functions that are taken of a description, and most characters of it. */
const MOST_APIS = 12;
const MOST_TEXT = 3_000_000;

/**
 * A description of an interface as a library: OpenAPI 3 and Swagger 2 (an operation a function), a list of tools or
 * functions with JSON schemas, or one JSON schema of an object (a function that makes one). Of many functions neighbours
 * are taken, from a place that `pick` (0-1) draws. A string says why it is none.
 */
export function readDescription(text: string, title: string | null, pick = 0): Library | string {
  if (text.length > MOST_TEXT) return 'too long a description';
  const root = parsed(text);
  if (root === null) return 'neither JSON nor YAML';
  const resolve = resolver(root);
  const read = isRecord(root) && isRecord(root.paths) ? readOperations(root, resolve) : readTools(root, resolve);
  const apis = [
    ...new Map(read.flatMap((each) => Api.safeParse(each).data ?? []).map((api) => [api.name, api])).values(),
  ];
  if (apis.length === 0) return 'no operations that an assistant could call';
  const from = Math.floor(pick * Math.max(1, apis.length - MOST_APIS + 1));
  const info = isRecord(root) && isRecord(root.info) ? root.info : {};
  const library = [textIn(info.title) || title || 'Functions', firstSentence(textIn(info.description))];
  return { library: library.filter(Boolean).join(': ').slice(0, 400), apis: apis.slice(from, from + MOST_APIS) };
}

function parsed(text: string): Node | unknown[] | null {
  try {
    const value: unknown = parse(text, { maxAliasCount: 100 });
    return isRecord(value) || Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.!?])\s|\n\s*\n/, 1)[0]?.slice(0, 300) ?? '';
}

/** Tools as `{ name, description, parameters }`, bare or under `function`; else the root as one schema. */
function readTools(root: Node | unknown[], resolve: (node: unknown) => Node): unknown[] {
  const list = Array.isArray(root) ? root : [root.tools, root.functions].find(Array.isArray);
  if (!list) return isRecord(root) && isRecord(root.properties) ? [fromSchema(root, resolve)] : [];
  return list.slice(0, 100).map((each: unknown) => {
    const outer = resolve(each);
    const tool = isRecord(outer.function) ? outer.function : outer;
    const schema = resolve(tool.parameters ?? tool.input_schema ?? tool.inputSchema);
    const name = textIn(tool.name);
    const changes = /^(?:create|add|set|update|delete|remove|send|book|buy|cancel|post|put)/i.test(name);
    return {
      name,
      about: textIn(tool.description) || name,
      parameters: fieldsOf(schema, resolve),
      returns: 'the result',
      changes,
    };
  });
}

function fromSchema(root: Node, resolve: (node: unknown) => Node): unknown {
  const title = textIn(root.title) || 'record';
  const name = `create_${title
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase()
    .slice(0, 50)}`;
  const about = `Stores a ${title}. ${textIn(root.description)}`.trim();
  return {
    name,
    about,
    parameters: fieldsOf(root, resolve),
    returns: 'its identifier, and the record as stored',
    changes: true,
  };
}
