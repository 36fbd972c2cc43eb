/**
 * What becomes of a hostile file: why it is refused; or what its seeds read like, one below the other; or both, with what is
 * told of it and its parts as `name: reason`.
 */
export type Outcome = string | RegExp | { seeds?: RegExp; rejects: readonly string[] };

/** A file that is hostile or damaged: what it is, its name, its bytes, what becomes of it. */
export type Hostile = readonly [what: string, name: string, content: string | Uint8Array, outcome: Outcome];

/** Characters of what goes on without end: far beyond anything that people write, and quickly made. */
const ENDLESS = 2 ** 21;

/** A text said over and over without end. */
export function endless(unit: string): string {
  return unit.repeat(Math.ceil(ENDLESS / unit.length));
}

let lamps = 0;

/** A paragraph like no other, so that it is nobody's duplicate. */
export function prose(): string {
  lamps++;
  return `The keeper of lamp ${lamps} climbed the stair at dusk, trimmed the wick, and wrote the hour into the book. In the morning a boat came with oil and bread, and the men who rowed it asked him what he had seen in the night.`;
}

/** A seed that is `prose` alone. */
export const READ = /^The keeper of lamp \d+ climbed [^\n]* in the night\.$/;

/** The document type of an XML file with a billion laughs in ten entities, and with one from outside. */
export function laughs(root: string): string {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
  return `<!DOCTYPE ${root} [<!ENTITY l0 "ha"><!ENTITY out SYSTEM "file:///etc/passwd">${entities.join('')}]>`;
}

/** Words with laughs and what is outside behind them, and how they read. */
export const laughing = (): string => `${prose()} &l9;&out;`;
/** See {@link laughing}. */
export const NOT_LAUGHED = /^The keeper of lamp \d+ climbed [^\n]* in the night\. &l9;&out;$/;
