const ENGLISH =
  /^(?:the|what|what's|which|how|why|who|does|do|did|are|is|was|were|and|with|should|would|could|can|can't|my|your|it|it's|this|that|from|between|if|when|where|there|have|has|explain|about|for|to|of|i)$/;
const OTHERS =
  /^(?:der|die|das|und|ist|wie|ein|eine|nicht|wer|warum|welche[rsmn]?|le|la|les|des|une?|est|que|qui|quoi|comment|pourquoi|quel(?:le)?s?|dans|pour|el|los|las|una|por|cómo|qué|cuál|è|il|che|perché|come|di|della|het|een|hoe|wat|waarom|och|att|är|hur|varför|jest|jak|dlaczego|nie|como|não|os|da|do|de)$/;

/** Whether a short text reads as English, told by its small words; false where it has none of them. */
export function readsEnglish(text: string): boolean {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{M}']+/gu) ?? [];
  const latin = words.filter((word) => /^[a-z']+$/.test(word)).length;
  const count = (pattern: RegExp) => words.filter((word) => pattern.test(word)).length;
  const own = count(ENGLISH);
  return latin >= words.length * 0.8 && own > 0 && own > count(OTHERS);
}
