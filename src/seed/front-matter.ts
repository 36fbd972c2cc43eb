/** What a Markdown file says of itself before its text. */
export interface FrontMatter {
  facts: Readonly<Record<string, unknown>>;
  /** The text after it. */
  body: string;
}

const YAML = /^---[^\S\n]*\n([\s\S]*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|$)/m;
const TOML = /^\+\+\+[^\S\n]*\n([\s\S]*?)^\+\+\+[^\S\n]*(?:\n|$)/m;

/** The front matter of a Markdown text, in YAML (`---`) or TOML (`+++`); all of it is text where there is none. */
export async function frontMatter(text: string): Promise<FrontMatter> {
  const none = { facts: {}, body: text };
  const pattern = text.startsWith('---') ? YAML : text.startsWith('+++') ? TOML : undefined;
  const found = pattern?.exec(text);
  if (found?.index !== 0) return none;
  const inside = found[1] ?? '';
  const facts = pattern === TOML ? simpleFacts(inside, '=') : ((await yamlMap(inside)) ?? brokenYaml(inside));
  return facts ? { facts, body: text.slice(found[0].length) } : none;
}

/** The map that YAML holds; undefined where it is no YAML map, and so no front matter. */
async function yamlMap(text: string): Promise<Record<string, unknown> | undefined> {
  const { parse } = await import('yaml');
  try {
    const value: unknown = parse(text, { logLevel: 'error' });
    return value instanceof Object && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** Front matter that is no valid YAML, as site generators take it: keys from the first line on, two or more. */
function brokenYaml(text: string): Record<string, unknown> | undefined {
  return /^[\w-]+:/.test(text) && (text.match(/^[\w-]+:/gm)?.length ?? 0) >= 2 ? simpleFacts(text, ':') : undefined;
}

/** `key: value` and `key = "value"` in lines of their own, before the first section. */
function simpleFacts(text: string, sign: ':' | '='): Record<string, unknown> {
  const top = sign === '=' ? (text.split(/^\[/m)[0] ?? '') : text;
  return Object.fromEntries(
    top.split('\n').flatMap((line) => {
      const [, key, value = ''] = /^([\w-]+)[^\S\n]*[:=][^\S\n]*(.*)$/.exec(line) ?? [];
      return key === undefined || !line.slice(key.length).trimStart().startsWith(sign) ? [] : [[key, unquoted(value)]];
    }),
  );
}

function unquoted(value: string): string {
  return /^"(.*)"\s*$/.exec(value)?.[1]?.replaceAll('\\"', '"') ?? /^'(.*)'\s*$/.exec(value)?.[1] ?? value.trim();
}
