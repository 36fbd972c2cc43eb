const LEAST_LETTERS = 40;
const LEAST_DENSE = 12;
const SAMPLE = 4000;

/**
 * The ISO 639-1 code of the language a text is written in; null where it is too short to tell, or where the detector
 * itself does not trust its answer. Code in Markdown fences, addresses and table rules are not looked at.
 */
export async function detectLanguage(text: string): Promise<string | null> {
  const words = text
    .slice(0, SAMPLE)
    .replaceAll(/^\s*(```|~~~)[\s\S]*?^\s*\1/gm, ' ')
    .replaceAll(/`[^`\n]*`|https?:\S+|[|#*_>-]+/g, ' ');
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const dense = words.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g)?.length ?? 0;
  if (letters < LEAST_LETTERS && dense < LEAST_DENSE) return null;
  const { eld } = await import('eld/medium');
  const result = eld.detect(words);
  return result.language !== '' && result.isReliable() ? result.language : null;
}

/** The ISO 639-1 code that a language tag such as `en-GB` or `pt_BR` begins with; null for anything else. */
export function languageCode(tag: string | null | undefined): string | null {
  return /^([a-z]{2})(?:[-_]\w+)*$/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase() ?? null;
}
