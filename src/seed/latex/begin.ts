import { MarkdownWriter } from '../markdown-writer.ts';
import { partName } from '../part-names.ts';
import { display } from './display.ts';
import { FLOATS, LISTS, MATH, QUOTES, SKIPPED, STATEMENT_NAMES, TABLES, TRANSPARENT } from './environments.ts';
import { substituted } from './macros.ts';
import type { Statement } from './paper.ts';
import { Table } from './table.ts';
import { sourceOf } from './tokens.ts';
import type { Typesetter } from './typesetter.ts';

/** An environment that is open. */
export interface Environment {
  name: string;
  /** Does what its end asks for. */
  close(): void;
  table?: Table;
  list?: 'bullets' | 'numbers' | 'description';
}

/** Begins an environment; undefined where it was read to its end. */
export function beginEnvironment(to: Typesetter, name: string): Environment | undefined {
  const plain = name.replace(/\*$/, '');
  const math = MATH.get(plain);
  if (math) return formula(to, name, math);
  if (SKIPPED.has(plain) && to.paper.ending.has(name)) return skipped(to, name);
  const table = TABLES.get(name);
  if (table !== undefined) return beginTable(to, name, table);
  const statement = to.paper.statements.get(name) ?? statementOf(name);
  if (statement) return beginStatement(to, name, statement);
  return beginBlocks(to, name, plain);
}

function beginBlocks(to: Typesetter, name: string, plain: string): Environment {
  const list = LISTS.get(name);
  if (list) return beginList(to, name, list);
  if (QUOTES.has(plain)) return quotation(to, name);
  if (plain === 'alltt' || plain === 'Highlighting' || plain === 'program') return keptLines(to, name);
  const own = to.paper.macros.environments.get(name);
  if (own) {
    const taken = to.paper.macros.taken(own, to.input) ?? [];
    to.out.end();
    to.input.push(substituted(own.body, taken));
    return { name, close: () => void to.input.push(substituted(own.end ?? [], taken)) };
  }
  if (FLOATS.has(plain)) return float(to, name, TRANSPARENT.get(plain) ?? 'o');
  if (name === 'document') begun(to);
  else if (name === 'abstract') to.out.heading(to.paper.chapters ? 2 : 1, partName('Abstract', to.paper.language));
  to.input.pass(TRANSPARENT.get(plain) ?? 'o');
  to.out.end();
  return { name, close: () => to.out.end() };
}

/** A figure or table: the paragraph that it stands in goes on around it. */
function float(to: Typesetter, name: string, takes: string): Environment {
  to.input.pass(takes);
  const outer = to.out;
  to.out = new MarkdownWriter();
  const close = () => {
    const said = to.out.finish();
    to.out = outer;
    if (to.lines) to.lines.push(said);
    else outer.after(said);
  };
  return { name, close };
}

/** The preamble says nothing. */
function begun(to: Typesetter): void {
  if (to.depth === 0) to.out = new MarkdownWriter();
}

function formula(to: Typesetter, name: string, { around, takes }: { around: string; takes: string }): undefined {
  to.input.pass(takes);
  display(to, { environment: name }, around);
}

/** Passes over everything to the end of an environment. */
function skipped({ input }: Typesetter, name: string): undefined {
  let depth = 0;
  for (let token = input.next(); token; token = input.next()) {
    if (token.name !== 'begin' && token.name !== 'end') continue;
    if (sourceOf(input.group() ?? []).trim() !== name) continue;
    if (token.name === 'begin') depth++;
    else if (depth-- === 0) return;
  }
}

function beginList(to: Typesetter, name: string, kind: 'bullets' | 'numbers'): Environment {
  to.input.pass(TRANSPARENT.get(name) ?? 'o');
  to.out.open(kind);
  return { name, list: /^(?:description|labeling)/.test(name) ? 'description' : kind, close: () => to.out.close(kind) };
}

function quotation(to: Typesetter, name: string): Environment {
  to.input.pass('o');
  to.out.open('quote');
  return { name, close: () => to.out.close('quote') };
}

function keptLines(to: Typesetter, name: string): Environment {
  const outer = to.lines;
  to.lines = [];
  const close = () => {
    const said = to.lines?.join('') ?? '';
    to.lines = outer;
    if (outer) outer.push(said);
    else if (to.paper.gutenberg) to.out.block(said);
    else to.out.code(said);
  };
  return { name, close };
}

function beginTable(to: Typesetter, name: string, takes: string): Environment {
  to.input.pass(takes);
  const outer = to.out;
  const table = new Table((cell) => {
    to.out = cell;
  });
  const close = () => {
    const rows = table.finish();
    const inside = to.openEnvironment(/^(?:tab|long|super|xl|array)/)?.table !== undefined;
    to.out = outer;
    if (inside) outer.say(` ${rows.map((row) => row.filter((cell) => cell !== '').join(', ')).join('; ')} `);
    else if (rows.some((row) => row.length > 1)) outer.table(rows);
    else for (const [cell = ''] of rows) outer.block(cell);
  };
  return { name, table, close };
}

function statementOf(name: string): Statement | undefined {
  const known = STATEMENT_NAMES.get(name.replace(/\*$/, ''));
  return known && { ...known, numbered: known.numbered && !name.endsWith('*'), counter: known.name };
}

/** A theorem, a problem, a proof: its name and number stand before it, what it is about in parentheses. */
function beginStatement(to: Typesetter, name: string, { name: called, numbered, counter }: Statement): Environment {
  const about = to.input.option();
  const said = about && to.textOf(about);
  to.out.end();
  const number = numbered ? ` ${to.paper.count(called, counter)}` : '';
  if (!numbered) to.paper.here = { name: called, said: said ?? called };
  const title = !numbered && called === 'Proof' && said ? said : `${called}${number}${said ? ` (${said})` : ''}`;
  to.say(`**${title.replace(/\.$/, '')}.** `);
  return { name, close: () => to.out.end() };
}
