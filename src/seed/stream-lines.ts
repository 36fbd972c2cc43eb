import { decodedText } from './decode-stream.ts';
import type { SourceFile } from './reader.ts';

/** Most characters of a line that is read. */
export const LONGEST_LINE = 2 ** 24;

/** A line with its number, counted from 1; null where it is longer than may be held. */
export interface NumberedLine {
  number: number;
  line: string | null;
}

/**
 * The lines of a file of any size, without their line breaks (a line feed, with or without a carriage return before it: the
 * other line breaks of Unicode may stand inside JSON). Of a line above `longest` characters nothing is held.
 */
export async function* streamLines(file: SourceFile, longest = LONGEST_LINE): AsyncGenerator<NumberedLine> {
  let number = 1;
  let open: string[] = [];
  let size = 0;
  const closed = (end: string): NumberedLine => {
    const whole =
      size + end.length > longest ? null : (open.length === 0 ? end : open.join('') + end).replace(/\r$/, '');
    [open, size] = [[], 0];
    return { number: number++, line: whole };
  };
  for await (const text of decodedText(file)) {
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      yield closed(text.slice(from, at));
      from = at + 1;
    }
    size += text.length - from;
    if (size > longest) open = [];
    else if (from < text.length) open.push(text.slice(from));
  }
  if (size > 0) yield closed('');
}
