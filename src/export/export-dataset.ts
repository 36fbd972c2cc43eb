import { setImmediate } from 'node:timers/promises';
import { controlStrings } from './control-strings.ts';
import { readConversation } from './conversation.ts';
import type { Format, OpenFormat, WrittenFile } from './format.ts';
import { LeftOut } from './left-out.ts';
import { openRowSource } from './rows/open.ts';
import type { RowGroup } from './rows/source.ts';
import { createScreen } from './screen.ts';
import type { ExportOptions, ExportSummary } from './summary.ts';
import { type FileGroup, openFileGroup } from './write/file-group.ts';
import { writeFolder } from './write-folder.ts';

/** After so many rows a signal is heard. */
const PAUSE = 500;

/** How far an export is, while it goes on; of each reason what was found first. */
type Books = Pick<ExportSummary, 'read' | 'exported' | 'leftOut'> & { found: Record<string, string> };

/**
 * Writes a dataset folder in a trainer's format, streaming: what is in memory is a row group and what a format holds
 * back. Plain rows and rows with native tools stand in files of their own, and so do splits. The folder appears whole or
 * not at all. Errors: E_RUN_UNKNOWN, E_RUN_FOLDER, E_QUERY, E_EXPORT (also where no row is left), E_DISK, and the format's.
 */
export async function exportDataset(dir: string, format: Format, options: ExportOptions): Promise<ExportSummary> {
  const opened = await format.open(options);
  return writeFolder(dir, format, options, opened, async (folder) => {
    const source = await openRowSource(dir, options.selection);
    const { screen, found } = createScreen(options.controlRule, controlStrings(opened.controlStrings));
    const books: Books = { read: 0, exported: 0, leftOut: {}, found: {} };
    try {
      const files: WrittenFile[] = [];
      for (const group of source.groups) {
        const target = openFileGroup({
          ...(await limitsOf(format, options, group)),
          ...partsOf(folder, options, opened, group),
        });
        files.push(...(await writeGroup(group, target, opened, screen, books, options)));
      }
      return { ...books, files, controlStrings: { ...found, rule: options.controlRule } };
    } finally {
      await source.close();
    }
  });
}

function partsOf(folder: string, { kind, compression }: ExportOptions, opened: OpenFormat, { split, tools }: RowGroup) {
  return { folder, split, tools, kind, compression, shape: opened.shape(tools) };
}

async function limitsOf(format: Format, { rowsPerFile, shards }: ExportOptions, group: RowGroup) {
  const maxBytes = format.maxBytes ?? Number.POSITIVE_INFINITY;
  if (shards === null) return { maxBytes, rowsPerFile: rowsPerFile ?? Number.POSITIVE_INFINITY };
  return { maxBytes, rowsPerFile: Math.max(1, Math.ceil((await group.count()) / shards)) };
}

function leave({ leftOut, found }: Books, { reason, detail }: LeftOut): void {
  leftOut[reason] = (leftOut[reason] ?? 0) + 1;
  if (detail !== '') found[reason] ??= detail;
}

async function writeGroup(
  group: RowGroup,
  target: FileGroup,
  opened: OpenFormat,
  screen: ReturnType<typeof createScreen>['screen'],
  books: Books,
  { columns, progress, signal }: ExportOptions,
): Promise<WrittenFile[]> {
  const renderer = opened.renderer(group.tools);
  let behind: Promise<void> | undefined;
  const emit = (record: Readonly<Record<string, unknown>>) => {
    const added = target.add(record);
    if (added !== undefined) behind = behind === undefined ? added : Promise.all([behind, added]).then(() => {});
  };
  try {
    for await (const rows of group.rows(columns)) {
      for (const row of rows) {
        if (books.read++ % PAUSE === 0) {
          progress?.(books.read);
          await setImmediate();
          signal?.throwIfAborted();
        }
        const read = readConversation(row, columns);
        const kept = read instanceof LeftOut ? read : screen(read);
        const reason = kept instanceof LeftOut ? kept : renderer.add(kept, emit);
        if (reason === undefined) books.exported++;
        else leave(books, reason);
        if (behind !== undefined) {
          await behind;
          behind = undefined;
        }
      }
    }
    renderer.end?.(emit);
    await behind;
    return await target.finish();
  } catch (error) {
    await target.abandon();
    throw error;
  }
}
