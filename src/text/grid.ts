/** Rows of cells, the head first. All rows have as many cells as the head. */
export type Grid = string[][];

/** A line longer than this, or more rows than that, is no table that anybody reads. */
const MOST_LINE = 4000;
const MOST_ROWS = 500;

/**
 * Reads the table that a text is or holds: Markdown, comma-, semicolon-, tab- or bar-separated lines, or a list of JSON
 * objects. Null where nothing has at least two columns and one row below its head.
 */
export function readGrid(text: string): Grid | null {
  const lines = text
    .split('\n')
    .slice(0, 4 * MOST_ROWS)
    .filter((line) => line.length <= MOST_LINE);
  return ofRecords(text) ?? ofMarkdown(lines) ?? ofDelimited(lines);
}

/** Whether a text is a table of at least so many rows below its head, and columns. */
export function isGrid(text: string, rows: number, columns: number): boolean {
  const grid = readGrid(text);
  return grid !== null && grid.length - 1 >= rows && (grid[0]?.length ?? 0) >= columns;
}

function ofMarkdown(lines: string[]): Grid | null {
  const rule = lines.findIndex((line) => /^[\s:|>-]+$/.test(line) && line.includes('-') && line.includes('|'));
  if (rule < 1) return null;
  const rows: Grid = [cellsOf(lines[rule - 1] ?? '')];
  for (const line of lines.slice(rule + 1)) {
    if (!line.includes('|') || rows.length > MOST_ROWS) break;
    rows.push(cellsOf(line));
  }
  return even(rows);
}

function cellsOf(line: string): string[] {
  const inner = line
    .replace(/^[\s>]*/, '')
    .trimEnd()
    .split(/(?<!\\)\|/);
  const cells = inner.slice(inner[0] === '' ? 1 : 0, inner.at(-1) === '' ? -1 : undefined);
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

function ofDelimited(lines: string[]): Grid | null {
  const grids = ['\t', ';', '|', ','].flatMap((mark) => {
    const rows = lines.filter((line) => line.trim() !== '').map((line) => fieldsOf(line, mark));
    return longestRun(rows) ?? [];
  });
  const size = (grid: Grid) => grid.length * (grid[0]?.length ?? 0);
  return grids.reduce<Grid | null>((best, grid) => (best === null || size(grid) > size(best) ? grid : best), null);
}

/** The longest run of neighbouring rows with the same number of cells, three or more rows of two or more. */
function longestRun(rows: string[][]): [Grid] | null {
  let best: Grid = [];
  let run: Grid = [];
  for (const row of rows.slice(0, MOST_ROWS)) {
    run = run[0]?.length === row.length ? [...run, row] : [row];
    if (row.length > 1 && run.length > best.length) best = run;
  }
  return best.length >= 3 ? [best] : null;
}

/** The fields of one line; quotation marks keep what they hold together, and doubled stand for themselves. */
function fieldsOf(line: string, mark: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (char === '"' && quoted && line[at + 1] === '"') {
      field += char;
      at++;
    } else if (char === '"' && (quoted || field.trim() === '')) quoted = !quoted;
    else if (char === mark && !quoted) {
      fields.push(field.trim());
      field = '';
    } else field += char;
  }
  return [...fields, field.trim()];
}

function ofRecords(text: string): Grid | null {
  const records = recordsOf(text);
  if (records.length === 0) return null;
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return even([names, ...records.map((record) => names.map((name) => shown(record[name])))]);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The objects of the first list of objects in a JSON text, or of JSON lines. */
function recordsOf(text: string): Record<string, unknown>[] {
  if (!/^\s*[[{]/.test(text)) return [];
  const whole = parsed(text);
  if (whole !== undefined) return listIn(whole, 0).slice(0, MOST_ROWS);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.slice(0, MOST_ROWS).map(parsed);
  return values.every(isRecord) ? values : [];
}

function listIn(value: unknown, depth: number): Record<string, unknown>[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isRecord)) return value;
  if (!isRecord(value) || depth > 3) return [];
  for (const inner of Object.values(value)) {
    const found = listIn(inner, depth + 1);
    if (found.length > 0) return found;
  }
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Rows filled up or cut to the head's length; null for less than a table. */
function even(rows: Grid): Grid | null {
  const width = rows[0]?.length ?? 0;
  if (width < 2 || rows.length < 2) return null;
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}
