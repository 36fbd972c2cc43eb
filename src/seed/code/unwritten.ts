/** Comments before the first code in which a program says that it wrote a file. */
const HEAD = 3000;
const GENERATED = [
  /\bcode generated\b.{0,200}\bdo not edit\b/is,
  /@generated\b/,
  /\b(?:this (?:file|code|class|module|source)|it) (?:is|was|has been) (?:auto(?:matically|-)?\s?)?generated\b/i,
  /^\W*(?:auto-?|automatically |machine[- ])generated\b|\bauto-?generated (?:by|file|code|from|using|with|content)\b/im,
  /<auto-?generated/i,
  /^\W*(?:[\w.]+ )?generated (?:automatically )?(?:by|from|with|using) \S/im,
  /^[^\p{Ll}\n]*\bDO NOT (?:EDIT|MODIFY|CHANGE)\b/mu,
];
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/[.-]min\.(?:js|mjs|css)$/, 'minified code'],
  [/\.(?:bundle|chunk|umd|prod)\.(?:js|mjs)$/, 'bundled code'],
  [
    /_pb2(?:_grpc)?\.pyi?$|\.pb(?:\.gw|\.micro)?\.(?:go|cc|h|c|swift|dart)$|_grpc\.pb\.go$|_pb\.(?:js|d\.ts|rb)$/,
    'generated from protocol buffers',
  ],
  [/\.(?:g|freezed|gr|mocks)\.dart$|\.(?:g|designer|generated)\.cs$|[._-](?:generated|gen)\.\w+$/i, 'generated code'],
  [
    /(?:^|[./-])(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|cargo\.lock|poetry\.lock|composer\.lock|gemfile\.lock|pipfile\.lock|uv\.lock|go\.sum|flake\.lock)$/i,
    'a lock file',
  ],
  [/\.(?:js|css|mjs|cjs)\.map$/, 'a source map'],
];

const WIDEST_MEAN = 300;
const WIDEST_LINE = 2000;
const LEAST_LOOKED_AT = 5000;
/** A table has so many lines, of which so many hold nothing but values. */
const LEAST_ROWS = 200;
const MOST_ROWS_LOOKED_AT = 20_000;

/**
 * Why a source file was not written by people, in a few words: generated, minified, bundled, a lock file, a source map,
 * a table of data. Null where it may have been.
 */
export function whyUnwritten(path: string, text: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const named = NAMES.find(([pattern]) => pattern.test(name))?.[1];
  if (named !== undefined) return named;
  const head = topComments(text.slice(0, HEAD));
  if (GENERATED.some((pattern) => pattern.test(head))) return 'generated code';
  if (/^\/{2}[#@] sourceMappingURL=/m.test(text.slice(-2000))) return 'compiled code (it names its source map)';
  if (/\bwebpackBootstrap\b|^\/\*{6}\/ /m.test(text.slice(0, HEAD))) return 'bundled code';
  return text.length > LEAST_LOOKED_AT ? byLines(text) : null;
}

/** The lines at the beginning that begin like a comment, and those between the marks of one. */
function topComments(head: string): string {
  const found = /^(?:\s|\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|#|--|;|%|!|"|'|\(\*|\{-|<!--|<\?php|\*)[^\n]*(?:\n|$))+/.exec(
    head,
  );
  return found?.[0] ?? '';
}

function byLines(text: string): string | null {
  let lines = 0;
  let wide = 0;
  let rows = 0;
  for (let start = 0; start < text.length; ) {
    const at = text.indexOf('\n', start);
    const end = at === -1 ? text.length : at;
    if (end > start) lines++;
    if (end - start > WIDEST_LINE) wide += end - start;
    if (lines <= MOST_ROWS_LOOKED_AT && end > start && isRow(text.slice(start, Math.min(end, start + 300)))) rows++;
    start = end + 1;
  }
  const looked = Math.min(lines, MOST_ROWS_LOOKED_AT);
  if (rows >= LEAST_ROWS && rows >= looked * 0.8) return 'a table of data, no code';
  return text.length / Math.max(1, lines) > WIDEST_MEAN || wide > text.length / 2 ? 'minified code' : null;
}

/** Whether a line is a row of numbers and strings. */
function isRow(line: string): boolean {
  if (/^\s*(?:--|insert into\b.{0,80}\bvalues\b)/i.test(line)) return /insert/i.test(line);
  const values = line.replaceAll(/"[^"]*"|'[^']*'|[-+]?(?:0x[\da-f]+|\d[\d._]*(?:e[-+]?\d+)?)[uflni\d]*/gi, '0');
  return /^[\s0,;:(){}[\]]+$/.test(values) && values.includes('0');
}
