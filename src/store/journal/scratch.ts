import { fstatSync, readSync } from 'node:fs';

/** Memory that is read into again and again: fresh pages for every read would cost more than the reading. */
export interface Scratch {
  /** So many bytes of an open file from `at` on, fewer where it ends; good until the next call. */
  read(file: number, at: number, length: number): Buffer;
  /** All bytes that an open file has; good until the next call. */
  readAll(file: number): Buffer;
}

/** Scratch memory, as large as the largest read. */
export function scratch(): Scratch {
  let bytes = Buffer.alloc(0);
  function read(file: number, at: number, length: number): Buffer {
    if (bytes.length < length) bytes = Buffer.allocUnsafeSlow(Math.max(length, 2 * bytes.length));
    let done = 0;
    for (let got = 1; got > 0 && done < length; done += got)
      got = readSync(file, bytes, done, length - done, at + done);
    return bytes.subarray(0, done);
  }
  return { read, readAll: (file) => read(file, 0, fstatSync(file).size) };
}
