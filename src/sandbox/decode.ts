import { inspect } from 'node:util';

/**
 * A value that left the sandbox as a tree of the guest's making (guest.ts). What comes out is data and holds no code:
 * functions, symbols and the like are `undefined`, or for `printing` stand-ins that print as they would.
 */
export function decode(tree: unknown, printing: boolean): unknown {
  if (!Array.isArray(tree)) return tree;
  const [kind, first, second] = tree;
  const made = READERS[String(kind)];
  if (made) return made(first, second, (inner) => decode(inner, printing));
  return printing && kind !== 'undefined' ? printed(String(kind), first, second) : undefined;
}

type Reader = (first: unknown, second: unknown, inner: (tree: unknown) => unknown) => unknown;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const pairs = (value: unknown, inner: (tree: unknown) => unknown): [unknown, unknown][] =>
  list(value).map((pair) => [inner(list(pair)[0]), inner(list(pair)[1])]);

const READERS: Partial<Record<string, Reader>> = {
  array: (items, _, inner) => list(items).map(inner),
  map: (items, _, inner) => new Map(pairs(items, inner)),
  set: (items, _, inner) => new Set(list(items).map(inner)),
  number: (text) => Number(text),
  bigint: (text) => BigInt(String(text)),
  date: (time) => new Date(Number(time)),
  object: (made, items, inner) => objectOf(made, pairs(items, inner)),
};

/** An object of own properties; one of a class has a prototype of its own that tells the class's name. */
function objectOf(made: unknown, properties: [unknown, unknown][]): object {
  const named = () => Object.defineProperty(class {}, 'name', { value: String(made) }).prototype;
  const object: object = Object.create(made === null ? null : made === 'Object' ? Object.prototype : named());
  for (const [key, value] of properties) {
    Object.defineProperty(object, String(key), { value, enumerable: true, writable: true, configurable: true });
  }
  return object;
}

function printed(kind: string, first: unknown, second: unknown): unknown {
  const shown: Record<string, string> = {
    symbol: `Symbol(${first})`,
    function: first === '' ? '[Function (anonymous)]' : `[Function: ${first}]`,
    regexp: `/${first}/${second}`,
    error: `${first}: ${second}`,
    circular: '[Circular *1]',
  };
  const text = shown[kind] ?? '[Object]';
  return { [inspect.custom]: () => text };
}
