import type { CodeLanguage } from './language.ts';
import { CODE_LANGUAGES } from './languages.ts';

/** So much of a file is looked at. */
const LOOKED_AT = 50_000;

const SIGNS = {
  'Objective-C': /^\s{0,40}(?:#import\b|@(?:interface|implementation|protocol|class|property|end)\b|[-+] ?\(\w)/m,
  'C++':
    /^\s{0,40}(?:class \w|namespace\b|template ?<|(?:public|private|protected):|using \w|virtual \b|constexpr \b|#include <(?:[a-z_]+)>)|\bstd::/m,
  Verilog: /^\s{0,40}(?:module \w+\s{0,40}[#(;]|endmodule\b|`timescale\b|always\b|assign \b)/m,
  Coq: /^\s{0,40}(?:Require|From \w|Theorem|Lemma|Definition|Inductive|Proof|Fixpoint|Section|Module)\b/m,
  V: /^(?:(?:pub )?fn \b|module \w+$|import \w)/m,
  Perl: /^\s{0,40}(?:use (?:strict|warnings|utf8|v?5|\w+::)|package \w|sub \w|my ?[$@%(]|#!.{0,100}perl)/m,
  Prolog: /^(?::- ?\w|[a-z]\w{0,60}(?:\([^\n]{0,200}\))? ?(?::-|-->|\.$))/m,
  'Common Lisp': /^\s{0,40}\((?:in-package|def\w+|use-package)\b/m,
  C: /^\s{0,40}(?:__kernel\b|#include\b|#define\b)/m,
  GLSL: /^\s{0,40}#version \d|\bgl_(?:Position|FragColor)\b/m,
  IDL: /^\s{0,40}(?:pro|function) \w+/im,
  qmake: /^(?:QT|TARGET|TEMPLATE|SOURCES|HEADERS|CONFIG) {0,8}[+-]?=/m,
  Mathematica: /^\s{0,40}\(\*|\[\[|:=/m,
  Rebol: /^\s{0,40}REBOL\b/im,
} as const;

/** Endings that more than one language has: each with what tells it, in order, and what is taken otherwise. */
const SHARED: Readonly<
  Record<string, readonly [tests: readonly (keyof typeof SIGNS)[], otherwise: string | undefined]>
> = {
  h: [['Objective-C', 'C++'], 'C'],
  m: [['Objective-C', 'Mathematica'], 'MATLAB'],
  v: [['Verilog', 'Coq', 'V'], 'Verilog'],
  pl: [['Perl', 'Prolog'], 'Perl'],
  pro: [['qmake', 'Prolog', 'IDL'], undefined],
  t: [['Perl'], undefined],
  cl: [['Common Lisp', 'C'], 'Lisp'],
  fs: [['GLSL'], 'F#'],
  r: [['Rebol'], 'R'],
};

const BY_EXTENSION = new Map<string, CodeLanguage>();
const BY_NAME = new Map<string, CodeLanguage>();
const BY_RUNNER = new Map<string, CodeLanguage>();
for (const language of CODE_LANGUAGES.values()) {
  for (const extension of language.extensions) BY_EXTENSION.set(extension, language);
  for (const name of language.names ?? []) BY_NAME.set(name, language);
  for (const runner of language.runners ?? []) BY_RUNNER.set(runner, language);
}

/** Endings of file names, with the dot, that are read as code. */
export const CODE_EXTENSIONS: readonly string[] = [
  ...new Set([...BY_EXTENSION.keys(), ...Object.keys(SHARED)].map((extension) => `.${extension}`)),
];

/**
 * The language of a source file: by its name (`Makefile`), its ending (where several languages share one, by what is in
 * it), its first line (`#!/usr/bin/env python3`); undefined where none of these tells.
 */
export function codeLanguageOf(path: string, text: string): CodeLanguage | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '';
  const known = named(name);
  if (known) return known;
  const head = text.slice(0, LOOKED_AT);
  const shared = SHARED[extension];
  if (shared === undefined) return BY_EXTENSION.get(extension) ?? runBy(head);
  const run = runBy(head);
  if (run) return run;
  const [tests, otherwise] = shared;
  const told = tests.find((test) => SIGNS[test].test(head));
  return CODE_LANGUAGES.get(told === 'Common Lisp' ? 'Lisp' : (told ?? otherwise ?? ''));
}

/** Whether a file without an ending that tells is code all the same: by its name or its first line. */
export function isCode(head: string, path: string): boolean {
  return named(path.slice(path.lastIndexOf('/') + 1).toLowerCase()) !== undefined || runBy(head) !== undefined;
}

/** By a whole name, or its beginning: `Dockerfile.dev`. */
function named(name: string): CodeLanguage | undefined {
  const [, begins = '', ending = ''] = /^((?:docker|container|make|gnumake)file)\.(\w+)$/.exec(name) ?? [];
  return BY_NAME.get(name) ?? (BY_EXTENSION.has(ending) || ending in SHARED ? undefined : BY_NAME.get(begins));
}

function runBy(head: string): CodeLanguage | undefined {
  const [, line = ''] = /^#![^\S\n]?([^\n]{1,200})/.exec(head) ?? [];
  const words = line.split(/\s+/).map((word) => word.slice(word.lastIndexOf('/') + 1).toLowerCase());
  const program = words[0] === 'env' ? words.slice(1).find((word) => !/^-|=/.test(word)) : words[0];
  return program === undefined ? undefined : (BY_RUNNER.get(program) ?? BY_RUNNER.get(program.replace(/[\d.-]+$/, '')));
}
