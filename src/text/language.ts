import { amongUnknown, isTakenFor } from './unknown-languages.ts';

const LEAST_LETTERS = 40;
const LEAST_DENSE = 12;
/** Characters that are looked at, in the middle: the beginning may be a title page. The detector itself reads 1,000. */
const SAMPLE = 3000;
/** How near to the best language one that is expected must come to be the answer. */
const NEAR = 0.99;

/**
 * The ISO 639-1 code of the language a text is written in; null where it is too short to tell, or where the detector
 * itself does not trust its answer. Code in Markdown fences, addresses and table rules are not looked at. `expected` is
 * the language of the document that the text is from: of two that are as likely, it is that one.
 */
export async function detectLanguage(text: string, expected: string | null = null): Promise<string | null> {
  const words = sampleOf(text)
    .replaceAll(/^\s*(```|~~~)[\s\S]*?^\s*\1/gm, ' ')
    .replaceAll(/`[^`\n]*`|https?:\S+|[|#*_>-]+/g, ' ');
  const letters = words.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  const dense = words.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g)?.length ?? 0;
  if (letters < LEAST_LETTERS && dense < LEAST_DENSE) return null;
  const { eld } = await import('eld/medium');
  const result = eld.detect(words);
  const found = result.language;
  if (found === '') return null;
  if (expected !== null && (isTakenFor(expected, found) || isAsLikely(result.getScores(), expected, found)))
    return expected;
  const language = amongUnknown(words, found);
  return language !== found || result.isReliable() ? language : null;
}

function sampleOf(text: string): string {
  const start = Math.max(0, Math.floor((text.length - SAMPLE) / 2));
  return text.slice(start, start + SAMPLE);
}

function isAsLikely(scores: Record<string, number>, expected: string, found: string): boolean {
  return (scores[expected] ?? 0) >= (scores[found] ?? 0) * NEAR;
}

/** The ISO 639-1 code that a language tag such as `en-GB` or `pt_BR` begins with; null for anything else. */
export function languageCode(tag: string | null | undefined): string | null {
  return /^([a-z]{2})(?:[-_]\w+)*$/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase() ?? null;
}
