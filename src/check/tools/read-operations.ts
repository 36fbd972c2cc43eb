import type { ApiParameter } from './api.ts';
import { fieldsOf, parameterOf } from './parameters.ts';
import { isRecord, type Node, textIn } from './schema-node.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** How many operations are looked at. */
const MOST_OPERATIONS = 400;

/** Names of operations that look something up though they are sent as if they changed it. */
const LOOKING = /search|query|find|lookup|list|count|calculate|validate|preview/i;

/** The operations of an OpenAPI description as functions, not yet held against their shape. */
export function readOperations(root: Node, resolve: (node: unknown) => Node): unknown[] {
  const paths = isRecord(root.paths) ? Object.entries(root.paths).slice(0, MOST_OPERATIONS) : [];
  return paths.flatMap(([path, value]) => {
    const item = resolve(value);
    return METHODS.flatMap((method) => {
      const operation = item[method];
      const stated = isRecord(operation) && ['summary', 'description', 'operationId'].some((name) => name in operation);
      return stated ? [functionOf(method, path, operation, item, resolve)] : [];
    });
  });
}

function functionOf(
  method: Method,
  path: string,
  operation: Node,
  item: Node,
  resolve: (node: unknown) => Node,
): unknown {
  const name = nameOf(textIn(operation.operationId) || `${method}${path}`);
  const about = [textIn(operation.summary), textIn(operation.description)].filter((text) => text !== '');
  const own = [item.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
  const listed = own.flatMap((each: unknown) => parametersOf(resolve(each), resolve));
  const parameters = [...listed, ...bodyOf(operation, resolve)];
  return {
    name,
    about: (about.length > 1 && about[1]?.startsWith(about[0] ?? '')
      ? about[1]
      : about.map((text) => text.replace(/\.$/, '')).join('. ') || `${method} ${path}`
    )?.slice(0, 600),
    parameters: [...new Map(parameters.map((each) => [each.name, each])).values()].slice(0, 15),
    returns: returnsOf(operation, resolve),
    changes: method !== 'get' && !(method === 'post' && LOOKING.test(name)),
  };
}

function nameOf(text: string): string {
  const name = text
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 64);
  return /^\d/.test(name) ? `_${name}`.slice(0, 64) : name;
}

/** A parameter of a path, query or body; those in headers and cookies belong to the machine. */
function parametersOf(node: Node, resolve: (node: unknown) => Node): ApiParameter[] {
  const name = textIn(node.name);
  if (node.in === 'body') return fieldsOf(resolve(node.schema), resolve);
  if (!/^[A-Za-z_][\w.-]{0,63}$/.test(name) || !['path', 'query', 'formData'].includes(textIn(node.in))) return [];
  const schema = isRecord(node.schema) ? resolve(node.schema) : node;
  return [parameterOf(name, schema, node.required === true || node.in === 'path', textIn(node.description), resolve)];
}

function bodyOf(operation: Node, resolve: (node: unknown) => Node): ApiParameter[] {
  const { content } = resolve(operation.requestBody);
  if (!isRecord(content)) return [];
  const media = content['application/json'] ?? Object.values(content)[0];
  const schema = isRecord(media) ? resolve(media.schema) : {};
  return allOf(schema, resolve).flatMap((part) => fieldsOf(part, resolve));
}

function allOf(schema: Node, resolve: (node: unknown) => Node): Node[] {
  const parts = Array.isArray(schema.allOf) ? schema.allOf.slice(0, 10).map((part: unknown) => resolve(part)) : [];
  return [schema, ...parts];
}

/** What a successful answer holds: its description and the names of its fields. */
function returnsOf(operation: Node, resolve: (node: unknown) => Node): string {
  const responses = isRecord(operation.responses) ? operation.responses : {};
  const [, answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  const node = resolve(answer);
  const media = isRecord(node.content) ? (node.content['application/json'] ?? Object.values(node.content)[0]) : node;
  const schema = isRecord(media) ? resolve(media.schema) : {};
  const entries = schema.type === 'array' ? resolve(schema.items) : schema;
  const fields = allOf(entries, resolve).flatMap((part) =>
    isRecord(part.properties) ? Object.keys(part.properties) : [],
  );
  const named =
    fields.length > 0
      ? `${schema.type === 'array' ? 'a list of entries with ' : ''}${fields.slice(0, 20).join(', ')}`
      : '';
  return [textIn(node.description), named].filter(Boolean).join(': ').slice(0, 400) || 'whether it succeeded';
}
