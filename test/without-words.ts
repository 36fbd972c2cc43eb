const WORDS = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y;
const PATTERN = /\/(?:\[(?:\\.|[^\]\\\n])*\]|\\.|[^/[\\\n])+\/\w*/y;
/** A template up to its end or to what is put into it. */
const CHUNK = /[`}](?:\\[\s\S]|[^`\\$]|\$(?!\{))*(?:`|\$\{)/y;
/** After these a slash begins a pattern and divides nothing. */
const BEFORE_PATTERN = /(?:^|[(,=:!&|?[{;<+*%~^-]|=>|\b(?:return|typeof|case|in|of|else))\s*$/;

/** A TypeScript source with blanks in place of its comments, strings, patterns and the words of templates; lines stay where they are. */
export function withoutWords(source: string): string {
  let out = '';
  /** Braces that are open in what is put into each open template. */
  const templates: number[] = [];
  while (out.length < source.length) {
    const char = source[out.length] ?? '';
    const depth = templates.at(-1);
    const resumes = char === '}' && depth === 0;
    const found = wordsAt(source, out, char, resumes);
    if (resumes) templates.pop();
    if (found?.endsWith('${') && /^[`}]/.test(found)) templates.push(0);
    else if (depth !== undefined && !resumes && /[{}]/.test(char))
      templates[templates.length - 1] = depth + (char === '{' ? 1 : -1);
    out += found === undefined ? char : found.replaceAll(/[^\n]/g, ' ');
  }
  return out;
}

/** What stands at the end of what was read and is no code. */
function wordsAt(source: string, read: string, char: string, resumes: boolean): string | undefined {
  if (char === '`' || resumes) return matchAt(CHUNK, source, read.length);
  const words = /['"/]/.test(char) ? matchAt(WORDS, source, read.length) : undefined;
  if (words !== undefined || char !== '/' || !BEFORE_PATTERN.test(read.slice(-500).trimEnd())) return words;
  return matchAt(PATTERN, source, read.length);
}

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}
