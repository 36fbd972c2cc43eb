import { estimateTokens } from '../../text/tokens.ts';
import { isRow, type Row } from '../json-fields.ts';
import { type Document, Unreadable } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { type Bounds, Inliner } from './inline.ts';
import { apiDocument } from './write.ts';

/** Tokens of a schema above which less of it is shown. */
const LONG = 4000;
const DETAILS: readonly Bounds[] = [
  { hops: 5, depth: 16, words: 1000 },
  { hops: 3, depth: 10, words: 300 },
  { hops: 1, depth: 6, words: 150 },
];
const MOST_DEFINITIONS = 500;

/**
 * The documents of a JSON schema, kind `api`: the object that it describes, with its references put in; of one that only
 * defines, each object that it defines. Undefined for what is no schema. Throws `Unreadable` for one without fields.
 */
export function schemaDocuments(root: Row, source: string): AsyncIterable<Document> | undefined {
  const stated = typeof root.$schema === 'string' && /json-schema\.org/.test(root.$schema);
  if (!stated && !describesObject(root)) return undefined;
  return documentsOf(root, source);
}

function describesObject(node: unknown): node is Row {
  if (!isRow(node) || !isRow(node.properties)) return false;
  const fields = Object.values(node.properties);
  return fields.length > 0 && fields.every((field) => isRow(field) || typeof field === 'boolean');
}

async function* documentsOf(root: Row, source: string): AsyncGenerator<Document> {
  const title = typeof root.title === 'string' ? root.title : titleOfFile(source);
  const inliner = new Inliner(root);
  const whole = inliner.target(root);
  if (describesObject(whole)) {
    const { $defs, definitions, ...own } = whole;
    yield await apiDocument({ title, ...shown(own, inliner) }, { source, title, license: null });
    return;
  }
  const defined = Object.entries({ ...rowOf(root.definitions), ...rowOf(root.$defs) }).filter(([, node]) =>
    describesObject(node),
  );
  if (defined.length === 0) throw new Unreadable('a schema without fields');
  for (const [i, [name, node]] of defined.slice(0, MOST_DEFINITIONS).entries()) {
    const facts = { source: `${source}#definitions-${i + 1}`, title: `${title}: ${name}`, license: null };
    yield await apiDocument({ title: name, ...shown(node, inliner) }, facts);
  }
}

function rowOf(value: unknown): Row {
  return isRow(value) ? value : {};
}

/** A schema in as much detail as keeps it readable. */
function shown(node: unknown, inliner: Inliner): Row {
  let copy: unknown;
  for (const bounds of DETAILS) {
    copy = inliner.copy(node, bounds);
    if (estimateTokens(JSON.stringify(copy)) <= LONG) break;
  }
  return rowOf(copy);
}
