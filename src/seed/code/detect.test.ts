import { describe, expect, it } from 'vitest';
import { codeLanguageOf, isCode } from './detect.ts';

const CASES: [path: string, text: string, language: string | undefined][] = [
  ['a/b.PY', '', 'Python'],
  ['a.ts', 'const a = 1;', 'TypeScript'],
  ['a.h', '#include <stdio.h>\nint a(void);', 'C'],
  ['a.h', '#pragma once\nnamespace a {\n}', 'C++'],
  ['a.h', '#include <vector>\n', 'C++'],
  ['a.h', '#import <A/A.h>\n@interface B : NSObject\n@end', 'Objective-C'],
  ['a.m', '@implementation A\n- (void)b {}\n@end', 'Objective-C'],
  ['a.m', 'function y = f(x)\n% Doubles.\ny = 2 * x;\nend', 'MATLAB'],
  ['a.m', '(* Notebook *)\nf[x_] := x[[1]]', undefined],
  ['a.pl', 'use strict;\nmy $a = 1;', 'Perl'],
  ['a.pl', ':- module(a, []).\nb(X) :- c(X).', 'Prolog'],
  ['a.pl', 'parent(anna, bert).\n', 'Prolog'],
  ['a.pl', 'print "hello\\n";', 'Perl'],
  ['a.pro', 'QT += core\nTARGET = a', undefined],
  ['a.pro', 'a(b).\n', 'Prolog'],
  ['a.r', 'f <- function(x) x', 'R'],
  ['a.R', 'library(stats)', 'R'],
  ['a.r', 'REBOL [Title: "a"]', undefined],
  ['a.v', 'module a(input b);\nendmodule', 'Verilog'],
  ['a.v', 'Require Import Arith.\nLemma a : True.', 'Coq'],
  ['a.v', 'module main\n\nfn main() {\n}', 'V'],
  ['a.t', 'use Test::More;\n', 'Perl'],
  ['a.t', 'unit thing', undefined],
  ['a.cl', '__kernel void a() {}', 'C'],
  ['a.cl', '(defun a () 1)', 'Lisp'],
  ['a.fs', 'let a = 1', 'F#'],
  ['a.fs', '#version 330\nvoid main() {}', 'GLSL'],
  ['Makefile', 'a: b', 'Makefile'],
  ['x/GNUmakefile', '', 'Makefile'],
  ['Dockerfile.dev', 'FROM a', 'Dockerfile'],
  ['makefile.py', '', 'Python'],
  ['CMakeLists.txt', '', 'CMake'],
  ['Rakefile', '', 'Ruby'],
  ['run', '#!/bin/sh\necho', 'Shell'],
  ['run', '#!/usr/bin/env python3.12\n', 'Python'],
  ['run', '#! /usr/bin/env -S node --test\n', 'JavaScript'],
  ['run', '#!/usr/bin/perl -w\n', 'Perl'],
  ['run.pl', '#!/usr/bin/swipl\na(b).', 'Prolog'],
  ['run', '#!/usr/bin/unheard-of\n', undefined],
  ['run', 'words', undefined],
];

describe('the language of code', () => {
  it.each(CASES)('%s: %j', (path, text, language) => {
    expect(codeLanguageOf(path, text)?.name).toBe(language);
  });

  it('is told before the ending only by a name or a first line', () => {
    expect(isCode('#!/bin/bash\n', 'notes.txt')).toBe(true);
    expect(isCode('', 'src/CMakeLists.txt')).toBe(true);
    expect(isCode('module main', 'notes.txt')).toBe(false);
    expect(isCode('#!important\n', 'notes.txt')).toBe(false);
  });
});
