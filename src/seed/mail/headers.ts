/** The headers of a message or of a part of it, by their names in lower case; of several the first. */
export type Headers = ReadonlyMap<string, string>;

/** Headers, folded lines joined. */
export function headersOf(text: string): Headers {
  const headers = new Map<string, string>();
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value = ''] = /^([!-9;-~]{1,80}):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
}

/** A parameter of a header: of `text/plain; charset="utf-8"` its charset. Those of RFC 2231 (`utf-8''%C3%84`) are decoded. */
export function parameter(header: string | undefined, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\*?\\s*=\\s*(?:"([^"]{0,300})"|([^\\s;]{1,300}))`, 'i').exec(header ?? '');
  const value = found?.[1] ?? found?.[2];
  const [, charset, encoded] = /^([\w-]{1,40})'[^']{0,40}'(.*)$/.exec(value ?? '') ?? [];
  if (charset === undefined || encoded === undefined) return value;
  return decoded(quotedPrintable(encoded.replaceAll('%', '=')), charset) ?? value;
}

/** Words of a header that are encoded (RFC 2047: `=?utf-8?B?…?=`) as they read. */
export function decodedWords(value: string): string {
  return value
    .replaceAll(/(\?=)\s+(=\?)/g, '$1$2')
    .replaceAll(
      /=\?([\w-]{1,40})(?:\*\w{1,10})?\?([bqBQ])\?([^?\s]{0,1000})\?=/g,
      (whole, charset: string, form: string, text: string) => {
        const bytes = /b/i.test(form) ? Buffer.from(text, 'base64') : quotedPrintable(text.replaceAll('_', ' '));
        return decoded(bytes, charset) ?? whole;
      },
    );
}

/** Bytes of a text in quoted-printable (RFC 2045). */
export function quotedPrintable(text: string): Uint8Array {
  const plain = text.replaceAll(/[ \t]*=\r?\n/g, '');
  const binary = plain.replaceAll(/=([\da-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(binary, 'latin1');
}

/** Bytes as text of a charset; undefined where it is not known. */
export function decoded(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}
