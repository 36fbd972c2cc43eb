import { Unreadable } from '../reader.ts';

/** What no JSON may hold as it is: control characters below U+0080, byte order marks of files that were joined. */
const NOT_JSON = /(?![\t\n\r\u0080-\u009f])\p{Cc}|\ufeff/gu;

/** The value of a JSON text; control characters in it, which JSON forbids, are left out. Throws `Unreadable`. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replaceAll(NOT_JSON, ''));
    } catch {
      throw new Unreadable('not JSON');
    }
  }
}
