/** A wording of a constraint, and what is done to a text to meet it. */
type Rule = readonly [said: RegExp, keep: (text: string, found: RegExpExecArray) => string];

const words = (text: string) => text.trim().split(/\s+/);
const quotes = (text: string) => [...text.matchAll(/"([^"\n]{1,80})"/g)].map((match) => match[1] ?? '');
const cut = (text: string, most: number) =>
  words(text).length > most ? `${words(text).slice(0, most).join(' ')}.` : text;
const times = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at + 1));

/** What the rehearsal can do about a requirement, in the order in which it is done: length first, marks last. */
const RULES: readonly Rule[] = [
  [
    /at most (\d+) words|[Ss]tay within (\d+) words|more than (\d+) words\.|(?:and|to|-) ?(\d+) words/,
    (text, found) => cut(text, Number(found.slice(1).find(Boolean))),
  ],
  [
    /exactly (\d+) paragraphs|have (\d+) paragraphs/,
    (text, found) =>
      [
        text.replaceAll(/\n\s*\n/g, ' '),
        ...times(Number(found[1] ?? found[2]) - 1, (at) => `That was part ${at}.`),
      ].join('\n\n'),
  ],
  [
    /(?:[Uu]se|occur:|hold) (?:the words? |each of |the word )?((?:"[^"\n]+"(?:, | at)?)+)/,
    (text, found) =>
      `${text} ${quotes(found[1] ?? '')
        .map((word) => `${word}, ${word}`)
        .join(', ')}.`,
  ],
  [
    /(?:Do not use|Avoid) (?:the words? )?((?:"[^"\n]+"(?:, )?)+)/,
    (text, found) =>
      quotes(found[1] ?? '').reduce(
        (rest, word) => rest.replaceAll(new RegExp(`\\b${word.replaceAll(/\W/g, '.')}\\b`, 'gi'), '…'),
        text,
      ),
  ],
  [/(?:first words must be|Begin with|open with the words) "([^"]+)"/, (text, found) => `${found[1]}: ${text}`],
  [/(?:last words must be|End with) "([^"]+)"/, (text, found) => `${text} ${found[1]}`],
  [
    /postscript at the end that begins with "([^"]+)"|remark that starts with "([^"]+)"/,
    (text, found) => `${text}\n\n${found[1] ?? found[2]} One thing more.`,
  ],
  [/title of at most ten words|Put a title above/, (text) => `# What was asked for\n\n${text}`],
  [/no commas|without commas/, (text) => text.replaceAll(',', '')],
  [/no exclamation marks|without exclamation marks/, (text) => text.replaceAll('!', '.')],
  [/lower case/, (text) => text.toLowerCase()],
];

/** A text made to meet those requirements of a row that rules can read; others are left unmet. */
export function keepTo(text: string, asked: string): string {
  return RULES.reduce((kept, [said, keep]) => {
    const found = said.exec(asked);
    return found ? keep(kept, found) : kept;
  }, text);
}
