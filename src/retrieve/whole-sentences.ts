import { splitSentences } from '../text/sentences.ts';
import { estimateTokens } from '../text/tokens.ts';

/** The beginning of a text in whole sentences, of at most so many tokens; a first sentence that is longer is cut hard. */
export function wholeSentences(text: string, most: number): string {
  if (estimateTokens(text) <= most) return text.trim();
  let end = 0;
  for (const sentence of splitSentences(text)) {
    if (estimateTokens(text.slice(0, sentence.end)) > most) break;
    end = sentence.end;
  }
  if (end > 0) return text.slice(0, end).trim();
  let size = Math.min(text.length, most * 4);
  while (size > 1 && estimateTokens(text.slice(0, size)) > most) size = Math.floor(size * 0.8);
  return text.slice(0, size).toWellFormed().trim();
}
