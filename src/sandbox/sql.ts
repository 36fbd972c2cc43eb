import { extname, join } from 'node:path';
import { z } from 'zod';
import { runBounded } from './bounded.ts';
import { detailOf, type Limits, type Program, type Ran } from './program.ts';
import { statementsOf } from './sql-statements.ts';

const MOST_ROWS = 5000;
/** What Node itself takes, most of it reserved for code and never used. */
const OWN_MEGABYTES = 1024;
/** Node with its data bounded by the kernel, in kilobytes, where the system knows such a bound. */
const BOUNDED = 'ulimit -d "$1" 2>/dev/null; shift; exec "$0" "$@"';

const Reply = z.object({
  printed: z.string(),
  rows: z.array(z.record(z.string(), z.unknown())).nullish(),
  fault: z.string().optional(),
});

/**
 * Runs SQL (SQLite) in an empty database in memory, in a process of its own: a query cannot be stopped from within, a
 * process can. What would open a file is refused twice, by the words of a statement and, where Node can, by SQLite. `value` holds the rows of the last statement that has columns, as objects.
 */
export async function runSql({ code }: Program, limits: Limits): Promise<Ran> {
  const parted = statementsOf(code);
  if ('refused' in parted) return { status: 'error', stdout: '', detail: `"${parted.refused}" is not run here` };
  const file = join(import.meta.dirname, `sql-child${extname(import.meta.filename)}`);
  const ended = await runBounded({
    file: '/bin/sh',
    args: ['-c', BOUNDED, process.execPath, String((limits.megabytes + OWN_MEGABYTES) * 1024), ...flags(limits), file],
    stdin: JSON.stringify({ statements: parted.statements, rows: MOST_ROWS }),
    milliseconds: limits.seconds * 3000,
    printed: limits.printed * 8,
  });
  if (ended.cut === 'time') return { status: 'timeout', stdout: '', detail: 'It takes longer than it may' };
  if (ended.cut === 'flood') return { status: 'error', stdout: '', detail: 'It gives more rows than it may' };
  const reply = Reply.safeParse(parse(ended.stdout));
  if (!reply.success) {
    const status = /heap|memory/i.test(ended.stderr) || ended.signal !== null ? 'memory' : 'error';
    return { status, stdout: '', detail: detailOf(ended.stderr || 'It ended without a reply') };
  }
  const { printed, rows, fault } = reply.data;
  const stdout = printed.slice(0, limits.printed);
  if (fault === undefined) return { status: 'ok', stdout, value: rows ?? [], detail: '' };
  return { status: /^out of memory/.test(fault) ? 'memory' : 'error', stdout, detail: detailOf(fault) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** JavaScript of the child's reads the program's own files and no others, and can neither write, start processes nor load code. */
function flags({ megabytes }: Limits): string[] {
  const own = join(import.meta.dirname, '..', '..', '*');
  const heap = `--max-old-space-size=${Math.ceil(megabytes)}`;
  return ['--permission', `--allow-fs-read=${own}`, '--disable-warning=ExperimentalWarning', heap];
}
