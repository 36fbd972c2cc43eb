import { inflateRawSync, inflateSync } from 'node:zlib';

/** The most bytes that one stream of a PDF may unpack to, and all of them together. */
const MOST_ONE = 128 * 2 ** 20;
const MOST_ALL = 4 * 2 ** 30;
/** What a stream counts for that breaks off: it was unpacked up to there, which zlib does not tell. */
const BROKEN = 16 * 2 ** 20;
/** Where the dictionary of a stream is looked for, in bytes before it. */
const DICTIONARY = 2048;
const NO_DRAWING = /\/(?:Image|Length1|Length2|FontFile3|Type1C|CIDFontType0C|OpenType|ObjStm|XRef|Metadata)\b/;

/** What the streams of a PDF unpack to. */
export interface Unpacked {
  /** Whether one of them goes beyond what may be held in memory, or all together do. */
  tooFar: boolean;
  /** The size of the largest that is no picture, font or table of objects: what a page draws, in bytes. */
  drawing: number;
}

/**
 * Unpacks the deflated streams of a PDF, be they deflated once or several times, as far as they go, whatever their stated
 * length and wherever `endstream` stands.
 */
export function unpacked(bytes: Uint8Array): Unpacked {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [all, drawing] = [0, 0];
  for (let at = file.indexOf('stream'); at !== -1; at = file.indexOf('stream', at + 6)) {
    if (file.subarray(Math.max(0, at - 3), at).toString('latin1') === 'end') continue;
    const head = dictionaryOf(file.subarray(Math.max(0, at - DICTIONARY), at).toString('latin1'));
    const times = head.match(/\/Fl(?:ateDecode)?\b/g)?.length ?? 0;
    const start = at + 6 + (file[at + 6] === 13 ? 2 : 1);
    let content: Uint8Array | undefined = file.subarray(start);
    for (let i = 0; i < times && content; i++) {
      content = inflated(content);
      all += content === undefined || content.length === 0 ? BROKEN : content.length;
    }
    if (content === undefined || all > MOST_ALL) return { tooFar: true, drawing };
    const size = times > 0 ? content.length : Math.max(0, file.indexOf('endstream', start) - start);
    if (!NO_DRAWING.test(head)) drawing = Math.max(drawing, size);
  }
  return { tooFar: false, drawing };
}

function dictionaryOf(before: string): string {
  return before.slice(Math.max(0, before.lastIndexOf(' obj')));
}

/** What a stream unpacks to, empty for one that is broken; undefined above the limit. */
function inflated(packed: Uint8Array): Uint8Array | undefined {
  for (const [inflate, from] of [[inflateSync, 0] as const, [inflateRawSync, 2] as const]) {
    try {
      return inflate(packed.subarray(from), { maxOutputLength: MOST_ONE, finishFlush: 2 });
    } catch (error) {
      if (error instanceof RangeError) return undefined;
    }
  }
  return new Uint8Array();
}
