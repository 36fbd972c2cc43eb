/** Tar is made of blocks of so many bytes. */
export const BLOCK = 512;

/** What a block says of the entry that follows it (POSIX.1-1988 ustar, with the numbers of GNU). */
export interface TarHeader {
  name: string;
  /** `0` and `7` files, `1` and `2` links, `5` folders, `L` a long name, `x` facts of pax; others are devices. */
  type: string;
  size: number;
}

/** The header that a block is; undefined where its sum is not that of its bytes. */
export function headerOf(block: Uint8Array): TarHeader | undefined {
  if (block.length < BLOCK || block[0] === 0) return undefined;
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  if (numberAt(block, 148, 8) !== sum) return undefined;
  const [name, prefix] = [textAt(block, 0, 100), textAt(block, 345, 155)];
  const posix = textAt(block, 257, 5) === 'ustar';
  const type = String.fromCharCode(block[156] ?? 0).replace('\0', '0');
  return {
    name: posix && prefix !== '' && block[263] !== 0x20 ? `${prefix}/${name}` : name,
    type,
    size: numberAt(block, 124, 12),
  };
}

/** A number in octal digits; above them, with its first bit set, in bytes. */
function numberAt(block: Uint8Array, at: number, length: number): number {
  const bytes = block.subarray(at, at + length);
  if (((bytes[0] ?? 0) & 0x80) === 0) return Number.parseInt(textAt(block, at, length).trim() || '0', 8);
  return bytes.reduce((value, byte, i) => value * 256 + (i === 0 ? byte & 0x7f : byte), 0);
}

function textAt(block: Uint8Array, at: number, length: number): string {
  return untilNul(block.subarray(at, at + length));
}

/** A text in UTF-8, else Latin-1, up to the first NUL. */
export function untilNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end === -1 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return Buffer.from(text).toString('latin1');
  }
}

/** Name and size of the next entry, where records of pax state them (`25 path=long/name.txt`). */
export function paxFacts(bytes: Uint8Array): { name?: string; size?: number } {
  const facts: { name?: string; size?: number } = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space === -1 ? 0 : Number(untilNul(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at) break;
    const [, key, value] = /^(path|size)=([\s\S]*)\n$/.exec(untilNul(bytes.subarray(space + 1, at + length))) ?? [];
    if (key === 'path' && value !== undefined) facts.name = value;
    if (key === 'size' && /^\d{1,15}$/.test(value ?? '')) facts.size = Number(value);
    at += length;
  }
  return facts;
}
