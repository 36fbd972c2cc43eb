import type { CodeLanguage } from './code-languages.ts';
import { type CodeLine, codeLines } from './code-lines.ts';
import type { Section } from './reader.ts';

const MODIFIERS =
  '(?:(?:export|default|declare|public|private|protected|internal|static|async|abstract|final|sealed|open|override|' +
  'virtual|inline|extern|unsafe|const|constexpr|pub(?:\\([^)]*\\))?|local|partial|data|case|suspend|readonly|get|set)\\s+)*';
const KEYWORDS =
  'function\\*?|class|interface|enum|struct|union|trait|impl|type|fn|func|fun|def|defp|defmodule|defmacro|module|object|' +
  'record|protocol|extension|macro_rules!|macro|sub|contract|message|service|rpc|typedef|proc|subroutine|program|' +
  'resource|variable|create|let|const|var|val|defn|defun|define|@interface|@implementation|data|newtype|instance';
const KEYWORD = new RegExp(
  `^[\\s(]*${MODIFIERS}(?:${KEYWORDS})\\b\\s*(?:<[^>]*>\\s*)?(?:\\([^)]*\\)\\s*)?([\\w$.!?:-]+|\\($)`,
  'i',
);
const ASSIGNED = /^\s*([\w$.]+)\s*(?:=|<-|:)\s*(?:async\s*)?(?:function\b|\([^)]*\)\s*(?::[^=]*)?=>|class\b|\w+\s*=>)/;
const SIGNATURE = /^\s*(?:[\w:<>,*&~[\]?$@.]+\s+)*[*&]*([~\w$:#]+)\s*(?:<[^>]*>)?\s*\([^;]*$/;
const CONTROL =
  /^\s*(?:[:,.&|?)]|\}?\s*(?:if|else|for|while|switch|catch|do|try|return|throw|new|await|yield|case|using|with|elif|except|finally|unless|until|when|match|loop|defer|go|select|from|import|include|require|package|echo|print|puts|case)\b)/;
const TRANSPARENT =
  /^\s*(?:(?:inline\s+)?namespace\b|extern\s+"C"|export\s+namespace\b|declare\s+(?:module|namespace|global)\b|(?:pub\s+)?mod\s+\w+\s*\{)/;
const RETURN_TYPE = /^\s*(?:(?:static|inline|const|constexpr|virtual|unsigned|struct)\s+)*[A-Za-z_][\w:<>,*& ]*$/;
const ATTACHED =
  /^\s*(?:[\w.$]+\s*=$|[A-Z][A-Z\d_]{4,}(?:\(.*\))?$|@\w|#\[|\[[A-Z]\w*|template\s*<|#'|%%|-spec\b|@spec\b|@doc\b)/;

/** Of a line so much is looked at, and above a declaration so many lines. */
const WIDEST = 500;
const HIGHEST = 300;

/**
 * The declarations of a source file as sections: level 1 for functions, classes and the like at the top (namespaces
 * do not count), level 2 for the members of a class. A section begins with the comments, decorators and attributes
 * that stand directly above it.
 */
export function codeSections(text: string, language: CodeLanguage): Section[] {
  const lines = codeLines(text, language).map((line) => ({ ...line, line: line.line.slice(0, WIDEST) }));
  const depths = language.blocks === 'brace' ? braceDepths(lines) : indentDepths(lines);
  const sections: Section[] = [];
  for (const [i, line] of lines.entries()) {
    const depth = depths[i] ?? 9;
    if (depth > 1 || line.comment || line.within || line.line.trim() === '') continue;
    const title = declared(line.line, depth, lines[i + 1]?.line ?? '');
    if (title !== undefined) sections.push({ start: attachedStart(lines, i, language), level: depth + 1, title });
  }
  return sections.filter((section, i) => section.start !== sections[i - 1]?.start);
}

/** The name that a line declares at the top (0) or inside a class (1); undefined where it declares nothing. */
function declared(line: string, depth: number, next: string): string | undefined {
  if (CONTROL.test(line)) return undefined;
  const keyword = KEYWORD.exec(line);
  const value = /^\s*(?:export\s+)?(?:let|const|var|val|variable)\b/.test(line);
  if (keyword && !(value && (depth > 0 || !opensBlock(line, next)))) return nameOf(keyword[1] ?? line);
  const assigned = ASSIGNED.exec(line)?.[1];
  if (assigned !== undefined) return nameOf(assigned);
  const signature = SIGNATURE.exec(line)?.[1];
  return signature !== undefined && opensBlock(line, next) ? nameOf(signature) : undefined;
}

function opensBlock(line: string, next: string): boolean {
  return /[{(]\s*$|=>|\{/.test(line) || /^\s*\{/.test(next) || /,\s*$/.test(line);
}

function nameOf(found: string): string {
  return found
    .trim()
    .replace(/(?<![:{(])[:{(]+$/, '')
    .slice(0, 60);
}

/** Depth of braces without those of namespaces; Java and C# classes are at the top, their methods one below. */
function braceDepths(lines: CodeLine[]): number[] {
  const open: number[] = [];
  let pending = false;
  return lines.map(({ line, depth, comment }) => {
    while (open.length > 0 && depth <= (open.at(-1) ?? 0)) open.pop();
    const own = depth - open.length;
    if (!comment && TRANSPARENT.test(line) && !line.includes(';')) pending = true;
    if (pending && line.includes('{')) {
      open.push(depth);
      pending = false;
    }
    return own;
  });
}

/** Indentation in levels: 0 at the margin, 1 for the first step below a line at the margin, more for the rest. */
function indentDepths(lines: CodeLine[]): number[] {
  let step = 0;
  return lines.map(({ line, comment, within }) => {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '' || comment || within) return 9;
    if (indent === 0) step = 0;
    else if (step === 0) step = indent;
    return indent === 0 ? 0 : indent === step ? 1 : 2;
  });
}

/**
 * Where the comments, decorators and attributes above a declaration begin; a block comment may have a blank line below
 * it, and a return type or the opening of a namespace may stand on a line of its own.
 */
function attachedStart(lines: CodeLine[], at: number, { blocks }: CodeLanguage): number {
  let first = at;
  while (first > 0 && at - first < HIGHEST) {
    const above = lines[first - 1];
    if (above === undefined || above.within) break;
    const documented = above.line.trim() === '' && /\*\/\s*$/.test(lines[first - 2]?.line ?? '');
    const attached = above.comment || ATTACHED.test(above.line) || TRANSPARENT.test(above.line);
    const typed = blocks === 'brace' && first === at && RETURN_TYPE.test(above.line) && !KEYWORD.test(above.line);
    if (!documented && !attached && !typed) break;
    first--;
  }
  while (first < at && lines[first]?.line.trim() === '') first++;
  return lines[first]?.start ?? 0;
}
