/** Words that hardly any text of a language does without; the English ones are Gopher's (Rae et al. 2021, table A1). */
export const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'the be to of and that have with',
    de: 'der die und in den von zu das mit sich des ist',
    fr: 'de la le et les des en un une que est du',
    es: 'de la que el en y los se del las un por',
    it: 'di e il che la in a per un del è non',
    pt: 'de a o que e do da em um para é com',
    nl: 'de van het een en in is dat op te zijn met',
    pl: 'w i na z się do że nie jest to o jak',
    ru: 'и в не на что с по как это из к для',
    uk: 'і в не на що з та до як це у за',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);
