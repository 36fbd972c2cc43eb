import type { Api, ApiParameter } from './api.ts';

/** Most functions that are read out of one piece of code. */
const MOST_FOUND = 8;

const FORMS: readonly RegExp[] = [
  /^[ \t]*(?:async )?def ([a-z]\w{2,40})\(([^()]{0,300})\)/gm,
  /^[ \t]*(?:export )?(?:async )?function ([a-zA-Z]\w{2,40})\(([^()]{0,300})\)/gm,
  /^func (?:\([^()]{0,60}\) )?([A-Z]\w{2,40})\(([^()]{0,300})\)/gm,
  /^[ \t]*pub fn ([a-z]\w{2,40})\(([^()]{0,300})\)/gm,
  /^[ \t]*public (?:static )?(?:final )?[\w<>[\], ]{1,60} ([a-z]\w{2,40})\(([^()]{0,300})\)/gm,
];

const KINDS: readonly (readonly [RegExp, ApiParameter['type']])[] = [
  [/^(?:bool|boolean)$/i, 'boolean'],
  [/^(?:u?int(?:8|16|32|64)?|integer|long|[iu](?:8|16|32|64|size))$/i, 'integer'],
  [/^(?:float(?:32|64)?|double|number|f(?:32|64))$/i, 'number'],
  [/^(?:list|array|vec|set|\[\]|sequence|iterable)\b|\[\]$/i, 'array'],
  [/^(?:dict|map|object|record|mapping)\b/i, 'object'],
];

/**
 * The functions that a piece of code declares, by their first lines, in Python, JavaScript, TypeScript, Go, Rust and Java.
 * Their descriptions come from the comment beside them; those without one are left out.
 */
export function readSignatures(code: string): Api[] {
  const found: Api[] = [];
  for (const form of FORMS) {
    for (const match of code.matchAll(form)) {
      if (found.length >= MOST_FOUND) return found;
      const [whole, name = '', given = ''] = match;
      const about = commentBeside(code, match.index, match.index + whole.length);
      if (about === null || found.some((api) => api.name === name)) continue;
      const parameters = given
        .split(',')
        .flatMap((part) => readParameter(part.trim()) ?? [])
        .slice(0, 8);
      const changes = /^(?:set|add|create|update|delete|remove|send|put|post|write|save|insert|clear|reset)/i.test(
        name,
      );
      found.push({ name, about, parameters, returns: 'what the description says', changes });
    }
  }
  return found;
}

/** `limit: int = 10`, `text string`, `size` as a parameter; null for the receiver and what is no name. */
function readParameter(text: string): ApiParameter | null {
  const [declared = '', preset] = text.split('=', 2).map((part) => part.trim());
  const [, name = '', optional, type = ''] =
    /^&?(?:mut )?([A-Za-z_]\w*)(\?)?(?:\s*:\s*|\s+)?([\w<>[\]. |]*)$/.exec(declared) ?? [];
  if (name === '' || /^(?:self|cls|this|ctx|args|kwargs)$/.test(name)) return null;
  const kind = KINDS.find(([pattern]) => pattern.test(type.trim()))?.[1] ?? 'string';
  const about = name.replaceAll(/_|(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return {
    name,
    type: kind,
    about,
    required: preset === undefined && optional === undefined,
    allowed: null,
    inner: null,
  };
}

/** The first sentence of the comment right above a declaration or of the string right below it. */
function commentBeside(code: string, start: number, end: number): string | null {
  const below = /^[^\n]{0,80}\n\s{1,40}(?:"""|''')\s*([^\n]{10,300})/.exec(code.slice(end, end + 500))?.[1];
  const above = code
    .slice(Math.max(0, start - 600), start)
    .trimEnd()
    .split('\n');
  const lines: string[] = [];
  for (const line of above.toReversed()) {
    const text = /^\s*(?:\/\/\/?|\*\/?|\/\*\*?|#)\s?(.*)$/.exec(line)?.[1];
    if (text === undefined) break;
    lines.unshift(text.replace(/\*\/$/, ''));
  }
  const comment = below ?? lines.filter((line) => !line.startsWith('@')).join(' ');
  const sentence = /^.{10,300}?(?:[.!?](?=\s|$)|$)/.exec(
    comment
      .replaceAll(/\s+/g, ' ')
      .replace(/["']{3}.*$/, '')
      .trim(),
  )?.[0];
  return sentence === undefined || !/[a-z]{3}/.test(sentence) ? null : sentence.replace(/\.$/, '');
}
