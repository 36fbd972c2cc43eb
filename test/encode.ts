const tables = new Map<string, Map<string, number[]>>();

/** The bytes of a text in any encoding that `TextDecoder` knows, or UTF-32; characters that it lacks are left out. */
export function encode(text: string, label: string): Uint8Array {
  if (label === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (label === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  if (label.startsWith('utf-32')) return utf32(text, label.endsWith('le'));
  const table = tables.get(label) ?? tableOf(label);
  tables.set(label, table);
  return Uint8Array.from([...text].flatMap((char) => table.get(char) ?? []));
}

/** What each sequence of one or two bytes stands for, turned round. */
function tableOf(label: string): Map<string, number[]> {
  const decoder = new TextDecoder(label, { fatal: true });
  const table = new Map<string, number[]>();
  const put = (...bytes: number[]) => {
    try {
      const said = decoder.decode(Uint8Array.from(bytes));
      if ([...said].length === 1 && !table.has(said)) table.set(said, bytes);
    } catch {
      // stands for nothing
    }
  };
  for (let byte = 0; byte < 256; byte++) put(byte);
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x30; trail < 0xff; trail++) put(lead, trail);
  return table;
}

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(points.length * 4));
  for (const [at, point] of points.entries()) view.setUint32(at * 4, point, littleEndian);
  return new Uint8Array(view.buffer);
}
