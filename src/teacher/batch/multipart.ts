import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';

/** What is sent: made anew for each attempt. */
export interface Sent {
  type: string;
  bytes: () => string | Readable;
  length: number | null;
}

/** A file of a batch's requests as a form (RFC 7578), read while it is sent. */
export async function multipart(file: string, name: string): Promise<Sent> {
  const boundary = randomBytes(16).toString('hex');
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/jsonl\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const { size } = await stat(file);
  async function* bytes() {
    yield Buffer.from(head);
    yield* createReadStream(file) as AsyncIterable<Buffer>;
    yield Buffer.from(tail);
  }
  const length = Buffer.byteLength(head) + size + Buffer.byteLength(tail);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes: () => Readable.from(bytes()), length };
}
