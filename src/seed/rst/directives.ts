import type { RstReader } from './rst-text.ts';
import { csvRows, listRows } from './tables.ts';

/** A directive: its name, what stands in its line, its options and its content. */
export interface Directive {
  name: string;
  argument: string;
  options: string;
  content: string[];
}

/** The directive that a line and the block below it make; undefined for targets, notes, comments. */
export function directiveOf(line: string, block: readonly string[]): Directive | undefined {
  const [, name, argument = ''] = /^\.\.\s+([\w][\w:+.-]{0,60})::(?:\s+(.*))?$/.exec(line.trimEnd()) ?? [];
  if (name === undefined) return undefined;
  let at = 0;
  while (at < block.length && /^\s*:[\w-]+:/.test(block[at] ?? '')) at++;
  const content = block.slice(at);
  while (argument === '' && content[0]?.trim() === '') content.shift();
  return { name: name.toLowerCase(), argument: argument.trim(), options: block.slice(0, at).join('\n'), content };
}

const NOTES =
  /^(?:note|warning|tip|hint|important|caution|danger|attention|error|seealso|todo|admonition|topic|sidebar|versionadded|versionchanged|deprecated)$/;
const CODE =
  /^(?:code|code-block|sourcecode|parsed-literal|literalinclude|ipython|prompt|testcode|doctest|jupyter-execute|highlight)$/;
const LEFT_OUT =
  /^(?:image|toctree|contents|include|raw|meta|index|highlight|literalinclude|auto\w+|currentmodule|module|py:(?:current)?module|sectnum|section-numbering|role|default-role|default-domain|tabularcolumns|graphviz|plot|bibliography|footer|header|target-notes|testsetup|testcleanup|replace|unicode|date|rst-class|class|cssclass|container-end|sectionauthor|codeauthor|moduleauthor|program|versionadded|acks)$/;

/** Does what a directive asks for. */
export function runDirective(to: RstReader, { name, argument, options, content }: Directive): void {
  const kind = name.split(':').at(-1) ?? name;
  if (CODE.test(kind) && content.length > 0)
    to.code(content, kind === 'doctest' || kind === 'testcode' ? 'python' : argument);
  else if (LEFT_OUT.test(name)) return;
  else if (kind === 'math') to.out.block(`$$${[argument, ...content].join('\n').trim()}$$`);
  else if (NOTES.test(kind)) note(to, kind, argument, content);
  else if (kind === 'figure') figure(to, content);
  else if (kind === 'list-table') to.out.table(cells(to, argument, listRows(content)));
  else if (kind === 'csv-table') to.out.table(cells(to, argument, csvRows(options, content)));
  else described(to, kind, argument, content);
}

function cells(to: RstReader, title: string, rows: string[][]): string[][] {
  if (title !== '') to.out.block(to.said(title));
  return rows.map((row) => row.map((cell) => to.said(cell)));
}

const NAMES = new Map([
  ['seealso', 'See also'],
  ['versionadded', 'New in version'],
  ['versionchanged', 'Changed in version'],
  ['deprecated', 'Deprecated since version'],
]);

/** A note with its name before its first words, or its own title above them. */
function note(to: RstReader, kind: string, argument: string, content: string[]): void {
  const name = NAMES.get(kind) ?? kind.charAt(0).toUpperCase() + kind.slice(1);
  if (/^(?:admonition|topic|sidebar)$/.test(kind)) {
    to.out.block(`**${to.said(argument)}**`);
    to.inside(content);
  } else if (/^(?:version|deprecated)/.test(kind)) {
    to.inside([`**${name} ${argument}:**`, ...content]);
  } else {
    const [first = '', ...rest] = argument === '' ? content : [argument, ...content];
    const runs = /^[\p{L}\d`*:"'(]/u.test(first) && !/^(?:[*+-]|\d+\.)\s/.test(first);
    to.inside(runs ? [`**${name}:** ${first}`, ...rest] : [`**${name}:**`, '', first, ...rest]);
  }
}

/** What stands under a picture. */
function figure(to: RstReader, content: string[]): void {
  to.inside(content);
}

/** A function, class, option or the like with what is said of it; of all other directives what stands in them. */
function described(to: RstReader, kind: string, argument: string, content: string[]): void {
  const object =
    /^(?:function|method|class|exception|attribute|data|option|cmdoption|envvar|staticmethod|classmethod|property|decorator|confval|macro|type|var|member|describe|object|setting|django-admin|opcode)$/;
  if (object.test(kind) && argument !== '') to.out.block(`\`${argument.replaceAll('`', '')}\``);
  else if (argument !== '' && /^(?:rubric|tab|tab-item|dropdown|card|step)$/.test(kind))
    to.out.block(`**${to.said(argument)}**`);
  else if (argument !== '' && kind === 'glossary') to.out.block(to.said(argument));
  to.inside(content);
}
