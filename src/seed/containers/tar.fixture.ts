/** An entry of a tar archive that a test makes. */
export interface TarEntry {
  name: string;
  content?: string | Uint8Array;
  /** As in the header; `0` is a file. */
  type?: string;
  /** What the header says, where it is not the truth. */
  size?: number;
}

/** A tar archive (ustar). */
export function tarOf(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap(({ name, content = '', type = '0', size }) => {
    const bytes = Buffer.from(content);
    const head = Buffer.alloc(512);
    head.write(name.slice(0, 100), 0);
    head.write('0000644\0', 100);
    const stated = size ?? bytes.length;
    if (stated < 8 ** 11) head.write(`${stated.toString(8).padStart(11, '0')}\0`, 124);
    else {
      head.writeUInt8(0x80, 124);
      head.writeBigUInt64BE(BigInt(stated), 128);
    }
    head.write(type, 156);
    head.write('ustar\x0000', 257);
    head.fill(' ', 148, 156);
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The records of pax that state facts of the next entry. */
export function pax(facts: Record<string, string>): TarEntry {
  const records = Object.entries(facts).map(([key, value]) => {
    const body = ` ${key}=${value}\n`;
    let length = Buffer.byteLength(body);
    while (length !== Buffer.byteLength(body) + String(length).length)
      length = Buffer.byteLength(body) + String(length).length;
    return `${length}${body}`;
  });
  return { name: 'PaxHeader', type: 'x', content: records.join('') };
}
