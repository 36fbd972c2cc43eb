import { type FlagRule, shown, turnsOf } from './flag.ts';

/** What a model says of itself: that it is one, what it cannot have, and when it was made. */
const ITSELF = [
  /\bas an? (?:ai|artificial intelligence|large language model|language model|llm)(?: (?:language )?model| assistant| system)?,? i(?:['’]m|['’]ve|['’]d)?\b/i,
  /\bi['’]?(?:m| am) (?:just |only |merely |simply )?an? (?:ai|artificial intelligence|large language model|language model|llm)\b(?![ -](?:\w+ )?(?:artist|consultant|developer|engineer|enthusiast|entrepreneur|ethicist|expert|lead|researcher|scientist|specialist|strategist|student|teacher)s?\b)/i,
  /\bi (?:do not|don['’]t|cannot|can['’]t) have (?:personal (?:opinions|experiences?|feelings|beliefs|preferences)|real[- ]time (?:access|information|data)|access to (?:the internet|real[- ]time))/i,
  /\b(?:my (?:knowledge|training)(?: data)?|the (?:knowledge|training data)) (?:cut-?off|only goes up to|extends only)/i,
  /\bas of my (?:last|latest|most recent) (?:update|knowledge|training)/i,
  /\bi (?:was|am) (?:trained|developed|created) by (?:openai|anthropic|google|meta|mistral|alibaba|deepseek)\b/i,
  /\b(?:als ki(?:-| )(?:sprachmodell|assistent|modell)|en tant qu['’](?:ia|intelligence artificielle|modèle de langage)|como (?:una )?(?:ia|inteligencia artificial|modelo de lenguaje))\b/i,
  /作为(?:一个|一名)?(?:人工智能|AI|语言模型|大语言模型)/i,
];

/** A turn in which the assistant speaks of itself as a model. */
export const disclaimer: FlagRule = {
  name: 'disclaimer',
  says: 'the assistant speaks of itself as a model',
  find(row) {
    for (const turn of turnsOf(row)) {
      for (const pattern of ITSELF) {
        const found = pattern.exec(turn)?.[0];
        if (found !== undefined) return shown(found);
      }
    }
    return null;
  },
};
