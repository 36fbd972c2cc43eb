/** Controls of terminals but for line feed and tab, and marks that change the direction of writing. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** A text from outside as a terminal may get it: what would steer the terminal or reorder the line is shown as `\u{1b}`. */
export function printable(text: string): string {
  return text.replaceAll(UNSEEN, (unseen) => `\\u{${unseen.codePointAt(0)?.toString(16)}}`);
}
