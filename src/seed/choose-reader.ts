import { basename } from 'node:path';
import { decodeText } from './decode.ts';
import { looksLikeProse } from './looks-like-prose.ts';
import { allReaders, type Reader, type Readers, type SourceFile, Unreadable } from './reader.ts';

/** The bytes of a file that readers are chosen by. */
export const HEAD_BYTES = 2 ** 16;

/** Names without an ending, or with one that only looks like it, of what is written to be read. */
const TEXT_NAMES =
  /^(?:readme|license|licence|copying|notice|authors|changelog|changes|contributing|news|todo|history)\b/i;

/** The reader for a file, by its first bytes and its name (see `readerOf`). Throws `Unreadable` where there is none. */
export async function chooseReader(file: SourceFile): Promise<Reader> {
  return readerOf(await file.slice(0, HEAD_BYTES), file.source, await allReaders(), file.ending);
}

/**
 * The reader for what begins with `head`. Content goes before the name: the reader that claims the bytes. Where several do:
 * the one that the name's ending stands for, else one that is not `general`, else the first by id. Where none does: the one
 * of the ending, or of `typed`, the ending that a stated type stands for; else, for names without an ending, well-known names of texts, and prose, that of plain text. Throws
 * `Unreadable` with the reason where there is none.
 */
export async function readerOf(
  head: Uint8Array,
  source: string,
  { all, byEnding }: Readers,
  typed?: string,
): Promise<Reader> {
  const name = basename(source).toLowerCase();
  const endings = [...endingsOf(name), ...(typed === undefined ? [] : [typed])];
  const named = endings.map((ending) => byEnding.get(ending)).find((reader) => reader !== undefined);
  const claiming = all.filter((reader) => reader.claims?.(head, source));
  const claimed = claiming.find((reader) => reader === named) ?? claiming.find((reader) => !reader.general);
  const chosen = claimed ?? claiming[0] ?? (named?.marked ? undefined : named);
  if (chosen) return chosen;
  const ending = endings.at(-1);
  const text = byEnding.get('.txt');
  if (text && (ending === undefined || TEXT_NAMES.test(name) || (await isProse(head)))) return text;
  throw new Unreadable(named ? `its content is not that of a "${ending}"` : `no reader for "${ending}"`);
}

/** The endings of a name, the longest first: `.tar.gz`, then `.gz`. */
function endingsOf(name: string): string[] {
  const [, ...parts] = name.replace(/^\.+/, '').split('.');
  return parts.slice(-2).map((_, at, last) => `.${last.slice(at).join('.')}`);
}

async function isProse(head: Uint8Array): Promise<boolean> {
  const whole = head.length < HEAD_BYTES ? head : head.subarray(0, head.findLastIndex((byte) => byte < 0x80) + 1);
  try {
    return looksLikeProse(await decodeText(whole));
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}
