import { between, type CodeLanguage, type Mark, quoted, type Rule, toLineEnd, whole } from '../language.ts';

const SQL_RULES: Rule[] = [
  {
    role: 'item',
    pattern:
      /^create (?:or replace |or alter |temp(?:orary)? |global |unique |clustered |materialized |external |unlogged |definer ?= ?\S+ )*(?<what>table|view|index|function|procedure|proc|trigger|type|sequence|schema|database|package body|package|role|user|extension|domain|policy|event)\b (?:if not exists )?(?:concurrently )?(?<name>[\w."`[\]$]+)/i,
  },
  {
    role: 'item',
    pattern:
      /^(?<what>alter table|insert into|merge into|update|delete from|drop table) (?:only |if exists )?(?<name>[\w."`[\]$]+)/i,
  },
];

const MATLAB_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>classdef) (?:\([^)]*\) ?)?(?<name>\w+)/ },
  { role: 'space', pattern: /^(?:methods|properties|events|enumeration)\b/ },
  { role: 'function', pattern: /^function (?:(?:\[[^\]]*\]|\w+) ?= ?)?(?<name>[\w.]+)/ },
];

const FORTRAN_RULES: Rule[] = [
  { role: 'none', pattern: /^(?:end|module procedure)\b/i },
  {
    role: 'class',
    pattern: /^(?<what>module|submodule ?\([^)]*\)) (?<name>\w+)/i,
    until: /^\s*end\s*(?:module|submodule)\b/i,
  },
  { role: 'class', pattern: /^(?:abstract )?(?<what>interface)\b ?(?<name>\w*)/i, until: /^\s*end\s*interface\b/i },
  { role: 'function', pattern: /^(?:[\w*()=,]+ )*?(?:subroutine|function) (?<name>\w+)/i },
  { role: 'item', pattern: /^(?<what>program|block data|type)(?: ?,[^:(]*)?(?: ?:: ?| )(?<name>\w+)$/i },
];

const PASCAL_RULES: Rule[] = [
  { role: 'item', pattern: /^(?<what>unit|program|library|interface|implementation|initialization)\b ?(?<name>\w*)/i },
  { role: 'function', pattern: /^(?:class )?(?:procedure|function|constructor|destructor|operator) (?<name>[\w.]+)/i },
];

const MAKE_RULES: Rule[] = [
  { role: 'none', pattern: /^\.(?:PHONY|SUFFIXES|DEFAULT_GOAL|SECONDARY|PRECIOUS)\b/ },
  { role: 'class', pattern: /^(?<what>define) (?<name>\S+)/, until: /^endef\b/ },
  { role: 'item', pattern: /^(?<name>[^\s:=#][^:=#]{0,200}?) ?::?(?![:=])/, inside: false, word: 'target' },
];

const DOCKER_RULES: Rule[] = [{ role: 'item', pattern: /^from (?:--\S+ )?(?<name>\S+(?: as \S+)?)/i, word: 'FROM' }];

const CMAKE_RULES: Rule[] = [
  { role: 'space', pattern: /^if ?\(/i },
  { role: 'function', pattern: /^(?:function|macro) ?\( ?(?<name>\w+)/i },
  {
    role: 'item',
    pattern: /^(?<what>add_library|add_executable|add_custom_target|project) ?\( ?(?<name>[\w.${}:-]+)/i,
  },
];

const SQL_DOLLAR: Mark = {
  ...{ kind: 'string', at: '$', open: /(?<!\w)\$([a-zA-Z_]{0,20})\$/y, lines: true },
  close: ([opening]) => opening,
};
/** Comments of the fixed form: marked in the first column. */
const FIXED_COMMENTS = [...'cC*'].map((at) => whole(at, /(?<=^)[cC*][^\n]*/my, 'comment'));
const CMAKE_BRACKET: Mark = {
  ...{ kind: 'string', at: '[', open: /\[(={0,20})\[/y, lines: true },
  close: ([, signs]) => `]${signs ?? ''}]`,
};
const CMAKE_COMMENT: Mark = { ...CMAKE_BRACKET, kind: 'comment', at: '#', open: /#\[(={0,20})\[/y };
const QUOTES = [quoted('"', { escape: '' }), quoted("'", { escape: '' })];
const LINE = { blocks: 'indent', ends: 'line' } as const;
const FLAT = { blocks: 'none', ends: 'line' } as const;

/** Languages without blocks of their own, and older ones. */
export const PLAIN_LANGUAGES: CodeLanguage[] = [
  {
    ...{
      name: 'SQL',
      extensions: ['sql', 'psql', 'ddl', 'pls', 'plsql'],
      blocks: 'indent',
      ends: 'semicolon',
      rules: SQL_RULES,
      alone: /^\s*\\/,
    },
    marks: [
      between('/*', '*/', true),
      toLineEnd('-', '--'),
      SQL_DOLLAR,
      ...QUOTES.map((mark) => ({ ...mark, lines: true })),
    ],
  },
  {
    ...{ name: 'MATLAB', extensions: [], runners: ['octave'], ...LINE, rules: MATLAB_RULES },
    marks: [
      { kind: 'comment', at: '%', open: /(?<=^\s{0,40})%\{(?=[^\S\n]{0,40}\n)/my, close: '%}', lines: true },
      ...[toLineEnd('%', '%'), toLineEnd('#', /(?<![^\s])#/y), quoted('"', { escape: '' })],
      whole("'", /(?<![\w)\]}.'])'(?:[^'\n]|'')*'/y),
    ],
  },
  {
    ...{
      name: 'Fortran',
      extensions: ['f90', 'f95', 'f03', 'f08', 'f18'],
      ...FLAT,
      rules: FORTRAN_RULES,
    },
    marks: [toLineEnd('!', '!'), ...QUOTES],
  },
  {
    ...{ name: 'Fortran 77', extensions: ['f', 'for', 'f77', 'ftn'], ...FLAT, rules: FORTRAN_RULES },
    marks: [...FIXED_COMMENTS, toLineEnd('!', '!'), ...QUOTES],
  },
  {
    ...{ name: 'Pascal', extensions: ['pas', 'dpr', 'lpr'], ...FLAT, rules: PASCAL_RULES },
    marks: [between('{', '}'), between('(*', '*)'), toLineEnd('/', '//'), quoted("'", { escape: '' })],
  },
  {
    ...{ name: 'Makefile', extensions: ['mk', 'mak'], names: ['makefile', 'gnumakefile'], runners: ['make'], ...LINE },
    ...{ marks: [toLineEnd('#', /(?<!\\)#/y)], rules: MAKE_RULES },
  },
  {
    ...{ name: 'Dockerfile', extensions: ['dockerfile'], names: ['dockerfile', 'containerfile'], ...FLAT },
    ...{ marks: [toLineEnd('#', /(?<=^\s{0,40})#/my)], heredoc: /<<-?(["']?)(\w+)\1/y, rules: DOCKER_RULES },
  },
  {
    ...{ name: 'CMake', extensions: ['cmake'], names: ['cmakelists.txt'], ...LINE, rules: CMAKE_RULES },
    marks: [CMAKE_COMMENT, toLineEnd('#', '#'), CMAKE_BRACKET, quoted('"', { lines: true })],
  },
];
