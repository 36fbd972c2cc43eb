/** A place of a text: first code unit, and the one after the last. */
export type Span = readonly [start: number, end: number];

/** Where marks stand in a rendered text. Characters of the last private-use plane, which no real text has. */
export const MARKS = { start: '\u{10fff0}', end: '\u{10fff1}' } as const;

const TAG = /\{%(-?)\s*(end)?generation\s*(-?)%\}/g;

/** Whether a template marks what the assistant says (`{% generation %}`, of transformers' chat templates). */
export function isMarked(template: string): boolean {
  return /\{%-?\s*generation\s*-?%\}/.test(template);
}

/**
 * A template whose tags of generation write private-use characters in their place. A tag becomes three, of which the
 * outer ones keep what it did to the blanks and line feeds around it. Line ends are LF, as Python's Jinja reads them.
 */
export function withMarks(template: string): string {
  return template
    .replaceAll('\r\n', '\n')
    .replaceAll(TAG, (_, before: string, end: string | undefined, after: string) => {
      const mark = end === undefined ? MARKS.start : MARKS.end;
      return `{%${before} set mark_ = 1 %}{{ '${mark}' }}{% set mark_ = 1 ${after}%}`;
    });
}

/** A rendered text without its marks, and what stood between them. Undefined where marks do not pair. */
export function takeMarks(rendered: string): { text: string; spans: Span[] } | undefined {
  const [first = '', ...rest] = rendered.split(MARKS.start);
  const spans: Span[] = [];
  let text = first;
  for (const part of rest) {
    const [marked, behind, ...more] = part.split(MARKS.end);
    if (marked === undefined || behind === undefined || more.length > 0) return undefined;
    if (marked !== '') spans.push([text.length, text.length + marked.length]);
    text += marked + behind;
  }
  return first.includes(MARKS.end) ? undefined : { text, spans };
}
