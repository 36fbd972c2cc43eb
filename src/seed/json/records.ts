import { isAnswerField, isRow, type Row } from '../json-fields.ts';

/** An object that maps names to records has at least so many. */
const LEAST_RECORDS = 3;

/**
 * The records that an object holds: the longest list of objects in it (`data`, `rows`, `features` ...), down to two levels;
 * else its values, where they are objects alike. Null where it is a record itself, or holds none.
 */
export function recordsIn(root: Row, depth = 0): unknown[] | null {
  const lists = Object.entries(root).flatMap(([name, value]) => {
    const list: unknown[] = Array.isArray(value) && !isAnswerField(name) ? value : [];
    return list.some(isRow) ? [list] : [];
  });
  const longest = lists.reduce<unknown[]>((best, list) => (list.length > best.length ? list : best), []);
  if (longest.length > 0) return longest.map(propertiesOf);
  const values = Object.values(root);
  if (values.length >= LEAST_RECORDS && areAlike(values)) return values;
  if (depth >= 2) return null;
  const inner = Object.entries(root).flatMap(([name, value]) =>
    isRow(value) && !isAnswerField(name) ? (recordsIn(value, depth + 1) ?? []) : [],
  );
  return inner.length > 0 ? inner : null;
}

/** What a feature of GeoJSON says, without its shape. */
function propertiesOf(record: unknown): unknown {
  return isRow(record) && record.type === 'Feature' && isRow(record.properties) ? record.properties : record;
}

/** Whether all values are objects, most of them with the first one's first field. */
function areAlike(values: unknown[]): boolean {
  const rows = values.filter(isRow);
  const [name] = Object.keys(rows[0] ?? {});
  if (rows.length < values.length || name === undefined) return false;
  return rows.filter((row) => Object.hasOwn(row, name)).length >= rows.length * 0.8;
}
