import { between, type CodeLanguage, long, type Mark, quoted, type Rule, toLineEnd, whole } from '../language.ts';
import { C_COMMENTS, CHARACTER } from './c-like.ts';

const NESTED_COMMENTS = [between('/*', '*/', true), toLineEnd('/', '//')];
const TRIPLE = long('"""');

const JAVA_RULES: Rule[] = [
  {
    role: 'class',
    pattern:
      /^(?:(?:public|private|protected|static|abstract|final|sealed|non-sealed|strictfp) )*(?<what>class|interface|enum|record|@ ?interface) (?<name>\w+)/,
    block: true,
  },
  { role: 'none', pattern: /^(?:package|import)\b|^static$/ },
];

const C_SHARP_RULES: Rule[] = [
  { role: 'space', pattern: /^namespace\b/, block: true },
  { role: 'none', pattern: /^(?:using|namespace|global|return|await)\b/ },
  {
    role: 'class',
    pattern:
      /^(?:(?:public|private|protected|internal|static|abstract|sealed|partial|readonly|ref|unsafe|file|new) )*(?<what>class|interface|enum|struct|record struct|record class|record) (?<name>\w+)/,
  },
];

const KOTLIN_RULES: Rule[] = [
  {
    role: 'class',
    pattern:
      /^(?:[\w@]+ )*?(?<what>(?:(?:data|sealed|enum|annotation|value|inner|fun) )?(?:class|interface)|companion object|(?:data )?object)(?: (?<name>\w+)|$)/,
  },
  { role: 'function', pattern: /^(?:[\w@]+ )*?fun (?:<[^>]*> ?)?(?:[\w<>?, *]+\.)?(?<name>\w+) ?\(/ },
  { role: 'function', pattern: /^(?:[\w@]+ )*?(?<name>constructor) ?\(/, inside: true },
];

const SCALA_RULES: Rule[] = [
  {
    role: 'class',
    pattern:
      /^(?:[\w[\]]+ )*?(?<what>case class|case object|package object|class|trait|object|enum|given|extension)(?: ?(?<name>\w+)|\b)/,
  },
  { role: 'function', pattern: /^(?:[\w[\]]+ )*?def (?<name>[^\s([:=]+)/ },
];

const SWIFT_RULES: Rule[] = [
  {
    role: 'class',
    pattern: /^(?:[\w@()]+ )*?(?<what>class|struct|enum|protocol|extension|actor) (?!func\b|var\b)(?<name>[\w.]+)/,
    block: true,
  },
  { role: 'function', pattern: /^(?:[\w@()]+ )*?func (?<name>[^\s(<]+)/ },
  { role: 'function', pattern: /^(?:[\w@()]+ )*?(?<name>init|deinit|subscript)\b[?!]? ?[(<{]?/, inside: true },
  { role: 'item', pattern: /^(?:[\w@()]+ )*?(?<what>macro) (?<name>\w+)/ },
];

const RUST_RULES: Rule[] = [
  { role: 'space', pattern: /^(?:pub(?:\([^)]*\))? )?(?:unsafe )?(?:mod \w+|extern "[^"]*")$/, block: true },
  {
    role: 'class',
    pattern: /^(?:pub(?:\([^)]*\))? )?(?:unsafe |default |auto )*(?<what>impl|trait|struct|enum|union)\b ?(?<name>.*)/,
  },
  {
    role: 'function',
    pattern: /^(?:pub(?:\([^)]*\))? )?(?:(?:const|async|unsafe|default|extern(?: "[^"]*")?) )*fn (?<name>\w+)/,
  },
  { role: 'item', pattern: /^(?<what>macro_rules) ?! ?(?<name>\w+)/, word: 'macro' },
  { role: 'item', pattern: /^(?:pub(?:\([^)]*\))? )?(?<what>type) (?<name>\w+)/ },
];

const GO_RULES: Rule[] = [
  { role: 'function', pattern: /^func \(\s*(?:\w+ )?\*?(?<of>\w+)[^)]*\) ?(?<name>\w+)/ },
  { role: 'function', pattern: /^func (?<name>\w+)/ },
  { role: 'item', pattern: /^(?<what>type) (?<name>\w+)/ },
];

const V_RULES: Rule[] = [
  { role: 'function', pattern: /^(?:pub )?fn (?:\([^)]*\) ?)?(?:C\.|JS\.)?(?<name>[\w.]+)/ },
  { role: 'item', pattern: /^(?:pub )?(?<what>struct|enum|interface|type|union) (?<name>\w+)/ },
];

const DART_RULES: Rule[] = [
  { role: 'none', pattern: /^(?:import|export|part|library|return|await|yield)\b/ },
  {
    role: 'class',
    pattern:
      /^(?:(?:abstract|sealed|base|interface|final|mixin) )*(?<what>class|mixin|enum|extension type|extension) (?<name>\w+)/,
    block: true,
  },
  { role: 'function', pattern: /^(?:[\w<>?, ]+ )?(?:get|set) (?<name>\w+)/ },
  { role: 'function', pattern: /^(?:const |factory )+(?<name>[\w.]+) ?\(/, inside: true },
];

const TERRAFORM_RULES: Rule[] = [
  {
    role: 'item',
    pattern:
      /^(?<what>resource|data|module|variable|output|provider|locals|terraform|moved|import|check)\b ?(?<name>.*)/,
    block: true,
  },
];

/** Rust's `r#"..."#`, Swift's `#"..."#`: closed by as many signs as opened it. */
function hashed(open: RegExp): Mark {
  return { kind: 'string', at: '"', open, lines: true, close: ([, signs]) => `"${signs ?? ''}` };
}

const VERBATIM: Mark = { kind: 'string', at: '"', open: /(?<=@\$?)"/y, close: '"', lines: true };
const RAW_C_SHARP: Mark = { kind: 'string', at: '"', open: /"{3,16}/y, lines: true, close: ([quotes]) => quotes };
const JAVA_MARKS = [...C_COMMENTS, { ...TRIPLE, escape: '\\' }, quoted('"'), CHARACTER];
const JVM = { blocks: 'brace', attached: /^@[\w.]+/ } as const;
const GROOVY_MARKS = [...C_COMMENTS, { ...TRIPLE, hole: '${' }, long("'''"), quoted('"', { hole: '${' }), quoted("'")];

/** Languages with blocks in braces. */
export const CURLY_LANGUAGES: CodeLanguage[] = [
  {
    name: 'Java',
    extensions: ['java'],
    ...JVM,
    ends: 'semicolon',
    marks: JAVA_MARKS,
    rules: JAVA_RULES,
    signatures: true,
  },
  {
    ...{ name: 'C#', extensions: ['cs', 'csx'], blocks: 'brace', ends: 'semicolon', rules: C_SHARP_RULES },
    marks: [...C_COMMENTS, VERBATIM, RAW_C_SHARP, quoted('"'), CHARACTER],
    ...{ signatures: true, preprocessor: true },
  },
  {
    ...{ name: 'Kotlin', extensions: ['kt', 'kts'], ...JVM, ends: 'line', rules: KOTLIN_RULES },
    marks: [...NESTED_COMMENTS, { ...TRIPLE, escape: '', hole: '${' }, quoted('"', { hole: '${' }), CHARACTER],
  },
  {
    ...{ name: 'Scala', extensions: ['scala', 'sc', 'sbt'], ...JVM, ends: 'line', rules: SCALA_RULES },
    marks: [...NESTED_COMMENTS, { ...TRIPLE, escape: '' }, quoted('"'), CHARACTER],
  },
  {
    ...{ name: 'Groovy', extensions: ['groovy', 'gradle', 'gvy'], names: ['jenkinsfile'], runners: ['groovy'] },
    ...{ ...JVM, ends: 'line', marks: GROOVY_MARKS, signatures: true },
    rules: [
      ...JAVA_RULES,
      { role: 'function', pattern: /^(?:(?:private|public|static|protected) )*def (?<name>\w+) ?\(/ },
    ],
  },
  {
    ...{ name: 'Swift', extensions: ['swift'], runners: ['swift'], blocks: 'brace', ends: 'line', rules: SWIFT_RULES },
    marks: [
      ...NESTED_COMMENTS,
      hashed(/(?<=(?<!#)(#{1,16}))"/y),
      long('"""', { hole: '\\(' }),
      quoted('"', { hole: '\\(' }),
    ],
    ...{ preprocessor: true, attached: /^@\w+/ },
  },
  {
    ...{ name: 'Rust', extensions: ['rs'], blocks: 'brace', ends: 'semicolon', rules: RUST_RULES },
    marks: [...NESTED_COMMENTS, hashed(/(?<=\b[bc]?r(#{0,16}))"/y), quoted('"', { lines: true }), CHARACTER],
    ...{ attributes: true, attached: /^#!?\[/ },
  },
  {
    ...{ name: 'Go', extensions: ['go'], blocks: 'brace', ends: 'line', rules: GO_RULES },
    marks: [...C_COMMENTS, long('`', { escape: '' }), quoted('"'), CHARACTER],
  },
  {
    ...{ name: 'V', extensions: [], blocks: 'brace', ends: 'line', rules: V_RULES, attached: /^@?\[/ },
    marks: [
      ...NESTED_COMMENTS,
      quoted('"', { lines: true }),
      quoted("'", { lines: true }),
      whole('`', /`\\?[^`\n]{1,8}`/y),
    ],
  },
  {
    ...{ name: 'Dart', extensions: ['dart'], blocks: 'brace', ends: 'semicolon', rules: DART_RULES, signatures: true },
    marks: [
      ...[...NESTED_COMMENTS, hashed(/(?<=\br)"(?!"")/y), { ...TRIPLE, hole: '${' }, long("'''", { hole: '${' })],
      ...[quoted('"', { hole: '${' }), quoted("'", { hole: '${' })],
    ],
  },
  {
    ...{
      name: 'Terraform',
      extensions: ['tf', 'tfvars', 'hcl'],
      blocks: 'brace',
      ends: 'line',
      rules: TERRAFORM_RULES,
    },
    marks: [toLineEnd('#', '#'), ...C_COMMENTS, quoted('"', { hole: '${' })],
    heredoc: /<<-?(\w+)/y,
  },
];
