import { elements, parseXml, type XmlElement } from './xml.ts';

/** Elements that are parsed together: the tree of a large file never stands as a whole. */
const AT_ONCE = 200;

/**
 * The elements of one name (without its prefix) that follow each other in an XML text, one by one, for files that hold a
 * great many: rows of a sheet, shared strings. They must not stand inside each other. Throws `Unreadable` as `parseXml`.
 */
export function* elementsIn(text: string, local: string, what: string): Generator<XmlElement> {
  const starts = new RegExp(`<(?:[\\w.-]{1,40}:)?${local}(?=[\\s/>])`, 'g');
  let from = -1;
  let count = 0;
  for (let start = starts.exec(text); start; start = starts.exec(text)) {
    if (from === -1) from = start.index;
    if (count++ < AT_ONCE) continue;
    yield* parsed(text.slice(from, start.index), local, what);
    [from, count] = [start.index, 1];
  }
  if (from !== -1) yield* parsed(upToLast(text.slice(from), local), local, what);
}

function parsed(piece: string, local: string, what: string): XmlElement[] {
  return elements(parseXml(`<x>${piece}</x>`, what), local);
}

/** The piece up to the end of its last element of this name: what follows belongs to others. */
function upToLast(piece: string, local: string): string {
  const close = piece.lastIndexOf(`${local}>`);
  const closed = close !== -1 && /<\/(?:[\w.-]{1,40}:)?$/.test(piece.slice(Math.max(0, close - 44), close));
  if (closed) return piece.slice(0, close + local.length + 1);
  const alone = /^[^<>]*\/>/.exec(piece)?.[0];
  return alone ?? piece;
}
