import { between, type CodeLanguage, long, type Mark, quoted, type Rule, toLineEnd, whole } from '../language.ts';
import { C_COMMENTS } from './c-like.ts';

/** A regular expression: after what cannot end a value, at most so long. */
export const EXPRESSION: Mark = whole(
  '/',
  /(?<=(?:^|[(,=:[!&|?{};+*%~^<>-]|\b(?:return|typeof|case|in|of|do|else|void|yield|await|throw|when|unless|if|and|or|not|split))\s{0,40})\/(?![/*])(?:[^\\/\n[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n]){0,200}\]){1,2000}\//my,
);

const VALUE = String.raw`(?:async )?(?:function\b|\(|<\w|[\w$]+ ?=>)`;
const SCRIPT_RULES: Rule[] = [
  { role: 'space', pattern: /^(?:export |declare )*(?:namespace|module|global)\b[^=(;]*$/, block: true },
  {
    role: 'space',
    pattern: /^[;!+(]+ ?(?:async )?(?:function\b|\()|^define\(|^(?:jQuery|\$)\((?:document\)\.ready\()?function/,
    block: true,
  },
  {
    role: 'class',
    pattern: /^(?:export |default |declare |abstract )*(?<what>class|interface|const enum|enum) (?<name>[\w$]+)/,
    block: true,
  },
  { role: 'class', pattern: /^(?:export )?default (?<what>class)(?<name>)\b/, block: true },
  { role: 'function', pattern: /^(?:export |default |declare |async )*function ?\*? ?(?<name>[\w$]+)/ },
  { role: 'function', pattern: /^export default (?:async )?(?:function\b|\()(?<name>)/, word: 'default' },
  { role: 'item', pattern: /^(?:export |declare )*(?<what>type) (?<name>[\w$]+)[^=(]*=/ },
  {
    role: 'function',
    pattern: new RegExp(`^(?:export )?(?:const|let|var) (?<name>[\\w$]+) ?(?::[^=]+)?= ?${VALUE}`),
    block: true,
  },
  {
    role: 'function',
    pattern:
      /^(?:export )?(?:const|let|var) (?<name>[\w$]+) ?(?::[^=]+)?= ?(?:async )?(?:<[^(]*> ?)?(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[\w$]+) ?(?::[^=]+)?=>/,
  },
  {
    role: 'class',
    pattern:
      /^(?:export )?(?<what>const|let|var) (?<name>[\w$]+) ?(?::[^=]+)?= ?(?:class\b.*|Object\.freeze\(|[\w$.]+\()?$/,
    block: true,
  },
  { role: 'function', pattern: new RegExp(`^(?<name>[\\w$]+(?:\\.[\\w$]+)+) ?= ?${VALUE}`), block: true },
  {
    role: 'class',
    pattern: /^(?<what>export default|module\.exports ?=|exports ?=|[\w$.]+\.prototype ?=)(?<name>) ?(?:[\w$.]+\()?$/,
    block: true,
  },
  {
    role: 'class',
    pattern: /^(?<what>describe|context|suite)(?:\.\w+)?\( ?(?:'(?<name>[^']*)|"(?<or>[^"]*)|`(?<also>[^`]*))/,
    block: true,
  },
  {
    role: 'item',
    pattern: /^(?<what>it|test|specify)(?:\.\w+)?\( ?(?:'(?<name>[^']*)|"(?<or>[^"]*)|`(?<also>[^`]*))/,
    block: true,
  },
  {
    role: 'none',
    pattern: /^(?:if|for|while|switch|catch|return|throw|new|else|do|try|case|await|super|this|import|export)\b/,
  },
  {
    role: 'function',
    pattern:
      /^(?:(?:public|private|protected|static|override|async|get|set) )*\*? ?(?<name>[\w$#]+|\[[^\]]*\]|'[^']*'|"[^"]*") ?\??(?:<[^(]*>)?\((?!.*(?:=>|\bfunction\b[^{]*)$)/,
    ...{ inside: true, block: true },
  },
  {
    role: 'function',
    pattern:
      /^(?:(?:public|private|protected|static|abstract|override|readonly|declare|get|set) )*(?<name>[\w$#]+|\[[^\]]*\]|'[^']*'|"[^"]*") ?\??(?:<[^(]*>)?\(.*\) ?:/,
    ...{ inside: true, block: false },
  },
  {
    role: 'function',
    pattern: new RegExp(
      `^(?:(?:public|private|protected|static|readonly|override) )*(?<name>[\\w$#]+|\\[[^\\]]*\\]) ?(?::[^=(]+)?[=:] ?${VALUE}`,
    ),
    ...{ inside: true, block: true },
  },
];

const PHP_RULES: Rule[] = [
  { role: 'space', pattern: /^if ?\( ?! ?(?:function|class|interface)_exists\b/, block: true },
  { role: 'space', pattern: /^namespace\b/, block: true },
  {
    role: 'class',
    pattern: /^(?:abstract |final |readonly )*(?<what>class|interface|trait|enum) (?<name>\w+)/,
    block: true,
  },
  { role: 'function', pattern: /^(?:(?:public|private|protected|static|abstract|final) )*function ?&? ?(?<name>\w+)/ },
];

const CSS_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>@[\w-]+)(?<name>[^{;]*)/, block: true },
  { role: 'class', pattern: /^(?<what>)(?<name>[^;{]+)/, block: true },
];

const GRAPHQL_RULES: Rule[] = [
  {
    role: 'item',
    pattern:
      /^(?:extend )?(?<what>type|interface|input|enum|union|scalar|query|mutation|subscription|fragment|directive|schema)\b ?(?<name>@?\w*)/,
  },
];

const TEMPLATE = long('`', { hole: '${' });
const SCRIPT_MARKS = [...C_COMMENTS, EXPRESSION, TEMPLATE, quoted('"'), quoted("'")];
const SCRIPT = {
  blocks: 'brace',
  ends: 'line',
  marks: SCRIPT_MARKS,
  rules: SCRIPT_RULES,
  attached: /^@[\w.]+/,
} as const;
const SHEET_COMMENT = toLineEnd('/', /(?<![^\s;{}])\/\//y);
const SHEET = { blocks: 'brace', ends: 'semicolon', rules: CSS_RULES } as const;
const STRINGS = [quoted('"'), quoted("'")];

/** Languages of the web. */
export const WEB_LANGUAGES: CodeLanguage[] = [
  { name: 'JavaScript', extensions: ['js', 'mjs', 'cjs', 'jsx'], runners: ['node', 'bun'], ...SCRIPT },
  { name: 'TypeScript', extensions: ['ts', 'mts', 'cts', 'tsx'], runners: ['deno', 'ts-node', 'tsx'], ...SCRIPT },
  { name: 'Vue', extensions: ['vue'], ...SCRIPT },
  { name: 'Svelte', extensions: ['svelte'], ...SCRIPT },
  { name: 'Astro', extensions: ['astro'], ...SCRIPT },
  {
    ...{ name: 'PHP', extensions: ['php', 'php5', 'phtml'], runners: ['php'], blocks: 'brace', ends: 'semicolon' },
    marks: [
      { kind: 'string', at: '?', open: /\?>/y, close: '<?', lines: true, toEnd: true },
      ...[...C_COMMENTS, toLineEnd('#', /#(?!\[)/y), quoted('"', { lines: true }), quoted("'", { lines: true })],
    ],
    ...{
      heredoc: /<<<\s?["']?(\w+)/y,
      rules: PHP_RULES,
      attributes: true,
      attached: /^#\[/,
      alone: /^\s*(?:<\?php|\?>)/,
    },
  },
  { name: 'CSS', extensions: ['css'], ...SHEET, marks: [between('/*', '*/'), ...STRINGS] },
  { name: 'SCSS', extensions: ['scss', 'less'], ...SHEET, marks: [between('/*', '*/'), SHEET_COMMENT, ...STRINGS] },
  {
    ...{
      name: 'GraphQL',
      extensions: ['graphql', 'gql', 'graphqls'],
      blocks: 'brace',
      ends: 'line',
      rules: GRAPHQL_RULES,
    },
    marks: [{ ...long('"""'), kind: 'comment' }, quoted('"'), toLineEnd('#', '#')],
  },
];
