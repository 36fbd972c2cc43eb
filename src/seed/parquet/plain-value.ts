/** Levels of nesting that are kept. */
const DEEPEST = 12;

/**
 * A value of Parquet as JSON has it: whole numbers as numbers where they are exact, else as text; times as ISO 8601, dates
 * without the time of day; bytes (images, sounds) not at all.
 */
export function plainValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : value.toISOString().replace(/T00:00:00\.000Z$|\.000Z$/, '');
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || depth >= DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((each) => plainValue(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainValue(each, depth + 1)]));
}
