/** A text that Arrow and PostgreSQL take: lone surrogates become U+FFFD, NUL is taken away. */
export function cleanText(text: string): string {
  const formed = text.isWellFormed() ? text : text.toWellFormed();
  return formed.includes('\0') ? formed.replaceAll('\0', '') : formed;
}
