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

const HASKELL_RULES: Rule[] = [
  {
    role: 'none',
    pattern: /^(?:import|where|deriving|infix[lr]?|foreign)\b|^[\w']+ (?!= )(?:[!#$%&*+./<=>?@\\^~-]+|`\w+`) /,
  },
  {
    role: 'item',
    pattern: /^(?<what>data|newtype|class|instance|type family|type|pattern) (?<name>[^=|]+?)(?: ?=.*| where.*|$)/,
  },
  { role: 'item', pattern: /^(?<what>module) (?<name>[\w.]+)/ },
  { role: 'function', pattern: /^(?<name>[a-z_][\w']*|\([^)\w]+\))(?:, ?[a-z_][\w']*)* ?::/ },
  { role: 'function', pattern: /^(?<name>[a-z_][\w']*)\b[^=|]*(?:=|\|)/ },
];

const ELM_RULES: Rule[] = [
  { role: 'none', pattern: /^(?:import|exposing)\b/ },
  { role: 'item', pattern: /^(?:port )?(?<what>module|type alias|type) (?<name>[\w.]+)/ },
  { role: 'function', pattern: /^(?:port )?(?<name>[a-z_]\w*) ?:/ },
  { role: 'function', pattern: /^(?<name>[a-z_]\w*)\b[^=]*=$/ },
];

const OCAML_RULES: Rule[] = [
  {
    role: 'class',
    pattern: /^(?<what>module type|module rec|module|class type|class|object) (?!type\b|rec\b)(?<name>[\w']+)/,
  },
  {
    role: 'item',
    pattern:
      /^(?:let rec|let|and|method|external|val)(?:%\w+)? (?:inline |mutable |private )?(?<name>[a-z_][\w']*|\([^)\w]+\))(?= )/,
    word: 'let',
  },
  { role: 'item', pattern: /^(?<what>type|exception) (?:nonrec )?(?:\([^)]*\) |[+-]?'\w+ )?(?<name>\w+)/ },
];

const F_SHARP_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>module|namespace) (?:rec |internal |private )?(?<name>[\w.]+)/ },
  { role: 'class', pattern: /^(?<what>type|and) (?:private |internal )?(?<name>\w+)/ },
  {
    role: 'item',
    pattern: /^(?:let rec|let|and) (?:inline |private |internal |mutable )*(?<name>[a-z_]\w*|\([^)]+\))(?= )/,
    word: 'let',
  },
  {
    role: 'function',
    pattern:
      /^(?:static |abstract |override |default )*(?:member|override|default|abstract|new) ?(?:\w+\.)?(?<name>\w+)/,
    inside: true,
  },
];

const ELIXIR_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>defmodule|defprotocol|defimpl) (?<name>[\w.]+)/ },
  { role: 'function', pattern: /^(?:defp?|defmacrop?|defguardp?|defdelegate) (?<name>[^\s(,]+)/ },
  { role: 'class', pattern: /^(?<what>describe) "(?<name>[^"]*)/ },
  { role: 'item', pattern: /^(?<what>test) "(?<name>[^"]*)/ },
];

const ERLANG_RULES: Rule[] = [
  { role: 'item', pattern: /^-(?<what>record|type|opaque|callback|define) ?\(? ?(?<name>\w+)/ },
  { role: 'function', pattern: /^(?<name>[a-z]\w*|'[^']*') ?\(/ },
];

const PROLOG_RULES: Rule[] = [
  { role: 'item', pattern: /^:- (?<what>module)\( ?(?<name>\w+)/ },
  { role: 'item', pattern: /^(?<name>[a-z]\w*|'[^']*')(?: ?\(.*| ?(?::-|-->).*|\.)$/, word: 'predicate' },
];

const LISP_RULES: Rule[] = [
  {
    role: 'item',
    pattern:
      /^\( ?(?<what>defn-?|defmacro|defmulti|defmethod|defprotocol|defrecord|deftype|defstruct|defclass|defgeneric|deftest|defvar|defparameter|defconstant|defcustom|defgroup|defface|defspec|defonce|defun|cl-defun|defsubst|define-[\w-]+|defpackage|def|define|module|ns)\b[*-]? (?:\^\S+ )*\(? ?(?<name>[^\s()]+)/,
  },
];

const COQ_RULES: Rule[] = [
  { role: 'class', pattern: /^(?<what>Module Type|Module|Section) (?<name>\w+)/ },
  {
    role: 'item',
    pattern:
      /^(?:Local |Global |Program |#\[[^\]]*\] )*(?<what>Theorem|Lemma|Corollary|Proposition|Fact|Remark|Definition|Fixpoint|CoFixpoint|Inductive|CoInductive|Record|Class|Instance|Example|Function|Ltac|Axiom|Variant|Structure) (?<name>[\w']+)/,
  },
];

const SIGIL: Mark[] = [...'({[/|'].map((at) => ({
  ...{
    kind: 'string',
    at,
    open: new RegExp(`(?<=~[a-zA-Z])\\${at}`, 'y'),
    close: mirrored(at),
    escape: '\\',
    lines: true,
  },
}));
const HASKELL_MARKS = [
  between('{-', '-}', true),
  toLineEnd('-', /(?<![!#$%&*+./<=>?@\\^|~:-])-{2,}(?![!#$%&*+./<=>?@\\^|~:])/y),
  ...[quoted('"'), whole("'", /(?<!\w)'(?:\\[^\n']{1,10}|\\'|[^\\'\n]{1,2})'/y)],
];
const OCAML_COMMENT = between('(*', '*)', true);
const OCAML_STRING: Mark = {
  ...{ kind: 'string', at: '{', open: /\{([a-z_]{0,20})\|/y, lines: true },
  close: ([, word]) => `|${word ?? ''}}`,
};
const INDENT = { blocks: 'indent', ends: 'line' } as const;
const LISP = { ...INDENT, rules: LISP_RULES } as const;

/** Functional languages, Lisps and logic. */
export const FUNCTIONAL_LANGUAGES: CodeLanguage[] = [
  {
    name: 'Haskell',
    extensions: ['hs', 'hsc'],
    runners: ['runhaskell', 'runghc', 'stack'],
    ...INDENT,
    marks: HASKELL_MARKS,
    rules: HASKELL_RULES,
  },
  { name: 'Elm', extensions: ['elm'], ...INDENT, marks: [...HASKELL_MARKS, long('"""')], rules: ELM_RULES },
  {
    ...{ name: 'OCaml', extensions: ['ml', 'mli'], runners: ['ocaml'], ...INDENT, rules: OCAML_RULES },
    marks: [OCAML_COMMENT, OCAML_STRING, quoted('"', { lines: true }), CHARACTER],
  },
  {
    ...{ name: 'F#', extensions: ['fsx', 'fsi'], ...INDENT, rules: F_SHARP_RULES, attached: /^\[</ },
    marks: [
      between('(*', '*)', true),
      toLineEnd('/', '//'),
      long('"""', { escape: '' }),
      quoted('"', { lines: true }),
      CHARACTER,
    ],
  },
  {
    ...{
      name: 'Elixir',
      extensions: ['ex', 'exs'],
      runners: ['elixir'],
      ...INDENT,
      rules: ELIXIR_RULES,
      attached: /^@(?:doc|spec|impl|deprecated|typedoc|tag)\b/,
    },
    marks: [
      ...[whole('?', /(?<!\w)\?\\?[^\s]/y), toLineEnd('#', '#'), ...SIGIL, long('"""'), long("'''")],
      ...[quoted('"', { lines: true, hole: '#{' }), quoted("'")],
    ],
  },
  {
    ...{ name: 'Erlang', extensions: ['erl', 'hrl', 'escript'], runners: ['escript'], ...INDENT, rules: ERLANG_RULES },
    ...{
      marks: [whole('$', /\$\\?[^\s]/y), toLineEnd('%', '%'), quoted('"', { lines: true }), quoted("'")],
      attached: /^-spec\b/,
    },
  },
  {
    ...{ name: 'Prolog', extensions: ['prolog'], runners: ['swipl'], ...INDENT, rules: PROLOG_RULES },
    marks: [
      between('/*', '*/'),
      whole("'", /(?<=\b0)'(?:\\[^\n]|''|[^\n])/y),
      toLineEnd('%', '%'),
      quoted('"'),
      quoted("'"),
    ],
  },
  {
    ...{ name: 'Clojure', extensions: ['clj', 'cljs', 'cljc'], runners: ['clojure', 'bb'], ...LISP },
    marks: [whole('\\', /\\(?:\w+|[^\s])/y), toLineEnd(';', ';'), quoted('"', { lines: true })],
  },
  {
    ...{ name: 'Lisp', extensions: ['lisp', 'lsp', 'asd', 'el'], runners: ['sbcl', 'emacs'], ...LISP },
    marks: [
      ...[between('#|', '|#', true), whole('#', /#\\(?:\w+|[^\s])/y), whole('?', /(?<![\w-])\?\\?[^\s\w]/y)],
      ...[toLineEnd(';', ';'), quoted('"', { lines: true })],
    ],
  },
  {
    ...{ name: 'Scheme', extensions: ['scm', 'ss', 'sld', 'rkt'], runners: ['guile', 'racket'], ...LISP },
    marks: [
      between('#|', '|#', true),
      whole('#', /#\\(?:\w+|[^\s])/y),
      toLineEnd(';', ';'),
      quoted('"', { lines: true }),
    ],
  },
  { name: 'Coq', extensions: [], ...INDENT, marks: [OCAML_COMMENT, quoted('"', { escape: '' })], rules: COQ_RULES },
];
