/** Markup that is safe to put into a page as it is. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | null | readonly Part[];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Controls but for line feed and tab, and marks that reorder what is read. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;

/** A template whose values are escaped, unless they are markup themselves; lists are joined, null is nothing. */
export function html(strings: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(strings.map((text, at) => text + (at < values.length ? markupOf(values[at] ?? null) : '')).join(''));
}

function markupOf(value: Part): string {
  if (value === null) return '';
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  return String(value)
    .replaceAll(UNSEEN, '\ufffd')
    .replaceAll(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
}

/** A number with marks between thousands. */
export function number(value: number): string {
  return value.toLocaleString('en');
}
