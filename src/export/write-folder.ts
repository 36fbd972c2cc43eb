import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { UserError } from '../errors.ts';
import { diskError } from '../store/disk.ts';
import type { Format, OpenFormat, WrittenFile } from './format.ts';
import type { ExportOptions, ExportSummary } from './summary.ts';
import { configsOf } from './usage.ts';
import { openPlace } from './write/place.ts';

/** What is known once all rows are written. */
type Written = Pick<ExportSummary, 'read' | 'exported' | 'leftOut' | 'controlStrings' | 'files'> & {
  /** By reason, what was found in the first row that was left out for it. */
  found: Record<string, string>;
};

/**
 * Lets `write` fill a temporary folder, adds the format's further files, a README and the mark, and puts all in place.
 * Where anything fails nothing is left. Errors: E_EXPORT, E_DISK, and those of `write`.
 */
export async function writeFolder(
  dir: string,
  format: Format,
  options: ExportOptions,
  opened: OpenFormat,
  write: (folder: string) => Promise<Written>,
): Promise<ExportSummary> {
  const place = await openPlace(options.out, dir, options.force);
  try {
    const { found, ...written } = await write(place.temporary);
    if (written.files.length === 0) throw nothingLeft(format, { ...written, found });
    const counts = { ...opened.counts?.() };
    const summary: ExportSummary = { format: format.id, layout: options.layout, out: options.out, ...written, counts };
    const beside = { 'README.md': readme(dir, format, options, summary), ...opened.beside?.(written.files) };
    for (const [name, text] of Object.entries(beside)) await writeText(join(place.temporary, name), text);
    const files = [...written.files, ...Object.keys(beside).map((name) => ({ name }))];
    const { out: _, ...told } = summary;
    await place.settle({ ...told, version: options.version, source: basename(dir), files });
    return summary;
  } catch (error) {
    await place.abandon();
    throw error;
  }
}

async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flush: true });
  } catch (error) {
    throw diskError('write', path, error);
  }
}

function nothingLeft(format: Format, { read, leftOut, found: first }: Written): UserError {
  const reasons = Object.entries(leftOut).map(
    ([reason, count]) => `${reason} ${count}${first[reason] ? `: ${first[reason]}` : ''}`,
  );
  const found = read === 0 ? 'no row is chosen' : `all ${read} rows are left out (${reasons.join(', ')})`;
  return new UserError('E_EXPORT', `Cannot export as ${format.id}: ${found}`, {
    hint: 'docs/export.md says what each reason means and what each format can hold.',
  });
}

function readme(dir: string, format: Format, options: ExportOptions, summary: ExportSummary): string {
  const head = stringify({ configs: configsOf(summary.files) }).trimEnd();
  const rows = (file: WrittenFile) => `| \`${file.name}\` | ${file.rows.toLocaleString('en')} |`;
  const left = Object.entries(summary.leftOut).map(([reason, count]) => `- ${count.toLocaleString('en')} ${reason}`);
  return [
    ['---', head, '---'].join('\n'),
    `# ${basename(dir)}, exported as ${[format.id, options.layout].filter(Boolean).join(' ')}`,
    `Written by agentinstruct ${options.version}. Sources, licences and how the rows were made: the card of the dataset.`,
    ['| file | rows |', '| --- | --- |', ...summary.files.map(rows)].join('\n'),
    left.length > 0 && ['Rows of the dataset that are not here:', ...left].join('\n'),
    format.usage(summary.files, options).join('\n'),
    '',
  ]
    .filter((part) => part !== false)
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}
