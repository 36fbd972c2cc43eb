import { estimateTokens } from '../../text/tokens.ts';
import { type CodeLine, isBlank } from './code-line.ts';
import { type CodeLanguage, GENERIC } from './language.ts';
import { scan } from './scan.ts';
import { indentOf } from './sections.ts';

/** Where code may be cut: the line that a part begins with. */
interface Place {
  at: number;
  /** Tokens from the beginning of the code to here. */
  before: number;
  /** 0 for where the fewest blocks are open, 1 for the next, ... */
  depth: number;
  /** A blank line is above, or a comment begins. */
  apart: boolean;
}

/** Lines that go on with a statement: what closes a block, and the branches of one. */
const GOES_ON =
  /^\s*(?:[)\]}>.,?:&|]|(?:else|elif|elsif|elseif|catch|except|finally|rescue|ensure|then|do|done|fi|esac|end\w*|when|and|or|in|where|with)\b)/i;
/** Deeper than code is: between the paragraphs of a comment. */
const IN_COMMENT = 1000;
/** How far from the target a place may be for being a block less deep, and for standing apart, in targets. */
const FOR_DEPTH = 0.8;
const FOR_APART = 0.3;

/**
 * Where code that is too long for one chunk is best cut into parts of about `target` and at most `limit` tokens: at the
 * beginnings of statements, where few blocks are open, rather after a blank line and near the target. No string and no
 * list of arguments is cut, a comment only where nothing else can be. Offsets in `text`; a part is above the limit
 * where nothing in it can be cut.
 */
export function codeCuts(text: string, language: CodeLanguage | undefined, target: number, limit: number): number[] {
  const { places, whole } = placesIn(text, language ?? GENERIC);
  const cuts: number[] = [];
  let from = 0;
  let first = 0;
  while (whole - from > limit) {
    while ((places[first]?.before ?? Infinity) <= from) first++;
    const parts = Math.max(2, Math.round((whole - from) / target));
    const best = bestPlace(places, first, from, (whole - from) / parts, limit);
    if (best === undefined) break;
    cuts.push(best.at);
    from = best.before;
  }
  return cuts;
}

/** The best place for the end of a part that begins `from` tokens into the code; the next at all where none is near. */
function bestPlace(
  ...[places, first, from, target, limit]: [
    readonly Place[],
    first: number,
    from: number,
    target: number,
    limit: number,
  ]
): Place | undefined {
  let best: Place | undefined;
  let least = Infinity;
  for (let i = first; i < places.length; i++) {
    const place = places[i];
    if (place === undefined || place.before - from > limit) break;
    const size = place.before - from;
    const off = Math.abs(size - target) / target + (size < target / 2 ? IN_COMMENT : 0);
    const cost = off + place.depth * FOR_DEPTH - (place.apart ? FOR_APART : 0);
    if (cost < least) [best, least] = [place, cost];
  }
  return best ?? places[first];
}

function placesIn(text: string, language: CodeLanguage): { places: Place[]; whole: number } {
  const { lines, balanced } = scan(text, language);
  const braces = language.blocks === 'brace' && balanced;
  const places: Place[] = [];
  let before = 0;
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1];
    if (above && mayBegin(text, line, above)) {
      const inside = line.comment && above.comment;
      const depth = inside ? IN_COMMENT : braces ? line.depth : indentOf(text, line);
      places.push({ at: line.start, before, depth, apart: isBlank(above) || (line.comment && !above.comment) });
    }
    before += estimateTokens(text.slice(line.start, line.end + 1));
  }
  return { places: ranked(places), whole: before };
}

/** Places with their depths counted up from 0, whatever the columns of an indentation. */
function ranked(places: readonly Place[]): Place[] {
  const depths = [...new Set(places.map(({ depth }) => depth))].sort((a, b) => a - b);
  const ranks = new Map(depths.map((depth, rank) => [depth, depth === IN_COMMENT ? IN_COMMENT : rank]));
  return places.map((place) => ({ ...place, depth: ranks.get(place.depth) ?? place.depth }));
}

function mayBegin(text: string, line: CodeLine, above: CodeLine): boolean {
  if (line.within || isBlank(line) || (line.directive && above.directive)) return false;
  if (above.comment) return line.comment && !/[\p{L}\p{N}]/u.test(text.slice(above.start, above.end));
  return !GOES_ON.test(text.slice(line.start, Math.min(line.end, line.start + 200)));
}
