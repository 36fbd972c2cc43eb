import { attribute, descendants, elements, type XmlElement } from '../xml.ts';

const MOST_SPANNED = 50;

/** The rows of a table (CALS): a cell over several columns or rows stands in the first, the others are empty. */
export function rowsOf(table: XmlElement, textOf: (entry: XmlElement) => string): string[][] {
  return descendants(table, 'tgroup').flatMap((group) => {
    const names = new Map(elements(group, 'colspec').map((column, at) => [attribute(column, 'colname') ?? '', at]));
    /** How many rows below a cell of each column still reaches into. */
    const reaching: number[] = [];
    return ['thead', 'tbody', 'tfoot'].flatMap((part) =>
      elements(group, part).flatMap((body) =>
        elements(body, 'row').map((row) => cellsOf(row, names, reaching, textOf)),
      ),
    );
  });
}

function cellsOf(
  row: XmlElement,
  names: ReadonlyMap<string, number>,
  reaching: number[],
  textOf: (entry: XmlElement) => string,
): string[] {
  const cells: string[] = [];
  const skipReached = () => {
    for (let at = cells.length; (reaching[at] ?? 0) > 0; at = cells.length) {
      reaching[at] = (reaching[at] ?? 0) - 1;
      cells.push('');
    }
  };
  for (const entry of elements(row, 'entry')) {
    skipReached();
    const [from, to] = [names.get(attribute(entry, 'namest') ?? ''), names.get(attribute(entry, 'nameend') ?? '')];
    const columns = from === undefined || to === undefined ? 1 : Math.min(MOST_SPANNED, Math.max(1, to - from + 1));
    const rows = Math.min(MOST_SPANNED, Number(attribute(entry, 'morerows') ?? 0) || 0);
    for (let i = 0; i < columns; i++) {
      if (rows > 0) reaching[cells.length] = rows;
      cells.push(i === 0 ? textOf(entry) : '');
    }
  }
  skipReached();
  return cells;
}
