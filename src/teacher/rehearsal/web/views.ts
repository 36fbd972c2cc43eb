/** An element of an observation, as far as the rehearsal looks. */
export interface Seen {
  id: number;
  role: string;
  name: string;
  value: string | null;
  options: string[] | null;
  to: string | null;
}

/** A page as an observation shows it. */
export interface SeenPage {
  url: string;
  title: string;
  elements: Seen[];
  /** How many elements the page has. */
  total: number;
}

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const ELEMENT = new RegExp(
  `^\\[(\\d+)\\] (\\w+) (${STRING})(?: holds (${STRING}))?(?: offers ((?:${STRING}(?:, )?)*))?(?: to (${STRING}))?$`,
);

/** The pages that a text shows, in its order: observations as rows and prompts hold them. */
export function pagesIn(text: string): SeenPage[] {
  const pages: SeenPage[] = [];
  for (const line of text.split('\n')) {
    const title = /^Page: (".*")$/.exec(line)?.[1];
    if (title !== undefined) pages.push({ url: '/', title: unquote(title) ?? '', elements: [], total: 0 });
    const page = pages.at(-1);
    if (!page) continue;
    const url = /^Address: (".*")$/.exec(line)?.[1];
    if (url !== undefined) page.url = unquote(url) ?? '/';
    const total = /^Elements \d+-\d+ of (\d+)$/.exec(line)?.[1];
    if (total !== undefined) page.total = Number(total);
    const element = readElement(line);
    if (element) page.elements.push(element);
  }
  return pages;
}

function readElement(line: string): Seen | null {
  const [, id, role, name, value, options, to] = ELEMENT.exec(line) ?? [];
  if (id === undefined || role === undefined || name === undefined) return null;
  const offered =
    options === undefined ? null : [...options.matchAll(new RegExp(STRING, 'g'))].map(([one]) => unquote(one) ?? '');
  return { id: Number(id), role, name: unquote(name) ?? '', value: unquote(value), options: offered, to: unquote(to) };
}

function unquote(text: string | undefined): string | null {
  try {
    return text === undefined ? null : String(JSON.parse(text));
  } catch {
    return null;
  }
}
