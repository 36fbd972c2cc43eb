import type { CodeLine } from './code-line.ts';
import type { CodeLanguage } from './language.ts';

/** The beginning of a statement as one line of text, and where its lines end. */
export interface Statement {
  /** Up to its block, or its end; white space folded, comments at the ends of lines left out. */
  header: string;
  /** Whether a block follows the header. */
  block: boolean;
  /** The index of the line after the last that was looked at. */
  next: number;
}

/** So much of a statement is looked at. */
const MOST_LINES = 40;
const MOST_CHARACTERS = 400;
/** Lines that go on with the one before. */
const GOES_ON = /^(?:\{|[.:?&|,)]|=[^=]|=>|(?:extends|implements|where|throws|with|permits)\b)/;
const STAYS_OPEN = /(?:[=(:&|\\]|=>|->|\b(?:extends|implements|throws|where))$/;
/** What may go on after a comma at the end of its line. */
const LISTS = /\b(?:class|interface|struct|protocol|actor|extension|object|trait|enum|where)\b/;

/** The statement that begins with line `at`, at the depth of that line. */
export function statementAt(text: string, lines: readonly CodeLine[], at: number, language: CodeLanguage): Statement {
  const parts: string[] = [];
  let length = 0;
  let block = false;
  let next = at;
  for (; next < lines.length && next < at + MOST_LINES; next++) {
    const line = lines[next];
    if (line === undefined || (next > at && line.directive !== lines[at]?.directive)) break;
    if (line.comment) continue;
    block = line.brace >= 0 && language.blocks === 'brace';
    const end = block ? line.brace : line.codeEnd;
    const part = text.slice(line.start, Math.min(end, line.start + MOST_CHARACTERS)).trim();
    if (part !== '' && length < MOST_CHARACTERS) parts.push(part);
    length += part.length;
    if (block || endsHere(text, lines, next, language)) {
      next++;
      break;
    }
  }
  const said = parts.join(' ').slice(0, MOST_CHARACTERS);
  const bare = said.includes('/*') ? said.replaceAll(/\/\*.*?\*\//g, ' ') : said;
  const header = bare.replaceAll(/\s+/g, ' ').trim();
  return { header, block, next };
}

/** Whether a statement ends with this line. */
function endsHere(text: string, lines: readonly CodeLine[], at: number, language: CodeLanguage): boolean {
  const { ends, blocks, alone } = language;
  const line = lines[at];
  const following = lines[at + 1];
  if (line === undefined || following === undefined || alone?.test(text.slice(line.start, line.codeEnd))) return true;
  if (following.within && !(line.within && blocks !== 'brace')) return false;
  const last = text[line.codeEnd - 1] ?? '';
  if (ends === 'semicolon') return line.codeEnd > line.start && (/[;}]/.test(last) || isMacro(text, line, following));
  if (blocks !== 'brace') return true;
  const said = text.slice(Math.max(line.start, line.codeEnd - MOST_CHARACTERS), line.codeEnd);
  const begins = text.slice(following.start, following.start + 200).trimStart();
  return !STAYS_OPEN.test(said) && !GOES_ON.test(begins) && !(last === ',' && LISTS.test(said));
}

/** A line of a macro alone, and nothing that it could belong to below it. */
function isMacro(text: string, line: CodeLine, following: CodeLine): boolean {
  const apart = following.comment || following.codeEnd === following.start;
  return (
    apart &&
    /^\s*[A-Z_][A-Z\d_]*(?:\([^()]*\))?\s*$/.test(text.slice(line.start, Math.min(line.codeEnd, line.start + 200)))
  );
}
