import { unescaped } from './escapes.ts';

/** The rows of a table of tbl(1), by the lines between `.TS` and `.TE`. */
export function tblRows(lines: readonly string[]): string[][] {
  const tab = /tab\s*\((.)\)/.exec(lines[0] ?? '')?.[1] ?? '\t';
  const rows: string[][] = [];
  let cells: string[] | undefined;
  let inBlock = false;
  for (const line of lines.slice(lines.findIndex((each) => /\.\s*$/.test(each)) + 1)) {
    if (!inBlock && (/^[._=]/.test(line) || /^\s*$/.test(line))) continue;
    const parts = inBlock ? line.replace(/^T\}/, '\0').split('\0') : [line];
    if (inBlock && parts.length === 1) {
      append(cells, line.startsWith('.') ? line.replace(/^\.\w+\s?/, '') : line);
      continue;
    }
    const [first = '', ...rest] = (parts.at(-1) ?? '').split(tab);
    if (inBlock) append(cells, first);
    else {
      cells = [first];
      rows.push(cells);
    }
    for (const cell of rest) cells?.push(cell);
    inBlock = cells?.at(-1) === 'T{';
    if (inBlock && cells) cells[cells.length - 1] = '';
  }
  return rows.map((row) => row.map((cell) => unescaped(cell).trim()));
}

function append(cells: string[] | undefined, text: string): void {
  if (cells && cells.length > 0) cells[cells.length - 1] = `${cells.at(-1)} ${text}`.trim();
}
