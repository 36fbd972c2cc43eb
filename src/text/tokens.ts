/** Scripts that are written without spaces: kana, Han, Hangul, Thai. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/;

/**
 * An estimate of the tokens in a text, for limits and forecasts: 4 characters a token, and 1 for each character of
 * scripts that are written without spaces. What was paid for comes from the teacher's usage instead.
 */
export function estimateTokens(text: string): number {
  const dense = DENSE.test(text) ? countDense(text) : 0;
  return Math.ceil((text.length - dense) / 4) + dense;
}

/** How many characters are of `DENSE`; counted by hand, as a pattern makes a string of each. */
function countDense(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0xe00) continue;
    const isHan = code >= 0x3400 && code <= 0x9fff;
    const isHangul = code >= 0xac00 && code <= 0xd7af;
    if (code <= 0xe7f || (code >= 0x3040 && code <= 0x30ff) || isHan || isHangul) count++;
  }
  return count;
}
