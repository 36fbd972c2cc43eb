const SPEC = /(?:(\d{1,2})\+)?(?:\.\d{1,2}\+)?(?:\d{1,2}\*)?[<^>]?(?:\.[<^>])?[adehlmsv]?$/;

/**
 * The rows of a table between `|===`, by its lines. How many columns there are is told by `cols` in its attributes, else by
 * its first line.
 */
export function rowsOf(lines: readonly string[], attributes: string): string[][] {
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const columns = columnsOf(attributes) || Math.max(1, cellsOf(first).length);
  const rows: string[][] = [];
  let row: string[] = [];
  for (const { text, span } of cellsOf(lines.join('\n'))) {
    row.push(text, ...Array.from({ length: span - 1 }, () => ''));
    if (row.length < columns) continue;
    rows.push(row);
    row = [];
  }
  return row.length > 0 ? [...rows, row] : rows;
}

function cellsOf(text: string): { text: string; span: number }[] {
  const [before = '', ...parts] = text.split(/(?<!\\)\|/);
  let spec = before;
  return parts.map((part) => {
    const span = Math.min(50, Number(SPEC.exec(spec.trimEnd())?.[1] ?? 1));
    const [next] = SPEC.exec(part) ?? [''];
    const ends = next !== '' && /(?:^|\s)$/.test(part.slice(0, part.length - next.length));
    spec = ends ? next : '';
    const said = ends && part !== parts.at(-1) ? part.slice(0, part.length - next.length) : part;
    return { text: said.replaceAll('\\|', '|').replaceAll(/\s+/g, ' ').trim(), span };
  });
}

/** `cols="1,2a,3"`, `cols=3*`. */
function columnsOf(attributes: string): number {
  const said = /cols\s*=\s*(?:"([^"]{1,300})"|([^\s,\]]{1,50}))/.exec(attributes);
  const spec = said?.[1] ?? said?.[2];
  if (spec === undefined) return 0;
  return spec
    .split(/[,;]/)
    .reduce((sum, part) => sum + Math.min(50, Number(/^\s*(\d{1,2})\*/.exec(part)?.[1] ?? 1)), 0);
}
