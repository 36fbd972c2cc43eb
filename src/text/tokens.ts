/**
 * An estimate of the tokens in a text, for limits and forecasts: 4 characters a token, and 1 for each character of
 * scripts that are written without spaces. What was paid for comes from the teacher's usage instead.
 */
export function estimateTokens(text: string): number {
  const dense = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g)?.length ?? 0;
  return Math.ceil((text.length - dense) / 4) + dense;
}
