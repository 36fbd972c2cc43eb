import { closeSync, constants, ftruncateSync, mkdirSync, openSync, write } from 'node:fs';
import { dirname } from 'node:path';
import { diskError } from '../disk.ts';
import { GROUP_HEAD, sealGroup } from './group.ts';
import { type Span, segmentPath, sync } from './segments.ts';

/** Writes lines behind each other, off this thread. */
export interface SegmentWriter {
  /** Resolves with where each line lies when all are on disk; rejects with E_DISK, and then none is there. One call at a time. */
  write(lines: Iterable<string>): Promise<Span[]>;
  /** To be called while nothing is written; what comes later rejects and leaves the folder alone: it may be another's. */
  close(): void;
}

/** How a {@link SegmentWriter} goes about it. */
export interface SegmentWriterOptions {
  /** Number of its first segment, which it makes. */
  first: number;
  /** A segment that has so many bytes is followed by the next. */
  most: number;
  /** Called when a segment is there, before anything is written to it. */
  begun(number: number): void;
}

/** Every write is synced with what is needed to read it back (open(2)). */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_DSYNC ?? constants.O_SYNC);

/** The segment that is written to. */
interface Segment {
  number: number;
  file: number;
  end: number;
}

/** Bytes that a UTF-16 code unit may take in UTF-8. */
const MOST_BYTES = 3;

/** A writer into segments below `dir`; the first is made with the first line. */
export function segmentWriter(dir: string, { first, most, begun }: SegmentWriterOptions): SegmentWriter {
  let buffer = Buffer.allocUnsafeSlow(2 ** 18);
  let next = first;
  let head: Segment | undefined;
  let stuck: unknown;

  function begin(): Segment {
    mkdirSync(dir, { recursive: true });
    const segment = { number: next, file: openSync(segmentPath(dir, next), FLAGS, 0o666), end: 0 };
    next++;
    try {
      for (const folder of [dirname(dir), dir]) sync(folder);
      begun(segment.number);
      return segment;
    } catch (error) {
      closeSync(segment.file);
      throw error;
    }
  }

  /** Puts the lines into the buffer as a group: where each lies there, and the group's end. */
  function fill(lines: Iterable<string>): { spans: [at: number, length: number][]; end: number } {
    const spans: [number, number][] = [];
    let end = GROUP_HEAD;
    for (const line of lines) {
      const room = end + MOST_BYTES * line.length;
      if (room > buffer.length) buffer = larger(buffer, end, room);
      const length = buffer.write(line, end);
      spans.push([end, length]);
      end += length;
    }
    sealGroup(buffer, end);
    return { spans, end };
  }

  function leave(): void {
    const file = head?.file;
    head = undefined;
    if (file !== undefined) closeSync(file);
  }

  return {
    async write(lines) {
      if (stuck) throw stuck;
      try {
        if (head && head.end >= most) leave();
        head ??= begin();
        const segment = head;
        const { spans, end } = fill(lines);
        await append(segment, buffer, end);
        const from = segment.end;
        segment.end += end;
        return spans.map(([at, length]) => ({ segment: segment.number, at: from + at, length }));
      } catch (error) {
        const told = diskError('write', segmentPath(dir, head?.number ?? next), error);
        if (head && !cutBack(head)) stuck = told;
        throw told;
      }
    },
    close() {
      stuck ??= new Error('The journal is closed');
      leave();
    },
  };
}

/** A buffer of twice the room that begins as this one does. */
function larger(buffer: Buffer, used: number, room: number): Buffer<ArrayBuffer> {
  const wide = Buffer.allocUnsafeSlow(2 * room);
  buffer.copy(wide, 0, 0, used);
  return wide;
}

async function append({ file, end }: Segment, buffer: Buffer, bytes: number): Promise<void> {
  for (let done = 0; done < bytes; ) {
    done += await new Promise<number>((resolve, reject) => {
      write(file, buffer, done, bytes - done, end + done, (error, written) =>
        error ? reject(error) : resolve(written),
      );
    });
  }
}

/** Half a group may lie behind the last whole one. */
function cutBack({ file, end }: Segment): boolean {
  try {
    ftruncateSync(file, end);
    return true;
  } catch {
    return false;
  }
}
