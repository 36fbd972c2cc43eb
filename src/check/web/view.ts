import { type PageElement, ROLES, type WebPage } from './page.ts';

/** Most elements of one observation; scrolling shows those before and after. */
export const VIEW = 60;

/** What a visitor sees of a page: the elements from the one at index `from` on, and what the browser tells. */
export interface View {
  page: WebPage;
  from: number;
  notice: string | null;
}

/**
 * An observation as text: what the browser tells, title, address, which elements of how many, and a line an element. All that a
 * page says stands in JSON's quotation marks, so that no page can pass for an observation. At most `most` elements.
 */
export function showView({ page, from, notice }: View, most: number = VIEW): string {
  const shown = page.elements.slice(from, from + most);
  return [
    ...(notice === null ? [] : [`Notice: ${JSON.stringify(notice)}`]),
    `Page: ${JSON.stringify(page.title)}`,
    `Address: ${JSON.stringify(page.url)}`,
    `Elements ${from + 1}-${from + shown.length} of ${page.elements.length}`,
    ...shown.map((element, at) => showElement(element, from + at + 1)),
  ].join('\n');
}

/** One element as its line: `[4] combobox "Sort by" holds "Name" offers "Name", "Price"`. */
export function showElement({ role, name, value, options, to }: PageElement, id: number): string {
  const parts = [`[${id}] ${role} ${JSON.stringify(name)}`];
  if (value !== null) parts.push(`holds ${JSON.stringify(value)}`);
  if (options !== null) parts.push(`offers ${options.map((option) => JSON.stringify(option)).join(', ')}`);
  if (to !== null) parts.push(`to ${JSON.stringify(to)}`);
  return parts.join(' ');
}

const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const LINE = new RegExp(
  `^\\[(\\d+)\\] (\\w+) (${STRING})(?: holds (${STRING}))?(?: offers ((?:${STRING}(?:, )?)*))?(?: to (${STRING}))?$`,
);

/** What {@link showView} wrote: the elements in view, where they begin and how many the page has. Null for other text. */
export function readView(text: string): (View & { total: number }) | null {
  const lines = text.split('\n');
  const named = (name: string) => {
    const rest = lines[0]?.startsWith(`${name}: `) ? lines.shift()?.slice(name.length + 2) : undefined;
    return rest === undefined ? null : parse(rest);
  };
  const [notice, title, url] = [named('Notice'), named('Page'), named('Address')];
  const counted = /^Elements (\d+)-(\d+) of (\d+)$/.exec(lines.shift() ?? '');
  const elements = lines.flatMap((line) => readElement(line) ?? []);
  if (title === null || url === null || !counted || elements.length < lines.length) return null;
  return { page: { url, title, elements }, from: Number(counted[1]) - 1, notice, total: Number(counted[3]) };
}

function readElement(line: string): PageElement | null {
  const match = LINE.exec(line);
  const role = ROLES.find((each) => each === match?.[2]);
  if (!match || role === undefined) return null;
  const options =
    match[5] === undefined ? null : [...match[5].matchAll(new RegExp(STRING, 'g'))].map(([one]) => parse(one) ?? '');
  return { role, name: parse(match[3] ?? '') ?? '', value: parse(match[4] ?? ''), options, to: parse(match[6] ?? '') };
}

/** A JSON string's text; null for what is none. */
function parse(quoted: string): string | null {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
