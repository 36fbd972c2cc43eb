import { attribute, child, elements, type XmlElement } from '../xml.ts';
import type { Numbered } from './word-styles.ts';

interface Level {
  start: number;
  counts: boolean;
}

/** Counts the paragraphs of Word's numberings, which go on after whatever stands between (ECMA-376 part 1, 17.9). */
export class WordNumbers {
  /** Levels of each numbering, and the list whose count it shares. */
  readonly #numberings = new Map<string, { list: string; levels: Level[] }>();
  readonly #counts = new Map<string, number[]>();

  constructor(numbering: XmlElement | undefined) {
    const lists = new Map<string, Level[]>();
    for (const list of elements(numbering, 'abstractNum')) {
      lists.set(attribute(list, 'abstractNumId') ?? '', elements(list, 'lvl').map(levelOf));
    }
    for (const num of elements(numbering, 'num')) {
      const id = attribute(num, 'numId') ?? '';
      const list = attribute(child(num, 'abstractNumId'), 'val') ?? '';
      const levels = [...(lists.get(list) ?? [])];
      let own = false;
      for (const override of elements(num, 'lvlOverride')) {
        const at = Number(attribute(override, 'ilvl') ?? 0);
        const start = attribute(child(override, 'startOverride'), 'val');
        const level = levels[at];
        if (start === undefined || !level) continue;
        own = true;
        levels[at] = { ...level, start: Number(start) || 0 };
      }
      this.#numberings.set(id, { list: own ? `num ${id}` : list, levels });
    }
  }

  /** The number of the next paragraph of a numbering; undefined for bullets and for none. */
  next({ id, level }: Numbered): number | undefined {
    const numbering = this.#numberings.get(id);
    const own = numbering?.levels[level];
    if (!numbering || !own) return undefined;
    const counts = this.#counts.get(numbering.list) ?? [];
    this.#counts.set(numbering.list, counts);
    counts.length = Math.min(counts.length, level + 1);
    const count = (counts[level] ?? own.start - 1) + 1;
    counts[level] = count;
    return own.counts ? count : undefined;
  }
}

function levelOf(level: XmlElement): Level {
  const format = attribute(child(level, 'numFmt'), 'val') ?? 'decimal';
  return {
    start: Number(attribute(child(level, 'start'), 'val') ?? 1) || 0,
    counts: format !== 'bullet' && format !== 'none',
  };
}
