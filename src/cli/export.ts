import { z } from 'zod';
import { UserError } from '../errors.ts';
import { chooseColumns } from '../export/columns.ts';
import { CONTROL_RULES } from '../export/control-strings.ts';
import { exportDataset } from '../export/export-dataset.ts';
import { type FileKind, type Format, formats } from '../export/format.ts';
import type { ExportOptions, ExportSummary } from '../export/summary.ts';
import { COMPRESSIONS } from '../export/write/row-file.ts';
import { nearest } from '../text/nearest.ts';
import { printable } from '../text/printable.ts';
import { interrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

const Flags = z.looseObject({
  format: z.string(),
  out: z.string().optional(),
  force: z.boolean().default(false),
  layout: z.string().optional(),
  as: z.enum(['jsonl', 'json', 'parquet']).optional(),
  compress: z.enum(COMPRESSIONS),
  split: z.enum(['train', 'test']).optional(),
  where: z.string().optional(),
  orderBy: z.string().optional(),
  sample: z.int().optional(),
  seed: z.string(),
  columns: z.array(z.string()).optional(),
  rowsPerFile: z.int().optional(),
  shards: z.int().optional(),
  controlStrings: z.enum(CONTROL_RULES),
  show: z.int().optional(),
  json: z.boolean().default(false),
});
type Flags = z.infer<typeof Flags>;

/** Exports a dataset and prints what came of it, or with --show prints rows token by token. Exit code 3 when stopped. */
export async function runExport(dir: string, given: Record<string, unknown>, io: Io): Promise<number> {
  const flags = Flags.parse(given);
  const format = await formatNamed(flags.format);
  const options = optionsOf(flags, format);
  if (flags.show !== undefined) {
    const { showTokens } = await import('./show-tokens.ts');
    await showTokens(dir, flags.show, options, io);
    return 0;
  }
  if (flags.out === undefined) {
    throw usage('Cannot export: no --out is given', `For example --out ${format.id}-data.`);
  }
  const { stop, release } = interrupts(() => {});
  try {
    const told = io.terminal && !flags.json && live(io);
    const summary = await exportDataset(dir, format, { ...options, ...told, signal: stop });
    if (told) io.live([]);
    for (const line of flags.json ? [JSON.stringify(summary, null, 2)] : summaryLines(summary).map(printable))
      io.out(line);
    return 0;
  } catch (error) {
    if (!stop.aborted) throw error;
    io.err('Stopped; nothing was written.');
    return 3;
  } finally {
    release();
  }
}

async function formatNamed(id: string): Promise<Format> {
  const all = await formats();
  const format = all.get(id);
  if (format) return format;
  const near = nearest(id, [...all.keys()]);
  throw usage(
    `Cannot export as "${id}": there is no such format`,
    near ? `Did you mean "${near}"?` : `There are ${[...all.keys()].join(', ')}.`,
  );
}

function optionsOf(flags: Flags, format: Format): ExportOptions {
  const { layout, split = null, where = null, orderBy = null, sample = null, seed } = flags;
  if (flags.rowsPerFile !== undefined && flags.shards !== undefined) {
    throw usage('Cannot use both --rows-per-file and --shards', 'Give one of them.');
  }
  return {
    out: flags.out ?? '',
    force: flags.force,
    layout: layoutOf(format, layout),
    kind: kindOf(format, flags.as),
    compression: compressionOf(format, flags.compress, flags.as),
    columns: chooseColumns(flags.columns ?? null, format),
    controlRule: flags.controlStrings,
    selection: { split, where, orderBy, sample, seed },
    rowsPerFile: flags.rowsPerFile ?? null,
    shards: flags.shards ?? null,
    version: VERSION,
    flags,
  };
}

function layoutOf({ id, layouts }: Format, given: string | undefined): string | null {
  if (given === undefined) return layouts[0] ?? null;
  if (layouts.includes(given)) return given;
  const hint = layouts.length > 0 ? `There are ${layouts.join(', ')}.` : `${id} has one layout: leave --layout out.`;
  throw usage(`Cannot lay ${id} out as "${given}": it has no such layout`, hint);
}

function kindOf({ id, kinds }: Format, given: FileKind | undefined): FileKind {
  const kind = given ?? kinds[0] ?? 'jsonl';
  if (kinds.includes(kind)) return kind;
  throw usage(`Cannot write ${id} as ${kind}: its readers take ${kinds.join(', ')}`, 'Leave --as out.');
}

function compressionOf(format: Format, given: Flags['compress'], kind: FileKind | undefined): Flags['compress'] {
  if (given === 'none') return given;
  if (format.compressed === false)
    throw usage(`Cannot compress ${format.id}: its readers take no compressed file`, 'Leave --compress out.');
  if (kindOf(format, kind) === 'parquet')
    throw usage('Cannot compress Parquet: it is compressed already', 'Leave --compress out.');
  return given;
}

function usage(message: string, hint: string): UserError {
  return new UserError('E_USAGE', message, { hint });
}

function live(io: Io): Pick<ExportOptions, 'progress'> {
  return { progress: (read) => io.live([`${read.toLocaleString('en')} rows`]) };
}

const n = (count: number) => count.toLocaleString('en');

/** What an export came to, for people. */
export function summaryLines(summary: ExportSummary): string[] {
  const { format, layout, out, files, read, exported, leftOut, controlStrings: control, counts } = summary;
  const size = files.reduce((sum, file) => sum + file.bytes, 0);
  const reasons = Object.entries(leftOut).sort((a, b) => b[1] - a[1]);
  const shown = files.slice(0, 6).map((file) => `  ${file.name}: ${n(file.rows)} rows`);
  const deeds = { refuse: 'left out', strip: 'taken away', keep: 'kept' };
  return [
    `format    ${[format, layout].filter(Boolean).join(' ')}`,
    `rows      ${n(exported)} of ${n(read)} exported`,
    ...reasons.map(([reason, count]) => `  left out: ${n(count)} ${reason}`),
    ...(control.rows > 0
      ? [`control   ${n(control.strings)} control strings in ${n(control.rows)} rows, ${deeds[control.rule]}`]
      : []),
    ...Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`  ${inWords(name)}: ${n(count)}`] : [])),
    `files     ${n(files.length)} in ${out}, ${(size / 1e6).toFixed(1)} MB`,
    ...shown,
    ...(files.length > shown.length ? [`  and ${n(files.length - shown.length)} more`] : []),
  ];
}

function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
