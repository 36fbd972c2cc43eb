/** A text in another form, and where each of its code units comes from: from `starts[i]` up to `ends[i]` of the source. */
export interface Mapped {
  text: string;
  starts: Int32Array;
  ends: Int32Array;
}

/** A text as it is. */
export function asItIs(text: string): Mapped {
  const starts = Int32Array.from({ length: text.length }, (_, at) => at);
  return { text, starts, ends: starts.map((at) => at + 1) };
}

/**
 * A text as `normalize` makes it, mapped to the source. `core` is the same without what is put in front of the text or
 * cut off its ends: it is applied grapheme by grapheme where lengths differ. Undefined where the mapping is not plain.
 */
export function normalForm(
  text: string,
  normalize: (text: string) => string,
  core: (text: string) => string,
): Mapped | undefined {
  const full = normalize(text);
  if (full === text) return asItIs(text);
  const added = full.length - text.length;
  if (added >= 0 && isSpaced(full, text, added)) return shifted(full, asItIs(text), added);
  const mapped = byGraphemes(text, core);
  const at = mapped.text.indexOf(full);
  if (at >= 0) return cut(mapped, at, full.length);
  return full.endsWith(mapped.text) ? shifted(full, mapped, full.length - mapped.text.length) : undefined;
}

/** Whether a text differs only by `added` units in front, and by marks in place of spaces. */
function isSpaced(full: string, text: string, added: number): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = full[at + added];
    if (unit !== text[at] && !(unit === '▁' && text[at] === ' ')) return false;
  }
  return true;
}

/** Units put in front come from the first character, as in the library in Rust. */
function shifted(full: string, { text, starts, ends }: Mapped, added: number): Mapped {
  const shift = (of: Int32Array, first: number) => {
    const moved = new Int32Array(full.length).fill(first, 0, added);
    moved.set(of, added);
    return moved;
  };
  const width = (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
  return { text: full, starts: shift(starts, starts[0] ?? 0), ends: shift(ends, ends[width - 1] ?? 0) };
}

function cut({ text, starts, ends }: Mapped, at: number, length: number): Mapped {
  return {
    text: text.slice(at, at + length),
    starts: starts.subarray(at, at + length),
    ends: ends.subarray(at, at + length),
  };
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

function byGraphemes(text: string, core: (text: string) => string): Mapped {
  const parts: string[] = [];
  const [starts, ends]: [number[], number[]] = [[], []];
  for (const { segment, index } of graphemes.segment(text)) {
    const normal = core(segment);
    parts.push(normal);
    for (let unit = 0; unit < normal.length; unit++) {
      starts.push(normal.length === segment.length ? index + unit : index);
      ends.push(normal.length === segment.length ? index + unit + 1 : index + segment.length);
    }
  }
  return { text: parts.join(''), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}
