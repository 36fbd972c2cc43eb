import { type Mark, mirrored } from './language.ts';

/** How far a comment or string goes from a place inside it. */
export interface MarkEnd {
  /** Past what closes it, past what opens a hole, or where it ends unclosed: the line's end or the text's. */
  at: number;
  state: 'closed' | 'hole' | 'open';
}

const stops = new WeakMap<Mark, Map<string, RegExp>>();

/** Where a mark ends that is open at `from`, and in what way. Linear in what it passes. */
export function markEnd(text: string, mark: Mark, from: number, close: string): MarkEnd {
  const first = partEnd(text, mark, from, close);
  if (mark.parts !== 2 || first.state !== 'closed') return first;
  const opened = /[([{<]/.exec(close.replace(/[)\]}>]/, (end) => '([{<'[')]}>'.indexOf(end)] ?? ''));
  if (opened === null) return partEnd(text, mark, first.at, close);
  const again = text.indexOf(opened[0], first.at);
  return again === -1 ? { at: text.length, state: 'open' } : partEnd(text, mark, again + 1, mirrored(opened[0]));
}

function partEnd(text: string, mark: Mark, from: number, close: string): MarkEnd {
  if (mark.lines && !mark.escape && !mark.hole && !mark.nests) {
    const end = text.indexOf(close, from);
    return end === -1 ? { at: text.length, state: 'open' } : { at: end + close.length, state: 'closed' };
  }
  const pattern = stopsOf(mark, close);
  let depth = 1;
  for (pattern.lastIndex = from; ; ) {
    const found = pattern.exec(text);
    if (found === null) return { at: text.length, state: 'open' };
    const [stop] = found;
    if (stop === '\n') return { at: found.index, state: 'open' };
    if (stop === mark.hole) return { at: pattern.lastIndex, state: 'hole' };
    if (stop === mark.nests) depth++;
    else if (stop === close && --depth === 0) return { at: pattern.lastIndex, state: 'closed' };
  }
}

/** What decides about a mark inside of it: an escaped character, a line break, a hole, one more inside, its end. */
function stopsOf(mark: Mark, close: string): RegExp {
  const own = stops.get(mark) ?? new Map<string, RegExp>();
  stops.set(mark, own);
  const known = own.get(close) ?? new RegExp(stopSource(mark, close), 'g');
  own.set(close, known);
  return known;
}

function stopSource(mark: Mark, close: string): string {
  const literal = (part: string) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const parts = [
    ...(mark.escape ? [`${literal(mark.escape)}[\\s\\S]`] : []),
    ...[close, mark.hole, mark.nests].flatMap((part) => (part ? [literal(part)] : [])),
    ...(mark.lines ? [] : ['\\n']),
  ];
  return parts.join('|');
}
