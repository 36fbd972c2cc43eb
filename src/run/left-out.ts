import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { diskError } from '../store/disk.ts';

/** The list of pairs that the dataset left out, under way. */
export interface LeftOutList {
  /** Resolves when there is room for more. Errors: E_DISK. */
  add(line: { id: string; reason: string; unit: string }): Promise<void>;
  /** Gives the file its name. Errors: E_DISK. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Writes `left-out.jsonl.zst` below `dir`: id, reason and unit of every pair not taken. A temporary name until `finish`. */
export function openLeftOut(dir: string): LeftOutList {
  const path = join(dir, 'left-out.jsonl.zst');
  const sink = createZstdCompress();
  const written = pipeline(sink, createWriteStream(`${path}.part`)).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const check = (ended: { error: unknown } | null) => {
    if (ended) throw diskError('write', path, ended.error);
  };
  return {
    async add(line) {
      if (sink.destroyed) check(await written);
      if (sink.write(`${JSON.stringify({ record: 'left-out', ...line })}\n`)) return;
      await Promise.race([once(sink, 'drain').catch(() => undefined), written]);
    },
    async finish() {
      sink.end();
      check(await written);
      await rename(`${path}.part`, path);
    },
    async abandon() {
      sink.destroy();
      await written;
      await rm(`${path}.part`, { force: true });
    },
  };
}
