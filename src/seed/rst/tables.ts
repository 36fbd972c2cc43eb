/** The rows of a table drawn with `+---+`: text lines of a row are joined cell by cell. */
export function gridRows(lines: readonly string[]): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const line of lines) {
    if (/^\+[-=+]+\+?\s*$/.test(line)) {
      if (row.length > 0) rows.push(row);
      row = [];
    } else if (line.startsWith('|') || line.startsWith('+')) {
      const cells = line
        .replace(/^[|+]/, '')
        .replace(/[|+]\s*$/, '')
        .split(/[|]/);
      for (const [at, cell] of cells.entries())
        row[at] = /^[-=+\s]*$/.test(cell) ? (row[at] ?? '') : `${row[at] ?? ''} ${cell.trim()}`.trim();
    }
  }
  return (row.length > 0 ? [...rows, row] : rows).map((cells) => Array.from(cells, (cell) => cell ?? ''));
}

/** The rows of a simple table: columns stand below the runs of `=` of its first line; a row without a first cell goes on with the last. */
export function simpleRows([rule = '', ...lines]: readonly string[]): string[][] {
  const starts = [...rule.matchAll(/=+/g)].map(({ index }) => index);
  const rows: string[][] = [];
  for (const line of lines) {
    if (line.trim() === '' || /^[=\-\s]+$/.test(line)) continue;
    const cells = starts.map((start, at) => line.slice(start, starts[at + 1] ?? line.length).trim());
    const last = rows.at(-1);
    if (cells[0] !== '' || !last || starts.length < 2) rows.push(cells);
    else for (const [at, cell] of cells.entries()) last[at] = `${last[at]} ${cell}`.trim();
  }
  return rows;
}

/** The rows of a `list-table`: a list of rows of lists of cells. */
export function listRows(lines: readonly string[]): string[][] {
  const rows: string[][] = [];
  for (const line of lines) {
    const [, mark, said = ''] = /^\s*(\* -|\*|-)(?:\s+(.*))?$/.exec(line) ?? [];
    if (mark?.startsWith('*')) rows.push([]);
    if (mark === '*' && /^-\s/.test(said)) rows.at(-1)?.push(said.slice(1).trim());
    else if (mark !== undefined && mark !== '*') rows.at(-1)?.push(said.trim());
    else if (mark === undefined && line.trim() !== '') {
      const row = rows.at(-1);
      if (row && row.length > 0) row[row.length - 1] = `${row.at(-1)} ${line.trim()}`.trim();
    }
  }
  return rows;
}

/** The rows of a `csv-table`, its `:header:` first. */
export function csvRows(options: string, lines: readonly string[]): string[][] {
  const header = /:header:\s*([^\n]{1,2000})/.exec(options)?.[1];
  return [...(header === undefined ? [] : [header]), ...lines].filter((line) => line.trim() !== '').map(fieldsOf);
}

function fieldsOf(line: string): string[] {
  const fields = line.matchAll(/\s*("(?:[^"]|"")*"|[^,]*)\s*(?:,|$)/g);
  const said = [...fields].map(([, field = '']) =>
    field
      .trim()
      .replace(/^"([\s\S]*)"$/, '$1')
      .replaceAll('""', '"'),
  );
  return said.at(-1) === '' ? said.slice(0, -1) : said;
}
