import { STATUS_CODES } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { unpacked } from '../containers/unpack.ts';
import { type SourceFile, Unreadable } from '../reader.ts';
import { MOST_WHOLE, tooLarge } from '../source-file.ts';
import { type Answer, ask, Unreachable } from './request.ts';

/** A file on the network, as it was found. It can be sent to another thread; nothing of it but `source` is written down. */
export interface RemoteFile {
  url: string;
  /** Its address without what may be secret (login, query). */
  source: string;
  /** In bytes; null where the server does not say. */
  size: number | null;
  /** What changes when its content does. */
  identity: string;
  /** Whether parts of it can be asked for. */
  ranges: boolean;
  /** The ending that its type stands for, where its name has none; with the dot. */
  ending?: string;
  /** What the place where it was found says of all files there. */
  license?: string;
  token?: string | undefined;
}

/** Most bytes of a file. */
const LARGEST = 64 * 2 ** 30;
/** The beginning, which is looked at more than once, and asked for once. */
const HEAD = 2 ** 16;
/** How often in a row an answer may break off before anything came, and the milliseconds after the first time. */
const TRIES = 4;
const PAUSE = 250;

/** Opens a file on the network. Parts are asked for where the server gives them; else it is read up to them. */
export function openRemote(file: RemoteFile): SourceFile {
  const { source, size } = file;
  let head: Promise<Uint8Array> | undefined;
  return {
    ...{ path: file.url, source, size },
    ...(file.ending !== undefined && { ending: file.ending }),
    stream: () => piecesOf(file, 0, null),
    async bytes() {
      if (size !== null && size > MOST_WHOLE) throw tooLarge(size);
      const bytes = await collected(piecesOf(file, 0, size ?? MOST_WHOLE + 1));
      if (bytes.length > MOST_WHOLE) throw tooLarge(bytes.length);
      return bytes;
    },
    async slice(start, end) {
      const last = Math.min(end, size ?? end);
      if (last - start > MOST_WHOLE) throw tooLarge(last - start);
      if (last > HEAD) return collected(piecesOf(file, start, last));
      head ??= collected(piecesOf(file, 0, Math.min(HEAD, size ?? HEAD)));
      return (await head).subarray(start, last);
    },
  };
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The bytes from one place up to another, null for the end. Goes on where an answer broke off, if the server can. */
async function* piecesOf(file: RemoteFile, start: number, end: number | null): AsyncGenerator<Uint8Array> {
  let at = start;
  for (let tries = 0; end === null || at < end; tries++) {
    try {
      for await (const piece of answered(file, at, end)) {
        const own = end === null ? piece : piece.subarray(0, end - at);
        at += own.length;
        tries = 0;
        if (at > LARGEST) throw new Unreadable(`too large (more than ${LARGEST / 2 ** 30} GB)`);
        yield own;
        if (end !== null && at >= end) return;
      }
      return;
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      const reason = error instanceof Unreachable ? error.message : 'the connection broke';
      if (tries + 1 >= TRIES || (!file.ranges && at > start)) throw new Unreadable(`cannot be fetched: ${reason}`);
      await pause(PAUSE * 2 ** tries);
    }
  }
}

/** One answer's bytes, from a place on. Throws `Unreadable` for what another try would not change. */
async function* answered(
  { url, token, ranges }: RemoteFile,
  at: number,
  end: number | null,
): AsyncGenerator<Uint8Array> {
  const answer = await ask({ url, token, ...(ranges && (at > 0 || end !== null) && { range: [at, end] }) });
  const { status } = answer;
  if (status === 416) return answer.body.destroy();
  if (status !== 200 && status !== 206) {
    answer.body.destroy();
    const said = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
    throw status === 429 || status >= 500 ? new Unreachable(said) : new Unreadable(`cannot be fetched: ${said}`);
  }
  let before = status === 206 ? 0 : at;
  for await (const piece of bodyOf(answer)) {
    const own = piece.subarray(before);
    before = Math.max(0, before - piece.length);
    if (own.length > 0) yield own;
  }
}

/** The body as it was before it was packed for the way, which some servers do unasked. */
function bodyOf({ headers, body }: Answer): AsyncIterable<Uint8Array> {
  const packing = headers['content-encoding'] ?? 'identity';
  if (packing === 'identity') return body;
  if (packing === 'gzip' || packing === 'zstd') return unpacked(body, packing);
  throw new Unreadable(`sent in a packing that is not read (${packing})`);
}
