import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/** Most characters of a line that is held. */
const LONGEST = 2 ** 25;

/**
 * The lines of a text file of any size, decompressed where its name ends in `.gz` or `.zst`; null for one that is longer
 * than 32 million characters, of which nothing is held. An empty last line is none. Errors: those of the system, and of
 * damaged compression.
 */
export async function* linesOf(path: string): AsyncGenerator<string | null> {
  const decoder = new TextDecoder();
  let [open, length, first] = ['', 0, true];
  for await (const chunk of opened(path) as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    let from = first && text.startsWith('\ufeff') ? 1 : 0;
    first = false;
    for (let at = text.indexOf('\n', from); at >= 0; at = text.indexOf('\n', from)) {
      length += at - from;
      yield length > LONGEST ? null : (open + text.slice(from, at)).replace(/\r$/, '');
      [open, length, from] = ['', 0, at + 1];
    }
    length += text.length - from;
    open = length > LONGEST ? '' : open + text.slice(from);
  }
  if (length > 0) yield length > LONGEST ? null : open;
}

function opened(path: string): Readable {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  if (!/\.(?:gz|zst)$/.test(path)) return file;
  // What goes wrong is thrown where the last stream is read.
  return pipeline(file, path.endsWith('.gz') ? createGunzip() : createZstdDecompress(), () => {});
}
