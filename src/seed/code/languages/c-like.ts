import { between, type CodeLanguage, type Mark, quoted, type Rule, toLineEnd, whole } from '../language.ts';

/** `'x'` and `'\n'`, but not the quote of a lifetime, of a number or of a transposed matrix. */
export const CHARACTER: Mark = whole("'", /'(?:\\[^\n']{1,10}|\\'|[^\\'\n]{1,2})'/y);
export const C_COMMENTS: readonly Mark[] = [between('/*', '*/'), toLineEnd('/', '//')];

const RAW: Mark = {
  ...{ kind: 'string', at: '"', open: /(?<=R)"([^\s()\\]{0,16})\(/y, lines: true },
  close: ([, word]) => `)${word ?? ''}"`,
};
const C_MARKS = [...C_COMMENTS, RAW, quoted('"'), CHARACTER];

const C_RULES: Rule[] = [
  { role: 'space', pattern: /^(?:inline )?namespace\b|^extern "C(?:\+\+)?"$/, block: true },
  { role: 'none', pattern: /^(?:using|static_assert)\b|^typedef (?!(?:struct|union|enum)\b)/ },
  {
    role: 'class',
    pattern:
      /^(?:(?:typedef|static|const|constexpr|export) )*(?<what>enum class|enum struct|class|struct|union|enum)(?: (?:[A-Z_][A-Z\d_]{2,}(?:\([^)]*\))? )?(?<name>\w[\w:]*))?(?![^:]*[=(])/,
    block: true,
  },
  { role: 'item', pattern: /^#\s*(?<what>define) (?<name>\w+)\(/, word: 'macro' },
];

const OBJECTIVE_C_RULES: Rule[] = [
  { role: 'none', pattern: /^@(?:class|protocol) .*;$/ },
  { role: 'class', pattern: /^@(?<what>interface|implementation|protocol) (?<name>\w+)/, until: /^\s*@end\b/ },
  { role: 'function', pattern: /^[-+] ?\([^)]*\) ?(?<name>\w+)/ },
  ...C_RULES,
];

const SOLIDITY_RULES: Rule[] = [
  { role: 'class', pattern: /^(?:abstract )?(?<what>contract|interface|library|struct|enum) (?<name>\w+)/ },
  { role: 'function', pattern: /^(?:function (?<name>\w+)|(?<or>constructor|receive|fallback) ?\()/ },
  { role: 'item', pattern: /^(?<what>modifier|event|error) (?<name>\w+)/ },
];

const PROTO_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>message|service|enum|extend) (?<name>[\w.]+)/, block: true },
  { role: 'item', pattern: /^(?<what>rpc|oneof) (?<name>\w+)/, inside: true },
];

const ZIG_RULES: Rule[] = [
  { role: 'function', pattern: /^(?:pub |export |extern (?:"c" )?|inline |noinline )*fn (?<name>\w+)/ },
  {
    role: 'class',
    pattern: /^(?:pub )?const (?<name>\w+) ?= ?(?:extern |packed )?(?<what>struct|enum|union|opaque|error)\b/,
    block: true,
  },
  { role: 'item', pattern: /^(?<what>test)(?: "(?<name>[^"]*)"| (?<or>\w+))?$/, block: true },
];

const VERILOG_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>module|interface|package|class|program) (?:automatic )?(?<name>\w+)/ },
  { role: 'function', pattern: /^(?:virtual |static |extern )*(?:function|task) (?:[^(;=]* )?(?<name>[\w:]+) ?[(;]/ },
  { role: 'item', pattern: /^(?<what>always\w*|initial|generate)\b(?: ?@ ?\((?<name>[^)]*))?/, inside: true },
];

const C_LIKE = { blocks: 'brace', ends: 'semicolon', marks: C_MARKS } as const;
const C = { ...C_LIKE, preprocessor: true, signatures: true, rules: C_RULES } as const;

/** C and what is written like it. */
export const C_LANGUAGES: CodeLanguage[] = [
  { name: 'C', extensions: ['c'], ...C },
  { name: 'C++', extensions: ['cpp', 'cc', 'cxx', 'c++', 'hpp', 'hh', 'hxx', 'h++', 'ipp', 'inl', 'tpp'], ...C },
  { name: 'CUDA', extensions: ['cu', 'cuh'], ...C },
  { name: 'GLSL', extensions: ['glsl', 'vert', 'frag'], ...C },
  {
    ...{ name: 'Objective-C', extensions: ['mm'], ...C, rules: OBJECTIVE_C_RULES },
    alone: /^\s*@(?:interface|implementation|protocol|end|optional|required)\b/,
  },
  {
    name: 'Solidity',
    extensions: ['sol'],
    ...C_LIKE,
    marks: [...C_COMMENTS, quoted('"'), quoted("'")],
    rules: SOLIDITY_RULES,
  },
  { name: 'Protocol Buffers', extensions: ['proto'], ...C_LIKE, rules: PROTO_RULES },
  {
    ...{ name: 'Zig', extensions: ['zig'], blocks: 'brace', ends: 'line', rules: ZIG_RULES },
    marks: [toLineEnd('/', '//'), whole('\\', /\\\\[^\n]*/y), quoted('"'), CHARACTER],
  },
  {
    ...{ name: 'Verilog', extensions: ['sv', 'svh', 'vh'], blocks: 'indent', ends: 'line', rules: VERILOG_RULES },
    marks: [...C_COMMENTS, quoted('"')],
  },
];
