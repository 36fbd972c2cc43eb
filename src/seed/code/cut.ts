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
  depth: number;
  /** A blank line is above, or a comment begins. */
  apart: boolean;
}

/** Lines that go on with a statement: what closes a block, and the branches of one. */
const GOES_ON =
  /^\s*(?:[)\]}>.,?:&|]|(?:else|elif|elsif|elseif|catch|except|finally|rescue|ensure|then|do|done|fi|esac|end\w*|when|and|or|in|where|with)\b)/i;

/**
 * Where code that is too long for one chunk is best cut into parts of about `target` and at most `limit` tokens: at the
 * beginnings of statements, where the fewest blocks are open, there rather after a blank line and rather near the
 * target. No string, comment or list of arguments is cut. Offsets in `text`; a part is above the limit where nothing
 * in it can be cut.
 */
export function codeCuts(text: string, language: CodeLanguage | undefined, target: number, limit: number): number[] {
  const { places, whole } = placesIn(text, language ?? GENERIC);
  const cuts: number[] = [];
  let from = 0;
  let first = 0;
  while (whole - from > limit) {
    while ((places[first]?.before ?? Infinity) <= from) first++;
    const best = bestPlace(places, first, from, target, limit);
    if (best === undefined) break;
    cuts.push(best.at);
    from = best.before;
  }
  return cuts;
}

/** The best place for the end of a part that begins `from` tokens into the code; the next at all where none is near. */
function bestPlace(
  places: readonly Place[],
  first: number,
  from: number,
  target: number,
  limit: number,
): Place | undefined {
  let best: Place | undefined;
  for (let i = first; i < places.length; i++) {
    const place = places[i];
    if (place === undefined || place.before - from > limit) break;
    if (place.before - from < target / 2) continue;
    if (best === undefined || better(place, best, from + target)) best = place;
  }
  if (best) return best;
  const last = places.findLastIndex(({ before }, i) => i >= first && before - from <= limit);
  return places[last === -1 ? first : last];
}

function better(one: Place, other: Place, target: number): boolean {
  if (one.depth !== other.depth) return one.depth < other.depth;
  if (one.apart !== other.apart) return one.apart;
  return Math.abs(one.before - target) < Math.abs(other.before - target);
}

function placesIn(text: string, language: CodeLanguage): { places: Place[]; whole: number } {
  const { lines, balanced } = scan(text, language);
  const braces = language.blocks === 'brace' && balanced;
  const places: Place[] = [];
  let before = 0;
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1];
    if (above && mayBegin(text, line, above)) {
      const depth = braces ? line.depth : indentOf(text, line);
      places.push({ at: line.start, before, depth, apart: isBlank(above) || (line.comment && !above.comment) });
    }
    before += estimateTokens(text.slice(line.start, line.end + 1));
  }
  return { places, whole: before };
}

function mayBegin(text: string, line: CodeLine, above: CodeLine): boolean {
  if (line.within || isBlank(line) || above.comment) return false;
  if (line.directive && above.directive) return false;
  return !GOES_ON.test(text.slice(line.start, Math.min(line.end, line.start + 200)));
}
