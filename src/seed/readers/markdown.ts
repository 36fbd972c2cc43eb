import { basename } from 'node:path';
import { cleanText, decodeText } from '../decode.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { plainMarkdown } from '../markdown.ts';
import type { Reader } from '../reader.ts';
import { unwrap } from '../unwrap.ts';

const FRONT_MATTER = /^---[^\S\n]*\n([\s\S]*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|$)/m;

/**
 * Markdown: title, license and language from YAML front matter, headings as sections, the text as it reads (see
 * `plainMarkdown`). Without a title in the front matter it is the first heading, or the file's name.
 */
export const reader: Reader = {
  id: 'markdown',
  extensions: ['.md', '.markdown', '.mdown', '.mkd', '.mdx'],
  inline: true,
  async read(file) {
    const raw = await decodeText(await file.bytes());
    const front = raw.startsWith('---') ? FRONT_MATTER.exec(raw) : null;
    const facts = front ? await yamlMap(front[1] ?? '') : undefined;
    const body = facts === undefined ? raw : raw.slice(front?.[0].length ?? 0);
    const text = cleanText(plainMarkdown(unwrap(body, { markdown: true })));
    const sections = markdownHeadings(text);
    const fact = (...names: string[]) => names.map((name) => facts?.[name]).find((value) => typeof value === 'string');
    return [
      {
        source: file.source,
        kind: 'text',
        text,
        title: fact('title') ?? sections[0]?.title ?? basename(file.source),
        license: fact('license', 'licence', 'rights') ?? null,
        language: languageCode(fact('lang', 'language', 'locale')),
        sections,
      },
    ];
  },
};

/** The map that front matter holds; undefined where it is no YAML map, and so no front matter. */
async function yamlMap(text: string): Promise<Record<string, unknown> | undefined> {
  const { parse } = await import('yaml');
  try {
    const value: unknown = parse(text, { logLevel: 'error' });
    return value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}
