/**
 * Rows as a Markdown table (GitHub's form), the first of them its head; '' for none. Cells go on one line and their
 * bars are escaped; short rows are filled up, so that every line has as many cells as the longest row.
 */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const [head, ...body] = rows;
  if (head === undefined || columns === 0) return '';
  const line = (row: readonly string[]) =>
    `| ${Array.from({ length: columns }, (_, i) => cell(row[i] ?? '')).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(columns)}`, ...body.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}
