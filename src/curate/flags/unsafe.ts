import { type FlagRule, shown } from './flag.ts';

/**
 * Phrases by what they are about. They are meant to bring a row before somebody's eyes and decide nothing: a history of a
 * war, a novel or a safety notice has them too, and what harms without saying so is not found. English only.
 */
const PHRASES: Record<string, RegExp> = {
  weapons:
    /\b(?:(?:build|make|making|assemble|construct)(?: an?| your own)? (?:pipe |car |dirty |home-?made )?(?:bomb|explosive|grenade|silencer|ghost gun)|(?:synthesi[sz]e|produce|make) (?:sarin|ricin|vx|anthrax|mustard gas|nerve agents?)|3d-print(?:ed)? (?:gun|firearm))\b/i,
  'self-harm':
    /\b(?:(?:kill|hang|cut|harm|hurt|starve)(?:ing)? (?:myself|yourself)|(?:commit|attempt)(?:ting|ted)? suicide|(?:painless|easiest|best) (?:way|ways|method|methods) to die|suicide (?:methods?|note|pact)|pro-?ana)\b/i,
  'sexual-content':
    /\b(?:explicit sex(?:ual)?|hardcore porn\w*|pornographic|erotica|nude (?:photos?|pictures?|images?)|blow ?jobs?|masturbat\w+|orgasm\w*)\b/i,
  minors:
    /\b(?:child (?:porn\w*|sexual abuse)|sexual(?:ly|ized)? (?:minors?|children|underage)|underage (?:sex|girls?|boys?)|jailbait|groom(?:ing)? (?:a )?(?:child|minor|children))\b/i,
  hatred:
    /\b(?:(?:gas|exterminate|deport|kill) (?:all|every|the) (?:jews?|muslims?|blacks?|whites?|gays?|immigrants?|foreigners?)|(?:white|racial) (?:power|supremacy)|race war|sub-?human race|ethnic cleansing is)\b/i,
  drugs:
    /\b(?:(?:cook|cooking|synthesi[sz]e|synthesi[sz]ing|manufacture) (?:crystal )?(?:meth(?:amphetamine)?|heroin|crack|fentanyl|lsd|mdma)|buy(?:ing)? (?:drugs|cocaine|heroin|fentanyl) (?:online|on the dark ?web))\b/i,
  crime:
    /\b(?:(?:launder(?:ing)? money|money laundering) (?:without|scheme for)|(?:pick|picking) (?:a |the )?locks? to (?:break|get) in|(?:write|writing|create|deploy) (?:a |some )?(?:ransomware|malware|keylogger|phishing (?:e-?mail|page|site|kit))|(?:steal|stealing) (?:credit card|card numbers|passwords|identities)|hire (?:a )?hit ?man|counterfeit (?:money|bills|passports?))\b/i,
};

/** A phrase of a list of those that speak of harm, in a prompt or an answer. */
export const unsafe: FlagRule = {
  name: 'unsafe',
  says: 'it holds a phrase that speaks of harm',
  find({ prompt, response }) {
    const text = `${prompt}\n${response}`;
    for (const [about, pattern] of Object.entries(PHRASES)) {
      const found = pattern.exec(text)?.[0];
      if (found !== undefined) return `${about}: ${shown(found)}`;
    }
    return null;
  },
};
