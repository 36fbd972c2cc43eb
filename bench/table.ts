/** Figures as people read them: medians with their spread, and tables in Markdown. */

/** What a bench comes to: `said` tells how it was measured. */
export interface Result {
  said: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Measures for a bounded time and gives its table. */
export type Bench = () => Promise<Result>;

/** A result as a section of Markdown. */
export function markdown(name: string, { said, columns, rows }: Result): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${name}\n`, `${said}\n`, line(columns), line(columns.map(() => '---')), ...rows.map(line), ''].join('\n');
}

/** The middle value; the mean of both for an even number of values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** "median (least-most)". */
export function spread(values: readonly number[], digits: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}
