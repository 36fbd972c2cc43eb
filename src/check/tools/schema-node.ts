/** An object of a description. */
export type Node = Record<string, unknown>;

/** Most references followed one after another. */
const MOST_HOPS = 8;

/** Whether a value is an object. */
export function isRecord(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text of a field; empty where it holds none. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim() : '';
}

/** A way to follow references within a description: an object for whatever it is given, empty where there is none. */
export function resolver(root: unknown): (node: unknown) => Node {
  return (node) => {
    let found = node;
    for (let hop = 0; hop < MOST_HOPS && isRecord(found) && typeof found.$ref === 'string'; hop++) {
      const path = found.$ref.startsWith('#/') ? found.$ref.slice(2).split('/') : [];
      let target: unknown = path.length > 0 ? root : undefined;
      for (const part of path) {
        const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
        target = isRecord(target) && Object.hasOwn(target, name) ? target[name] : undefined;
      }
      found = target;
    }
    return isRecord(found) && typeof found.$ref !== 'string' ? found : {};
  };
}
