import type { SeedBooks } from '../run/seed-books.ts';
import type { RunSettings } from '../run/settings.ts';
import { printable } from '../text/printable.ts';

const SHOWN = 5;
/** Kinds of what was found that are secrets, and what is broken up whatever the settings. */
const SECRET = new Set(['private-key', 'api-key', 'token', 'password']);
const CONTROL = 'control-string';

/** What of the seeds was not used, and what was found in them, for people; nothing where there is nothing to tell. */
export function seedLines(books: SeedBooks, settings: Pick<RunSettings, 'secrets' | 'pii'>): string[] {
  return [...rejectedLines(books.rejected), ...refusedLines(books), ...foundLines(books.found, settings)].map(
    printable,
  );
}

/** Files that could not be used: how many, and why the first ones. */
function rejectedLines(rejected: SeedBooks['rejected']): string[] {
  if (rejected.length === 0) return [];
  const more = rejected.length - SHOWN;
  return [
    `rejected  ${n(rejected.length)} seed ${rejected.length === 1 ? 'file' : 'files'}:`,
    ...rejected.slice(0, SHOWN).map(({ file, reason }) => `  ${file}: ${reason}`),
    ...(more > 0 ? [`  and ${n(more)} more`] : []),
  ];
}

/** Chunks that were left out: how many, by rule, and why the first ones. */
function refusedLines({ duplicates, refused, refusals }: SeedBooks): string[] {
  const counts = Object.entries({ ...(duplicates > 0 && { duplicate: duplicates }), ...refused });
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return [];
  const said = counts.sort((a, b) => b[1] - a[1]).map(([rule, count]) => `${rule} ${n(count)}`);
  return [
    `left out  ${n(all)} ${all === 1 ? 'chunk' : 'chunks'}: ${said.join(', ')}`,
    ...refusals.slice(0, SHOWN).map(({ file, reason }) => `  ${file}: ${reason}`),
  ];
}

function foundLines(found: SeedBooks['found'], { secrets, pii }: Pick<RunSettings, 'secrets' | 'pii'>): string[] {
  const done = (kind: string) => {
    if (kind === CONTROL) return ' (broken up)';
    const masked = SECRET.has(kind) ? secrets === 'mask' : pii === 'mask';
    return masked ? ' (masked)' : '';
  };
  const said = Object.entries(found).map(([kind, count]) => `${kind} ${n(count)}${done(kind)}`);
  return said.length === 0 ? [] : [`found     ${said.join(', ')}`];
}

function n(count: number): string {
  return count.toLocaleString('en');
}
