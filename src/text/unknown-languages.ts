/** Languages that the detector does not know: what it takes them for, and small words that only they and only those have. */
const LANGUAGES = [
  {
    language: 'af',
    takenFor: ['nl'],
    own: /^(?:'n|’n|die|nie|vir|hy|sy|baie|ek|ons|hulle|word|hierdie|deur|daar|uit|kan|wat|wees|se)$/,
    others: /^(?:de|een|niet|zijn|voor|zij|hij|wordt|worden|naar|deze|door|ik|wij|je|heeft|werd|er)$/,
  },
  {
    language: 'la',
    takenFor: ['it', 'fr', 'es', 'pt', 'ro', 'ca', 'en', 'eu', 'gl', 'de', 'tl', 'lt', 'fi'],
    own: /^(?:atque|quod|quae|quem|quam|quibus|sunt|esse|erat|enim|autem|cum|eius|nec|sed|ut|ad|ab|etiam|ac|aut|haec|hoc|igitur|quoque|eorum|omnes|omnia|vel|neque|ipse|ipsum|inter|nunc|sit|amet|nam|ita|tamen|ubi|fuit|eum|ex)$/,
    others:
      /^(?:the|of|and|to|is|il|lo|la|le|les|de|di|del|della|des|du|un|una|une|che|que|el|los|las|con|por|para|per|dans|pour|sur|și|este|din|pe|nu|der|die|das|und|e|é|è|o|os|da|do|das|dos|uma|um|em|na|no)$/,
  },
] as const;

/** How much of a text its small words are at least, in any of these languages. */
const LEAST_SHARE = 0.08;

/**
 * The language of a text that was taken for `found`: that one, or Afrikaans or Latin, which the detector lacks, where
 * their small words are at least 8% of its words and three times those of the others.
 */
export function amongUnknown(text: string, found: string): string {
  const candidates = LANGUAGES.filter(({ takenFor }) => takenFor.some((each) => each === found));
  if (candidates.length === 0) return found;
  const words = text.toLowerCase().match(/['’]?[\p{L}\p{M}]+/gu) ?? [];
  const likely = candidates.find(({ own, others }) => {
    const count = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length;
    const owned = count(own);
    return owned >= 3 && owned >= words.length * LEAST_SHARE && owned >= 3 * count(others);
  });
  return likely?.language ?? found;
}

/** Whether a language is one that the detector lacks and takes for `found`. */
export function isTakenFor(language: string, found: string): boolean {
  return LANGUAGES.some((each) => each.language === language && each.takenFor.some((other) => other === found));
}
