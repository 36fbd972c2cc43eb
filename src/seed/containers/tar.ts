import { type Reject, type SourceFile, Unreadable } from '../reader.ts';
import { bytesFile } from '../source-file.ts';
import { ByteReader } from './byte-reader.ts';
import { ARCHIVE_BOUNDS, type Container } from './container.ts';
import { MemberNames } from './member-names.ts';
import { BLOCK, headerOf, paxFacts, type TarHeader, untilNul } from './tar-header.ts';

/** Tar archives: ustar, and the long names of GNU and pax. */
export const tar: Container = {
  id: 'tar',
  claims: (head) => headerOf(head.subarray(0, BLOCK)) !== undefined,
  open: (file, reject) => tarMembers(file.stream(), file, reject),
};

/** The files of a tar archive that comes as a stream; `file` is what it stands in. See `Container.open`. */
export async function* tarMembers(
  stream: AsyncIterable<Uint8Array>,
  file: SourceFile,
  reject: (reject: Reject) => void,
): AsyncGenerator<SourceFile> {
  const bytes = new ByteReader(stream);
  const entries = new TarEntries(bytes);
  const names = new MemberNames(file.source, reject);
  try {
    for (let entry = await entries.next(); entry; entry = await entries.next()) {
      const { size } = entry;
      const source = entry.type === '5' ? undefined : names.sourceOf(entry.name, faultOf(entry));
      if (source !== undefined) yield bytesFile(source, await entries.take(size), file.path);
      await entries.pass(source === undefined ? size : 0, size);
    }
  } finally {
    await bytes.close();
  }
}

/** Why an entry is no file that can be read; undefined where it is one. */
function faultOf({ type, size }: TarHeader): string | undefined {
  if (type === '1' || type === '2') return 'a link';
  if (type !== '0' && type !== '7') return 'not a regular file';
  if (size === 0) return 'empty';
  const most = ARCHIVE_BOUNDS.entryBytes;
  if (size > most) return `too large (${Math.ceil(size / 2 ** 20)} MB of at most ${most / 2 ** 20} MB in an archive)`;
  return undefined;
}

/** Most bytes of a long name or of facts that stand before an entry. */
const MOST_FACTS = 2 ** 20;
/** Most of these before one entry. */
const MOST_BEFORE = 8;

/** Entries one after the other, each with its name and size from wherever they are stated. */
class TarEntries {
  readonly #bytes: ByteReader;
  #count = 0;

  constructor(bytes: ByteReader) {
    this.#bytes = bytes;
  }

  /** The next entry, whose content follows; undefined at the end of the archive. */
  async next(): Promise<TarHeader | undefined> {
    const most = ARCHIVE_BOUNDS.entries;
    if (++this.#count > most) throw new Unreadable(`an archive of more than ${most} files`);
    let facts: Partial<TarHeader> = {};
    for (let blocks = 0; blocks <= MOST_BEFORE; blocks++) {
      const block = await this.#bytes.take(BLOCK);
      if (block.length === 0 || block.every((byte) => byte === 0)) return undefined;
      const header = headerOf(block);
      if (!header) throw new Unreadable('damaged or cut off (tar)');
      if (!['L', 'x', 'g', 'K'].includes(header.type)) return { ...header, ...facts };
      if (header.size > MOST_FACTS) throw new Unreadable('damaged (tar)');
      const content = await this.take(header.size);
      await this.pass(0, header.size);
      if (header.type === 'L') facts = { ...facts, name: untilNul(content) };
      if (header.type === 'x') facts = { ...facts, ...paxFacts(content) };
    }
    throw new Unreadable('damaged (tar)');
  }

  /** The content of an entry. */
  async take(size: number): Promise<Uint8Array> {
    const content = await this.#bytes.take(size);
    if (content.length < size) throw new Unreadable('cut off (tar)');
    return content;
  }

  /** Passes over what is left of an entry, and what fills its last block. */
  async pass(left: number, size: number): Promise<void> {
    const filling = (BLOCK - (size % BLOCK)) % BLOCK;
    if ((await this.#bytes.skip(left + filling)) < left) throw new Unreadable('cut off (tar)');
  }
}
