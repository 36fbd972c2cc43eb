import { isRow, type Row } from '../json-fields.ts';

/** How much of a description is kept. */
export interface Bounds {
  /** References within references that are followed. */
  hops: number;
  /** Levels of objects and lists. */
  depth: number;
  /** Characters of a text. */
  words: number;
}

/** Values of one copy at most, so that references to references cannot multiply. */
const MOST_VALUES = 5000;
const LONGEST_LIST = 100;
/** What tells a program something, but no reader. */
const UNREAD =
  /^(?:x-.*|xml|externalDocs|security|callbacks|links|servers|examples?|discriminator|\$schema|\$id|\$comment)$/;
/** Below these, names are the author's and no keywords. */
const NAMED = new Set(['properties', 'patternProperties', 'paths']);

/** Where in a description a copy stands. */
interface Place {
  depth: number;
  /** References that it stands in, the outermost first. */
  within: readonly string[];
  /** Whether the names of an object's fields are the author's. */
  named: boolean;
}

/**
 * Copies parts of a description with what their references name put in their place, and without what no reader wants
 * (extensions, examples, security). A reference in a circle, or deeper than the bounds, becomes an object with the name
 * as its title; one to another file is kept as it is and noted in `outside`. Nothing is fetched.
 */
export class Inliner {
  /** References to other files that were met. */
  readonly outside = new Set<string>();
  readonly #root: Row;
  #left = 0;

  constructor(root: Row) {
    this.#root = root;
  }

  /** A copy of a value, whatever it is; undefined where nothing of it is left. */
  copy(value: unknown, bounds: Bounds): unknown {
    this.#left = MOST_VALUES;
    return this.#copy(value, bounds, { depth: bounds.depth, within: [], named: false });
  }

  /** The object that a value is or refers to, as it stands; undefined where it is none. */
  target(value: unknown): Row | undefined {
    let found = value;
    for (let hop = 0; hop < 8 && isRow(found) && typeof found.$ref === 'string'; hop++) found = this.#find(found.$ref);
    return isRow(found) && typeof found.$ref !== 'string' ? found : undefined;
  }

  #copy(value: unknown, bounds: Bounds, place: Place): unknown {
    if (this.#left-- <= 0) return undefined;
    if (typeof value === 'string') return shortened(value, bounds.words);
    if (typeof value !== 'object' || value === null) return value;
    if (place.depth <= 0) return undefined;
    const inner = { ...place, depth: place.depth - 1, named: false };
    if (Array.isArray(value)) {
      const list: unknown[] = value.slice(0, LONGEST_LIST);
      return list.map((each) => this.#copy(each, bounds, inner)).filter((each) => each !== undefined);
    }
    const row: Row = isRow(value) ? value : {};
    if (typeof row.$ref === 'string' && !place.named) return this.#referred(row.$ref, bounds, place);
    const kept = Object.entries(row).flatMap(([name, each]) => {
      if (UNREAD.test(name) && !place.named) return [];
      const copy = this.#copy(each, bounds, { ...inner, named: !place.named && NAMED.has(name) });
      return copy === undefined || copy === '' ? [] : [[name, copy] as const];
    });
    return Object.fromEntries(kept);
  }

  #referred(ref: string, bounds: Bounds, place: Place): unknown {
    const found = this.#find(ref);
    if (found === undefined) return { $ref: ref };
    if (!place.within.includes(ref) && place.within.length < bounds.hops)
      return this.#copy(found, bounds, { ...place, within: [...place.within, ref] });
    const type = isRow(found) && typeof found.type === 'string' ? found.type : 'object';
    return { title: ref.slice(ref.lastIndexOf('/') + 1), type };
  }

  /** What a JSON pointer (RFC 6901) into the description leads to. */
  #find(ref: string): unknown {
    if (!ref.startsWith('#')) {
      this.outside.add(ref);
      return undefined;
    }
    let found: unknown = this.#root;
    for (const part of ref.split('/').slice(1)) {
      const name = unescaped(part);
      found =
        (isRow(found) || Array.isArray(found)) && Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
    }
    return found;
  }
}

function unescaped(part: string): string {
  const plain = part.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** A text of at most so many characters, with dots where it was cut. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).trimEnd()} ...` : text;
}
