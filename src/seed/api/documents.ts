import { factsOf, isRow, type Row } from '../json-fields.ts';
import { type Document, type ReadOptions, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { grouped, type Shown, shownOperations } from './group.ts';
import { Inliner, shortened } from './inline.ts';
import { operationsOf } from './operations.ts';
import { schemaDocuments } from './schemas.ts';
import { toolDocuments, toolsIn } from './tools.ts';
import { apiDocument } from './write.ts';

/**
 * The documents of a description of an interface, kind `api`: OpenAPI 2 and 3 (operations in groups, each a description of
 * its own), a list of tools, a JSON schema. They are YAML, with the references within the file put in their place.
 * Undefined where the object is none of these. Throws `Unreadable` where nothing of it can be used.
 */
export function apiDocuments(root: Row, source: string, options: ReadOptions): AsyncIterable<Document> | undefined {
  if (isRow(root.paths) && (typeof root.openapi === 'string' || root.swagger !== undefined))
    return operationDocuments(root, source, options);
  const tools = toolsIn(root);
  if (tools) return toolDocuments(tools, source, factsOf(root).title);
  return schemaDocuments(root, source);
}

async function* operationDocuments(root: Row, source: string, { reject }: ReadOptions): AsyncGenerator<Document> {
  const inliner = new Inliner(root);
  const operations = operationsOf(root, inliner);
  const shown = shownOperations(operations, inliner);
  const outside = [...inliner.outside].map((ref) => ref.split('#')[0] || ref);
  const files = [...new Set(outside)];
  const told = `${files.length} other ${files.length === 1 ? 'file' : 'files'}, not followed: ${files.slice(0, 3).join(', ')}`;
  if (shown.length === 0)
    throw new Unreadable(files.length > 0 ? `its operations stand in ${told}` : 'no operations in it');
  if (files.length > 0) reject({ source, reason: `refers to ${told}` });
  if (shown.length < operations.length)
    reject({ source, reason: `${operations.length - shown.length} operations whose descriptions are too long` });
  const groups = grouped(shown);
  let from = 1;
  for (const group of groups) {
    yield await groupDocument(root, group, source, groups.length === 1 ? undefined : from);
    from += group.length;
  }
}

/** A group of operations as a description of its own; `from` is the number of its first where it is not the only one. */
async function groupDocument(root: Row, group: Shown[], source: string, from: number | undefined): Promise<Document> {
  const info = isRow(root.info) ? root.info : {};
  const title = typeof info.title === 'string' ? info.title : titleOfFile(source);
  const tags = [...new Set(group.map(({ operation }) => operation.tag))].slice(0, 5).join(', ');
  const paths: Record<string, Row> = {};
  for (const { operation, shown } of group)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: shown };
  const { openapi, swagger, host, basePath } = root;
  const top = { openapi, swagger, info: { title, version: info.version, description: said(info.description) } };
  return apiDocument(
    { ...top, host, basePath, servers: addresses(root.servers), paths },
    {
      source: from === undefined ? source : `${source}#operations-${from}-${from + group.length - 1}`,
      title: from === undefined ? title : `${title}: ${tags}`,
      license: factsOf(info).license,
    },
  );
}

function said(description: unknown): string | undefined {
  return typeof description === 'string' && description !== '' ? shortened(description, 600) : undefined;
}

function addresses(servers: unknown): Row[] | undefined {
  const list: unknown[] = Array.isArray(servers) ? servers.slice(0, 3) : [];
  const found = list.flatMap((each) => (isRow(each) && typeof each.url === 'string' ? [{ url: each.url }] : []));
  return found.length > 0 ? found : undefined;
}
