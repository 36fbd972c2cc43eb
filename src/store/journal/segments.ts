import { closeSync, fsyncSync, openSync, readdirSync, rmdirSync, rmSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import { diskError } from '../disk.ts';
import { GROUP_HEAD, groupEnd } from './group.ts';
import { type Head, headAt } from './line.ts';
import { type Scratch, scratch } from './scratch.ts';

/** Where a line lies: number of the segment, first byte, bytes with the line's end. */
export interface Span {
  segment: number;
  at: number;
  length: number;
}

/** Where the journal of the books at `path` lies. */
export function journalFolder(path: string): string {
  return join(dirname(path), 'journal');
}

/** The file of a segment: segments are numbered from 1, in the order in which they were begun. */
export function segmentPath(dir: string, number: number): string {
  return join(dir, `${String(number).padStart(6, '0')}.log`);
}

/** The numbers of the segments in a folder, in order; none where there is no folder. */
export function segmentsIn(dir: string): number[] {
  try {
    const numbers = readdirSync(dir).map((name) => Number(/^(\d{6,})\.log$/.exec(name)?.[1]));
    return numbers.filter((number) => number > 0).sort((a, b) => a - b);
  } catch (error) {
    if (isMissing(error)) return [];
    throw diskError('read', dir, error);
  }
}

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** What a segment holds. */
export interface SegmentFound {
  lines: [Head, Span][];
  /** Bytes of its whole groups. */
  bytes: number;
  /** Something else follows. */
  torn: boolean;
}

/**
 * The heads of a segment's lines with where they lie. What follows the last whole group was never acknowledged, in the
 * newest segment; in an earlier one, which was synced whole, it is damage: UserError E_RUN_FOLDER.
 */
export function readSegment(dir: string, number: number, newest: boolean, memory: Scratch): SegmentFound {
  const path = segmentPath(dir, number);
  const bytes = inFile(path, (file) => memory.readAll(file));
  const lines: [Head, Span][] = [];
  let group = 0;
  for (let end = groupEnd(bytes, 0); end !== undefined; end = groupEnd(bytes, group)) {
    for (let at = group + GROUP_HEAD; at < end; ) {
      const found = headAt(bytes, at);
      if (found === undefined || found.next > end) throw damaged(path, at);
      lines.push([found.head, { segment: number, at, length: found.next - at }]);
      at = found.next;
    }
    group = end;
  }
  const torn = group < bytes.length;
  if (torn && !newest) throw damaged(path, group);
  return { lines, bytes: group, torn };
}

/** Cuts a segment behind its last whole group, and syncs it: a writer that was killed may not have come to that. */
export function settleSegment(dir: string, number: number, { bytes, torn }: Omit<SegmentFound, 'lines'>): void {
  const path = segmentPath(dir, number);
  try {
    if (torn) truncateSync(path, bytes);
    sync(path);
  } catch (error) {
    throw diskError('write', path, error);
  }
}

/** Deletes a segment whose cost is in the books; false where the disk refuses: it harms nobody where it lies. */
export function removeSegment(dir: string, number: number): boolean {
  try {
    rmSync(segmentPath(dir, number), { force: true });
    return true;
  } catch {
    return false;
  }
}

/** Deletes the folder if nothing is in it. */
export function removeIfEmpty(dir: string): void {
  try {
    rmdirSync(dir);
  } catch {
    // It holds what is needed, or was never there.
  }
}

/** Syncs a file, or the names in a folder. */
export function sync(path: string): void {
  inFile(path, fsyncSync);
}

function inFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** Calls `use` with the lines at the spans, each good for that call, and the file each is in. */
export function readSpans<T>(dir: string, spans: readonly Span[], use: (line: Buffer, path: string) => T): T[] {
  const files = new Map<number, number>();
  const memory = scratch();
  try {
    return spans.map(({ segment, at, length }) => {
      const path = segmentPath(dir, segment);
      const file = files.get(segment) ?? openSync(path, 'r');
      files.set(segment, file);
      const line = memory.read(file, at, length);
      if (line.length < length) throw damaged(path, at);
      return use(line, path);
    });
  } catch (error) {
    throw diskError('read', dir, error);
  } finally {
    for (const file of files.values()) closeSync(file);
  }
}

function damaged(path: string, at: number): UserError {
  return new UserError('E_RUN_FOLDER', `Cannot read ${path}: it is damaged at byte ${at}`, {
    hint: 'Restore state.db and the folder journal/ as they were together, or begin anew in another folder.',
  });
}
