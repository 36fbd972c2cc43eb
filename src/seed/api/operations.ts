import { isRow, type Row } from '../json-fields.ts';
import type { Bounds, Inliner } from './inline.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** An operation of an interface, and the parameters that its path gives to all of its operations. */
export interface Operation {
  path: string;
  method: string;
  /** The first of its tags; the first word of its path where it has none. */
  tag: string;
  own: Row;
  shared: unknown[];
}

/** Operations that are looked at. */
const MOST_OPERATIONS = 5000;

/** The operations of a description (OpenAPI 2 and 3), in order. Those that stand in other files are noted by the inliner. */
export function operationsOf(root: Row, inliner: Inliner): Operation[] {
  const found: Operation[] = [];
  for (const [path, value] of Object.entries(isRow(root.paths) ? root.paths : {})) {
    const item = inliner.target(value);
    for (const method of METHODS) {
      const own = inliner.target(item?.[method]);
      if (!own || found.length >= MOST_OPERATIONS) continue;
      const [tag] = Array.isArray(own.tags) ? own.tags : [];
      const word = /[^/{}]+/.exec(path)?.[0] ?? 'root';
      found.push({ path, method, tag: typeof tag === 'string' ? tag : word, own, shared: listIn(item?.parameters) });
    }
  }
  return found;
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** How much of an operation is kept: what it takes in full, of what it returns the fields. The later, the less. */
export const DETAILS: readonly { takes: Bounds; returns: Bounds }[] = [
  { takes: { hops: 6, depth: 16, words: 1000 }, returns: { hops: 3, depth: 11, words: 300 } },
  { takes: { hops: 4, depth: 10, words: 300 }, returns: { hops: 2, depth: 7, words: 150 } },
  { takes: { hops: 2, depth: 7, words: 150 }, returns: { hops: 1, depth: 3, words: 100 } },
];

/** An operation as it is shown: what it is for, what it takes and returns; errors by their descriptions alone. */
export function shownOperation(operation: Operation, inliner: Inliner, detail: (typeof DETAILS)[number]): Row {
  const { own, shared } = operation;
  const { takes, returns } = detail;
  const parameters = [...shared, ...listIn(own.parameters)].map((each) => inliner.copy(each, takes));
  const body = own.requestBody === undefined ? undefined : inliner.copy(own.requestBody, takes);
  const responses = Object.entries(isRow(own.responses) ? own.responses : {}).map(([code, each]) => {
    const response = inliner.copy(each, returns);
    const error = !code.startsWith('2') && isRow(response);
    return [code, error ? { description: response.description ?? '' } : withoutHeaders(response)] as const;
  });
  const words = inliner.copy(
    { operationId: own.operationId, summary: own.summary, description: own.description },
    takes,
  );
  return {
    ...(isRow(words) ? words : {}),
    ...(own.deprecated === true ? { deprecated: true } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: Object.fromEntries(responses),
  };
}

function withoutHeaders(response: unknown): unknown {
  if (!isRow(response)) return response;
  const { headers, ...rest } = response;
  return rest;
}
