import { plainTitle } from '../headings.ts';
import { LINE_BREAK, plainWords } from '../markdown-writer.ts';
import { partName } from '../part-names.ts';
import { CITATIONS, HEADINGS, MARKS, REFERENCES, SIGNATURES, WRAPPED } from './commands.ts';
import { display, inline } from './display.ts';
import { DEFINERS } from './macros.ts';
import { ACCENTS, accented, SYMBOLS } from './symbols.ts';
import { sourceOf } from './tokens.ts';
import type { Typesetter } from './typesetter.ts';
import { quantity } from './units.ts';

/** Does what a command in running text asks for; `spaced`: white space stood after it. */
export function runCommand(to: Typesetter, name: string, spaced: boolean): void {
  const own = STRUCTURE.get(name) ?? (HEADINGS.has(name) ? heading : undefined);
  if (own) own(to, name);
  else if (!defined(to, name) && !builtIn(to, name)) to.passUnknown();
  else if (spaced && SYMBOLS.get(name) === '…') to.say(' ');
}

/** What a document defines or decides by itself. */
function defined({ paper, input }: Typesetter, name: string): boolean {
  if (paper.conditionals.run(name, input)) return true;
  const define = DEFINERS.get(name);
  if (define) define(paper.macros, input, name);
  const macro = define ? undefined : paper.macros.commands.get(name);
  return define !== undefined || (macro !== undefined && paper.macros.expand(macro, input));
}

function builtIn(to: Typesetter, name: string): boolean {
  const accent = ACCENTS.get(name);
  const symbol = SYMBOLS.get(name);
  const mark = MARKS.get(name);
  const wrapped = WRAPPED.get(name);
  const signature = SIGNATURES.get(name);
  if (symbol !== undefined) to.say(symbol);
  else if (accent !== undefined) accentOn(to, accent);
  else if (mark !== undefined) marked(to, mark);
  else if (wrapped) to.say(wrapped(to.argument() ?? ''));
  else if (signature !== undefined) to.input.pass(signature);
  else if (CITATIONS.test(name)) cite(to);
  else return false;
  return true;
}

/** Commands that documents may not define anew. */
const STRUCTURE = new Map<string, (to: Typesetter, name: string) => void>([
  ['begin', (to) => to.begin(sourceOf(to.input.group() ?? []).trim())],
  ['end', (to) => endOf(to, sourceOf(to.input.group() ?? []).trim())],
  ['\\', lineBreak],
  ['tabularnewline', lineBreak],
  ['newline', lineBreak],
  ['cr', lineBreak],
  ['par', (to) => to.out.end()],
  ['item', item],
  ['(', (to) => inline(to, '\\)')],
  ['[', (to) => display(to, { mark: '\\]' })],
  ['label', (to) => to.paper.label(sourceOf(to.input.argument() ?? []).trim())],
  ['caption', (to) => caption(to)],
  ['captionof', (to) => caption(to, sourceOf(to.input.argument() ?? []))],
  ['footnote', footnote],
  ['footnotetext', footnote],
  ['endnote', footnote],
  ['title', title],
  ['multicolumn', multicolumn],
  ['multirow', (to) => to.input.pass('omomo')],
  ['newtheorem', newTheorem],
  ['input', include],
  ['include', include],
  ['subfile', include],
  ['SI', (to) => to.say(quantity(to.input, 'nu'))],
  ['qty', (to) => to.say(quantity(to.input, 'nu'))],
  ['si', (to) => to.say(quantity(to.input, 'u'))],
  ['unit', (to) => to.say(quantity(to.input, 'u'))],
  ['num', (to) => to.say(quantity(to.input, 'n'))],
  ['hspace', (to) => gap(to, '*m')],
  ['hskip', (to) => gap(to, 'l')],
  [',', thinSpace],
  ['and', (to) => to.say(', ')],
  ...[...REFERENCES.keys()].map((name) => [name, reference] as const),
]);

function endOf(to: Typesetter, name: string): void {
  if (name === 'document' && to.depth === 0) to.paper.ended = true;
  else to.end(name);
}

function heading(to: Typesetter, name: string): void {
  to.input.takes('*');
  const short = to.input.option();
  const said = to.argument() ?? (short && to.textOf(short));
  const level = HEADINGS.get(name) ?? 1;
  if (said === undefined) return;
  to.paper.here = { name: partName('Section', to.paper.language), said: `“${said}”` };
  if (to.lines || to.table || level > 3) {
    if (!to.table) to.out.end();
    to.say(`**${said}** `);
  } else to.out.heading(name === 'part' ? 1 : level + (to.paper.chapters ? 1 : 0), said);
}

function lineBreak(to: Typesetter): void {
  to.input.takes('*');
  to.input.option();
  if (to.table) to.table.row();
  else to.say(LINE_BREAK);
}

function item(to: Typesetter): void {
  const label = to.input.option();
  const said = label && to.textOf(label);
  const list = to.openEnvironment(/./)?.list ?? to.openEnvironment(/^(?:itemize|enumerate|description|compact)/)?.list;
  if (!list || !to.out.item()) to.out.end();
  if (said) to.say(list === 'description' ? `**${said}** ` : `${said} `);
}

function floatName(float: string, language: string | null): string {
  if (/algo/.test(float)) return 'Algorithm';
  if (/listing/.test(float)) return 'Listing';
  return partName(/table/.test(float) ? 'Table' : 'Figure', language);
}

const NUMBERED_ITSELF = /^(?:fig(?:ure)?|tab(?:le)?)\.?\s*(\d+(?:\.\d+)*)/i;

function caption(to: Typesetter, kind?: string): void {
  to.input.takes('*');
  to.input.option();
  const float =
    kind ?? to.openEnvironment(/^(?:figure|table|wrap|sideways|sub|algorithm|listing|SC|longtable)/)?.name ?? '';
  const name = floatName(float, to.paper.language);
  const number = to.paper.count(name);
  const said = to.argument();
  if (!said) return;
  const itself = NUMBERED_ITSELF.exec(said)?.[1];
  if (itself !== undefined) to.paper.here = { name, said: itself };
  if (itself !== undefined && /^\S+\s*[\d.]+$/.test(said)) return;
  const line = itself === undefined ? `${name} ${number}: ${said}` : said;
  if (to.table) to.say(line);
  else to.out.block(line);
}

function footnote(to: Typesetter): void {
  to.input.option();
  const said = to.argument();
  if (said) to.say(` [${said}]`);
}

function title(to: Typesetter): void {
  to.input.option();
  const said = to.argument();
  if (said) to.paper.title ??= plainTitle(plainWords(said));
}

function multicolumn(to: Typesetter): void {
  to.table?.span(Number(sourceOf(to.input.argument() ?? [])) || 1);
  to.input.argument();
}

function newTheorem({ input, paper }: Typesetter): void {
  const numbered = !input.takes('*');
  const environment = sourceOf(input.argument() ?? []).trim();
  const shared = sourceOf(input.option() ?? []).trim();
  const name = sourceOf(input.argument() ?? []).trim();
  input.option();
  const counter = paper.statements.get(shared)?.counter ?? environment;
  if (environment !== '' && /^[\p{L}\s'’-]+$/u.test(name))
    paper.statements.set(environment, { name, numbered, counter });
}

function include({ input, paper }: Typesetter): void {
  const file = sourceOf(input.argument() ?? []).trim();
  if (file !== '') paper.included.add(file);
}

function reference(to: Typesetter, name: string): void {
  const { named = false, around = ['', ''], page = false } = REFERENCES.get(name) ?? {};
  to.input.takes('*');
  const keys = sourceOf(to.input.argument() ?? []).split(',');
  const marks = keys.map((key) => {
    const mark = to.paper.references.mark(page ? `page of ${key}` : key.trim(), named);
    return around[0] + mark + around[1];
  });
  to.say(marks.join(', '));
}

function cite(to: Typesetter): void {
  to.input.pass('*oo');
  const key = sourceOf(to.input.argument() ?? []).trim();
  if (key !== '') to.say(to.paper.references.mark(`source of ${key}`));
}

function gap(to: Typesetter, takes: string): void {
  to.input.pass(takes);
  to.say(' ');
}

/** A thin space parts words and units, but not quotation marks. */
function thinSpace(to: Typesetter): void {
  if (!/^['`]/.test(to.input.peek()?.text ?? '')) to.say(' ');
}

function accentOn(to: Typesetter, mark: string): void {
  const tokens = to.input.argument();
  const letter = tokens && (to.textOf(tokens) ?? '');
  if (letter) to.say(accented(letter, mark));
}

function marked(to: Typesetter, mark: string): void {
  const said = to.argument();
  if (!said) return;
  const plain = to.lines !== undefined || /\n\n|^[#>|]|^- |^\d+\. /.test(said) || !/[\p{L}\d]/u.test(said);
  if (plain) to.say(said);
  else to.out.emphasize(said, mark);
}
