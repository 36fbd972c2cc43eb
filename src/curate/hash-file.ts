import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { messageOf, UserError } from '../errors.ts';

/** sha256 of a file of any size, in hex. Errors: E_CURATE for one that cannot be read. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    throw new UserError('E_CURATE', `Cannot read "${path}": ${messageOf(cause)}`, { cause });
  }
  return hash.digest('hex');
}
