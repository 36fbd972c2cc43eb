import { crc32 } from 'node:zlib';
import { z } from 'zod';

/** Bytes that stand before the lines of a group. */
export const GROUP_HEAD = 64;

const Head = z.strictObject({ bytes: z.int().nonnegative(), crc: z.int().nonnegative() });

/**
 * Writes the head of a group of lines at the begin of `buffer`, which holds the lines behind it up to `end`: their bytes and
 * their CRC-32, as JSON filled up with blanks. What is written together is found whole or not at all.
 */
export function sealGroup(buffer: Buffer, end: number): void {
  const lines = buffer.subarray(GROUP_HEAD, end);
  const head = JSON.stringify({ bytes: lines.length, crc: crc32(lines) });
  buffer.write(`${head.padEnd(GROUP_HEAD - 1)}\n`, 0, 'latin1');
}

/** Where the group that begins at `at` ends, in a file's bytes; undefined where no whole one stands. */
export function groupEnd(bytes: Buffer, at: number): number | undefined {
  const from = at + GROUP_HEAD;
  if (from > bytes.length) return undefined;
  const head = headOf(bytes.toString('latin1', at, from));
  const end = from + (head?.bytes ?? 0);
  if (head === undefined || end > bytes.length) return undefined;
  return crc32(bytes.subarray(from, end)) === head.crc ? end : undefined;
}

function headOf(text: string): z.infer<typeof Head> | undefined {
  try {
    return Head.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
