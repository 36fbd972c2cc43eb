import { cleanText, decodeText } from '../decode.ts';
import { frontMatter } from '../front-matter.ts';
import { withoutFurniture } from '../furniture.ts';
import { markdownHeadings } from '../headings.ts';
import { languageCode } from '../language.ts';
import { plainMarkdown } from '../markdown.ts';
import type { Reader } from '../reader.ts';
import { titleOfFile } from '../title-of-file.ts';
import { unwrap } from '../unwrap.ts';

/**
 * Markdown: title, license and language from front matter in YAML or TOML, headings as sections, the text as it reads (see
 * `plainMarkdown`). Without a title in the front matter it is the first heading, or the file's name.
 */
export const reader: Reader = {
  id: 'markdown',
  extensions: ['.md', '.markdown', '.mdown', '.mkd', '.mdx'],
  inline: true,
  async read(file) {
    const raw = await decodeText(await file.bytes());
    const { facts, body: written } = await frontMatter(raw);
    const body = /\.mdx$/i.test(file.source) ? withoutModules(written) : written;
    const around = withoutFurniture(plainMarkdown(unwrap(body, { markdown: true })));
    const text = cleanText(around.text);
    const sections = markdownHeadings(text);
    const fact = (...names: string[]) => names.map((name) => facts[name]).find((value) => typeof value === 'string');
    return [
      {
        source: file.source,
        kind: 'text',
        text,
        title: fact('title') ?? sections[0]?.title ?? titleOfFile(file.source),
        license: fact('license', 'licence', 'rights') ?? around.license,
        language: languageCode(fact('lang', 'language', 'locale')),
        sections,
      },
    ];
  },
};

/** MDX without what belongs to its program: imports, exports, comments in braces. */
function withoutModules(text: string): string {
  const kept: string[] = [];
  let fence = false;
  let module = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) fence = !fence;
    if (!fence && /^(?:import\s+(?:['"{*]|\w+[\s,])|export\s+(?:const|let|default|function|async|class)\b)/.test(line))
      module = true;
    if (line.trim() === '') module = false;
    if (!module) kept.push(line);
  }
  return kept.join('\n').replaceAll(/\{\/\*(?:[^*{]|\*(?!\/)|\{(?!\/\*)){0,2000}\*\/\}/g, '');
}
