import { type RunStatus, readStatus } from '../run/status.ts';
import { printable } from '../text/printable.ts';
import { curationLines } from './curation-lines.ts';
import type { Io } from './io.ts';

/** Prints a run's status. */
export async function printStatus(dir: string, state: string | null, json: boolean, io: Io): Promise<void> {
  const status = await readStatus(dir, state);
  if (json) return io.out(JSON.stringify(status, null, 2));
  for (const line of statusLines(status)) io.out(line);
}

/** A status for people, a fact a line. */
export function statusLines(status: RunStatus): string[] {
  const { seeds, units, tokens, cost } = status;
  const n = (value: number) => value.toLocaleString('en');
  return [
    `state     ${status.state}, teacher ${status.teacher}${status.teacher === 'rehearsal' ? ' (offline stand-in, no model)' : ''}`,
    `seeds     ${seeds.done > seeds.total ? `${n(seeds.done)} times one of ${n(seeds.total)}` : `${n(seeds.done)} of ${n(seeds.total)}`} done, from ${n(seeds.files)} files${seeds.rejected > 0 ? `; ${n(seeds.rejected)} files rejected` : ''}`,
    `units     ${n(units.done)} done, ${n(units.leased)} under way, ${n(units.open)} waiting`,
    `items     ${n(status.items)} begun: ${n(status.pairs)} pairs, ${n(sum(status.drops))} dropped`,
    ...books('dropped', status.drops),
    ...books('ended early', status.endings),
    ...coverage(status.skills),
    ...Object.entries(status.untaught).map(
      ([id, kinds]) => `  ${id}: left out, no seed is of the kind ${kinds.join(' or ')}`,
    ),
    status.rows === null ? 'dataset   not written yet' : `dataset   ${n(status.rows)} rows${leftOut(status.leftOut)}`,
    ...(status.curation ? curationLines(status.curation) : []),
    `calls     ${n(status.calls)}; tokens ${n(tokens.prompt)} in, ${n(tokens.completion)} out${tokens.estimated ? ' (partly estimated)' : ''}`,
    `cost      ${cost === null ? 'unknown: no price is known for this model' : `$${cost.toFixed(2)}`}`,
  ].map(printable);
}

/** A line a skill: pairs, and how much of its taxonomy has one. */
function coverage(skills: RunStatus['skills']): string[] {
  return Object.entries(skills).map(([id, { pairs, wanted, types, of, missing }]) => {
    const rows = `${pairs.toLocaleString('en')}${wanted === null ? '' : ` of ${wanted.toLocaleString('en')}`} pairs`;
    const lacking = missing.length > 0 && missing.length <= SHOWN_TYPES ? ` (none of ${missing.join(', ')})` : '';
    return `  ${id}: ${rows}, ${types} of ${of} types${lacking}`;
  });
}

const SHOWN_TYPES = 6;
const SHOWN_REASONS = 6;

/** The number of drops in a book. */
export function sum(book: Record<string, Record<string, number>>): number {
  return Object.values(book).reduce((total, reasons) => total + Object.values(reasons).reduce((a, b) => a + b, 0), 0);
}

function books(name: string, book: Record<string, Record<string, number>>): string[] {
  return Object.entries(book).map(([stage, reasons]) => {
    const sorted = Object.entries(reasons).sort((a, b) => b[1] - a[1]);
    const shown = sorted.slice(0, SHOWN_REASONS).map(([reason, count]) => `${reason} ${count}`);
    const more = sorted.length - shown.length;
    return `  ${name} at ${stage}: ${shown.join(', ')}${more > 0 ? ` and ${more} more reasons` : ''}`;
  });
}

function leftOut(reasons: Record<string, number>): string {
  const parts = Object.entries(reasons).filter(([, count]) => count > 0);
  return parts.length === 0 ? '' : ` (left out: ${parts.map(([reason, count]) => `${count} ${reason}`).join(', ')})`;
}
