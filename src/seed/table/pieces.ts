import { estimateTokens } from '../../text/tokens.ts';
import { cleanText } from '../decode.ts';
import { markdownTable } from '../markdown-table.ts';
import { type Document, type Reject, Unreadable } from '../reader.ts';

/** A row of a table, and which of its rows it is, from 1, the head not counted. */
export interface TableRow {
  at: number;
  cells: readonly string[];
}

/** What is known of a table beside its rows. */
export interface TableFacts {
  source: string;
  title: string;
  license: string | null;
  language: string | null;
}

/** Most rows of a piece, and the tokens at which it is full. */
const MOST_ROWS = 60;
const FULL = 1200;
/** Rows that a piece should have however long they are, and the tokens that it may then have. */
const LEAST_ROWS = 4;
const MOST_TOKENS = 2400;
/** A longer line is no row that anybody reads (see text/grid.ts). */
const LONGEST_ROW = 4000;
const MOST_COLUMNS = 200;

/**
 * A table as documents of kind `table`: Markdown tables, the head in each. A short one is one document with the table's
 * source and title. Of a longer one each piece has its own (`a.csv#rows-61-120`, `a, rows 61 to 120`); the last two are
 * made equally long. Throws `Unreadable` for a table too wide to be read; a row too long is left out and told.
 */
export async function* tableDocuments(
  head: readonly string[],
  rows: AsyncIterable<TableRow> | Iterable<TableRow>,
  facts: TableFacts,
  reject: (reject: Reject) => void,
): AsyncGenerator<Document> {
  const top = markdownTable([head.map(cleanText)]);
  if (head.length > MOST_COLUMNS) throw new Unreadable(`a table of ${head.length} columns, too wide to be read`);
  if (top.length > LONGEST_ROW) throw new Unreadable('a table whose head is too long to be read');
  const pieces = new Pieces(estimateTokens(top));
  const shown = (piece: Line[], whole = false) => pieceDocument(top, piece, facts, whole);
  for await (const { at, cells } of rows) {
    const line = lineOf(head.map((_, i) => (cells[i] ?? '').trim()));
    if (line.length > LONGEST_ROW)
      reject({ source: `${facts.source}#row-${at}`, reason: `a row of ${line.length} characters` });
    else for (const piece of pieces.add({ at, line })) yield shown(piece);
  }
  const last = pieces.last();
  for (const piece of last) yield shown(piece, pieces.given === 0 && last.length === 1);
}

/** Cells that need no care: printable ASCII without bars, single spaces between words. */
const PLAIN = /^(?:[!-{}~]+(?: [!-{}~]+)*)?$/;

/** A row as a line of a Markdown table. */
function lineOf(cells: readonly string[]): string {
  if (cells.every((cell) => PLAIN.test(cell))) return `| ${cells.join(' | ')} |`;
  return markdownTable([cells.map(cleanText)]).split('\n', 1)[0] ?? '';
}

interface Line {
  at: number;
  line: string;
}

/** Gathers lines into pieces and holds back the last two, so that they can be made equally long. */
class Pieces {
  /** Pieces given so far. */
  given = 0;
  readonly #head: number;
  #before: Line[] = [];
  #open: Line[] = [];
  #tokens = 0;

  constructor(head: number) {
    this.#head = head;
  }

  /** Takes a line, and gives the piece that cannot change any more, if there is one. */
  add(line: Line): Line[][] {
    const tokens = estimateTokens(line.line);
    const most = this.#open.length < LEAST_ROWS ? MOST_TOKENS : FULL;
    const full = this.#open.length >= MOST_ROWS || this.#head + this.#tokens + tokens > most;
    const done = full && this.#open.length > 0 ? this.#next() : [];
    this.#open.push(line);
    this.#tokens += tokens;
    return done;
  }

  #next(): Line[][] {
    const done = this.#before.length > 0 ? [this.#before] : [];
    this.given += done.length;
    [this.#before, this.#open, this.#tokens] = [this.#open, [], 0];
    return done;
  }

  /** The one or two that are left, none where there was no line. */
  last(): Line[][] {
    const lines = [...this.#before, ...this.#open];
    const middle = this.#before.length > 0 ? Math.ceil(lines.length / 2) : 0;
    return [lines.slice(0, middle), lines.slice(middle)].filter((piece) => piece.length > 0);
  }
}

function pieceDocument(top: string, lines: Line[], facts: TableFacts, whole: boolean): Document {
  const [first, last] = [lines[0]?.at ?? 0, lines.at(-1)?.at ?? 0];
  return {
    ...facts,
    source: whole ? facts.source : `${facts.source}#rows-${first}-${last}`,
    kind: 'table',
    title: whole ? facts.title : `${facts.title}, rows ${first} to ${last}`,
    text: [top, ...lines.map(({ line }) => line)].join('\n'),
    sections: [],
  };
}
