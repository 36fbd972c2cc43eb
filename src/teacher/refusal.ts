const MOST = 300;
const SORRY = /^(?:i['’]?m|i am|we['’]?re) (?:very |really |so )?sorry,? (?:but )?(?:as an ai[^,.]*, )?/;
const AI = /^as an? (?:ai|artificial intelligence|(?:large )?language model)[^,.]*,? /;
const CANNOT =
  /^(?:but )?i (?:can(?:no|['’])t|can not|am (?:not able|unable)|won['’]t|will not|must decline|have to decline)(?: to)? (?:help|assist|comply|fulfil|provide (?:that|this|such|any|medical|legal|financial|information|assistance|help|advice|instructions)|continue|do that|do this|generate|create|produce|write|engage|discuss|support|share|participate|be able to (?:help|assist))/;
const DECLINE =
  /^(?:i must (?:respectfully )?decline|i['’]?d (?:rather|prefer) not (?:to )?(?:help|answer|continue)|i decline to)\b/;

/**
 * Whether a reply only declines: in English, short, and from its first words on. What answers a question with "cannot"
 * ("It cannot be told from the passage", "I cannot agree with the claim, because ...") is no refusal.
 */
export function isRefusal(text: string): boolean {
  if (text.length > MOST) return false;
  const said = text
    .trim()
    .toLowerCase()
    .replace(/^i['’]m (?=not able|unable)/, 'i am ');
  const rest = said.replace(SORRY, '').replace(AI, '');
  return CANNOT.test(rest) || DECLINE.test(rest);
}
