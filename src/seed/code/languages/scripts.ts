import {
  between,
  type CodeLanguage,
  long,
  type Mark,
  mirrored,
  quoted,
  type Rule,
  toLineEnd,
  whole,
} from '../language.ts';
import { CHARACTER } from './c-like.ts';
import { EXPRESSION } from './web.ts';

const HASH = toLineEnd('#', '#');
/** In shells a comment begins a word. */
const HASH_WORD = toLineEnd('#', /(?<![^\s;&|(])#/y);
const STRINGS = [quoted('"'), quoted("'")];

const PYTHON_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>class) (?<name>\w+)/ },
  { role: 'function', pattern: /^(?:async |cpdef |cdef )*(?:def|cpdef|cdef) (?:[\w*]+ )*(?<name>\w+) ?[([]/ },
];

const RUBY_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>class|module) (?<name>(?!<)[\w:]+)/ },
  { role: 'class', pattern: /^(?<what>class) (?<name><< ?self)/ },
  {
    role: 'function',
    pattern: /^(?:(?:private|protected|public|module_function|private_class_method) )?def (?<name>[^\s(;]+)/,
  },
  {
    role: 'class',
    pattern: /^(?:RSpec\.)?(?<what>describe|context|feature|namespace)\b ?\(?(?<name>[^,{]*?) ?(?:, .*)?\)? ?do\b/,
  },
  { role: 'item', pattern: /^(?<what>it|test|task|scenario|specify)\b ?\(?(?<name>[^,{]*?) ?(?:, .*)?\)? ?do\b/ },
];

const PERL_RULES: Rule[] = [
  { role: 'space', pattern: /^(?:BEGIN)?$/, block: true },
  { role: 'class', pattern: /^(?<what>package|class) (?<name>[\w:]+)/, block: true },
  { role: 'item', pattern: /^(?<what>package) (?<name>[\w:]+)/, block: false },
  { role: 'function', pattern: /^(?:my |our )?(?:sub|method) (?<name>[\w:]+)/, block: true },
];

const LUA_RULES: Rule[] = [
  { role: 'space', pattern: /^do\b/ },
  { role: 'function', pattern: /^(?:local )?function (?<name>[\w.:]+)/ },
  { role: 'function', pattern: /^(?:local )?(?<name>[\w.]+) ?= ?function\b/ },
];

const R_RULES: Rule[] = [
  { role: 'function', pattern: /^(?<name>[\w.]+|`[^`]+`) ?(?:<<?-|=) ?(?:function\b|\\\()/ },
  {
    role: 'item',
    pattern:
      /^(?:[\w.]+ ?(?:<-|=) ?)?(?<what>setClass|setRefClass|setGeneric|setMethod|setValidity|R6Class|test_that)\( ?["']?(?<name>[^"',]*)/,
  },
];

const JULIA_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>module|baremodule) (?<name>\w+)/ },
  {
    role: 'item',
    pattern: /^(?:@\w+ )*(?<what>struct|mutable struct|abstract type|primitive type|macro) (?<name>[\w.]+)/,
  },
  { role: 'function', pattern: /^(?:@\w+ )*function (?<name>[^\s({]+)/ },
  {
    role: 'function',
    pattern:
      /^(?:@\w+ )*(?<name>[a-zA-Z_][\w.]*!?)(?:\{[^}]*\})?\(.*\)(?: ?::[\w{}., ]+)?(?: where [\w{}<:, ]+)? ?=(?![=>])/,
  },
];

const SHELL_RULES: Rule[] = [
  { role: 'function', pattern: /^(?:function )(?<name>[\w:.-]+)/ },
  { role: 'function', pattern: /^(?<name>[\w:.-]+) ?\( ?\)/ },
];

const POWERSHELL_RULES: Rule[] = [
  { role: 'function', pattern: /^(?:function|filter|workflow) (?:global:|script:)?(?<name>[\w-]+)/i },
  { role: 'class', pattern: /^(?<what>class|enum) (?<name>\w+)/i, block: true },
  { role: 'function', pattern: /^(?:(?:hidden|static) )*(?:\[[^\]]*\] ?)?(?<name>\w+) ?\(/, inside: true, block: true },
  { role: 'class', pattern: /^(?<what>describe|context)\b ?["']?(?<name>[^"']*)/i, block: true },
  { role: 'item', pattern: /^(?<what>it)\b ?["']?(?<name>[^"']*)/i, block: true },
];

const NIM_RULES: Rule[] = [
  { role: 'function', pattern: /^(?:proc|func|method|iterator|template|macro|converter) (?<name>\w+|`[^`]+`)/ },
  { role: 'item', pattern: /^(?<what>type) ?(?<name>\w*)/ },
];

/** Perl's and Ruby's quotes with a mark of one's own, and Elixir's sigils: `q{...}`, `s/a/b/`, `%w[...]`, `~s(...)`. */
function chosen(before: string, delimiters: string, more: Partial<Mark> = {}): Mark[] {
  return [...delimiters].map((at) => ({
    ...{ kind: 'string', at, open: new RegExp(`(?<=${before})\\${at}`, 'y'), escape: '\\', lines: true },
    ...{ close: mirrored(at), ...(mirrored(at) === at ? {} : { nests: at }), ...more },
  }));
}

const PERL_WORD = String.raw`(?<![\w$@%&>{-])`;
/** A pattern of several lines, as `/x` allows. */
const PATTERN = whole('/', /(?<=(?:=~|!~|\bsplit|\() {0,8})\/(?!\/)(?:[^\\/]|\\[\s\S]){1,2000}\/[a-z]*x[a-z]*/y);
const PERL_MARKS: Mark[] = [
  { kind: 'comment', at: '=', open: /(?<=^)=[a-z]\w*/my, close: '\n=cut', lines: true, toEnd: true },
  ...chosen(`${PERL_WORD}(?:s|tr|y)`, '/{[(|!#~,', { parts: 2 }),
  ...chosen(`${PERL_WORD}(?:qq?|qw|qr|qx|m)`, '/{[(|!#~,<'),
  ...[toLineEnd('#', /(?<![$\\])#/y), PATTERN, EXPRESSION],
  ...['"', "'", '`'].map((mark) => quoted(mark, { open: new RegExp(`(?<![$])${mark}`, 'y'), lines: true })),
];
/** The same in Ruby, where no sign says so. */
const RUBY_PATTERN = whole('/', /(?<=[=(,~] {0,8})\/(?![/ =])(?:[^\\/]|\\[\s\S]){1,2000}\/(?![\w(])/y);
const RUBY_MARKS: Mark[] = [
  { kind: 'comment', at: '=', open: /(?<=^)=begin\b/my, close: '\n=end', lines: true },
  whole('?', /(?<![\w)\]])\?["'`#{}()[\]](?!\w)/y),
  ...chosen('%[qQwWiIrx]?', '{[(|'),
  ...[
    HASH,
    EXPRESSION,
    RUBY_PATTERN,
    quoted('"', { open: /(?<!\$)"/y, lines: true, hole: '#{' }),
    quoted("'", { open: /(?<!\$)'/y, lines: true }),
    quoted('`', { open: /(?<!\$)`/y }),
  ],
];
const LONG_BRACKET: Mark = {
  ...{ kind: 'string', at: '[', open: /\[(={0,9})\[/y, lines: true },
  close: ([, signs]) => `]${signs ?? ''}]`,
};
const LUA_COMMENT: Mark = { ...LONG_BRACKET, kind: 'comment', at: '-', open: /--\[(={0,9})\[/y };
const SHELL_MARKS = [
  whole('$', /\$#|\$\{#|\$'(?:\\[^\n]|[^'\\\n])*'/y),
  whole('\\', /\\[^\n]/y),
  ...[HASH_WORD, quoted('"', { lines: true, hole: '$(' }), quoted("'", { lines: true, escape: '' })],
];
const HERE_STRINGS: Mark[] = ['"', "'"].map((quote) => ({
  ...{ kind: 'string', at: '@', open: new RegExp(`@${quote}(?=\\n)`, 'y'), close: `\n${quote}@`, lines: true },
}));
const INDENT = { blocks: 'indent', ends: 'line' } as const;
const BRACE = { blocks: 'brace', ends: 'line' } as const;

/** Languages that scripts are written in. */
export const SCRIPT_LANGUAGES: CodeLanguage[] = [
  {
    ...{
      name: 'Python',
      extensions: ['py', 'pyi', 'pyw', 'pyx', 'pxd'],
      names: ['sconstruct', 'snakefile', 'wscript'],
    },
    ...{ runners: ['python', 'pypy', 'uv'], ...INDENT, rules: PYTHON_RULES, attached: /^@\w/ },
    marks: [HASH, long('"""'), long("'''"), ...STRINGS],
  },
  {
    ...{
      name: 'Ruby',
      extensions: ['rb', 'rake', 'gemspec', 'ru'],
      names: ['rakefile', 'gemfile', 'vagrantfile', 'podfile'],
    },
    ...{ runners: ['ruby', 'jruby'], ...INDENT, marks: RUBY_MARKS, rules: RUBY_RULES },
    heredoc: /<<(?:[-~]?(["'`])(?=\w+\1)|[-~]|(?=[A-Z_]))(\w+)/y,
  },
  {
    ...{ name: 'Crystal', extensions: ['cr'], runners: ['crystal'], ...INDENT, marks: RUBY_MARKS, rules: RUBY_RULES },
    attached: /^@\[/,
  },
  {
    ...{ name: 'Perl', extensions: ['pm'], runners: ['perl'], blocks: 'brace', ends: 'semicolon' },
    ...{ marks: PERL_MARKS, rules: PERL_RULES, heredoc: /<<~?(?:\s?(["'`])|)([A-Za-z_][\w!.-]*)\1/y },
  },
  {
    name: 'Lua',
    extensions: ['lua'],
    runners: ['lua', 'luajit'],
    ...INDENT,
    marks: [LUA_COMMENT, toLineEnd('-', '--'), LONG_BRACKET, ...STRINGS],
    rules: LUA_RULES,
  },
  {
    ...{ name: 'R', extensions: [], names: ['.rprofile'], runners: ['rscript'], ...BRACE, rules: R_RULES },
    marks: [HASH, quoted('"', { lines: true }), quoted("'", { lines: true }), quoted('`')],
  },
  {
    ...{ name: 'Julia', extensions: ['jl'], runners: ['julia'], ...INDENT, rules: JULIA_RULES, attached: /^"|^@\w+$/ },
    marks: [
      between('#=', '=#', true),
      HASH,
      { ...long('"""'), kind: 'comment' },
      quoted('"', { lines: true }),
      CHARACTER,
    ],
  },
  {
    ...{
      name: 'Shell',
      extensions: ['sh', 'bash', 'zsh', 'ksh', 'bats'],
      runners: ['sh', 'bash', 'zsh', 'dash', 'ksh', 'bats'],
    },
    ...{ ...BRACE, marks: SHELL_MARKS, rules: SHELL_RULES, heredoc: /(?<!<)<<-?\s?\\?(["']?)(\w+)\1/y },
  },
  {
    ...{
      name: 'PowerShell',
      extensions: ['ps1', 'psm1', 'psd1'],
      runners: ['pwsh'],
      ...BRACE,
      rules: POWERSHELL_RULES,
    },
    marks: [
      ...[between('<#', '#>'), HASH_WORD, ...HERE_STRINGS],
      ...[quoted('"', { lines: true, escape: '`', hole: '$(' }), quoted("'", { lines: true, escape: '' })],
    ],
  },
  {
    ...{ name: 'Nim', extensions: ['nim', 'nims'], runners: ['nim'], ...INDENT, rules: NIM_RULES },
    marks: [between('#[', ']#', true), HASH, long('"""', { escape: '' }), quoted('"'), CHARACTER],
  },
];
