import { mathmlToLatex } from '../equations.ts';
import { MarkdownWriter } from '../markdown-writer.ts';
import { type PartName, partName } from '../part-names.ts';
import { References } from '../references.ts';
import { attribute, child, descendants, elements, textOf, type XmlElement } from '../xml.ts';
import { codeOf, isCodeBlock } from './code.ts';
import { sayInline } from './inline.ts';
import { rowsOf } from './rows.ts';

/** The text of a module of OpenStax (CNXML 0.6 to 0.8) as Markdown. */
export class ModuleText {
  readonly references = new References();
  out = new MarkdownWriter();
  readonly #language: string | null;
  readonly #counts = new Map<string, number>();
  /** Ids that something in the module refers to. */
  readonly #targets: ReadonlySet<string>;
  #depth = 0;

  /** `language` says how parts without a name of their own are called. */
  constructor(root: XmlElement, language: string | null) {
    this.#language = language;
    this.#targets = new Set(descendants(root, 'link').flatMap((link) => attribute(link, 'target-id') ?? []));
  }

  /** The text of elements one after another. */
  textOf(...parts: (XmlElement | undefined)[]): string {
    for (const part of parts) if (part) this.#element(part);
    return this.references.resolve(this.out.finish());
  }

  /** What stands in an element, in its order. */
  children(of: XmlElement): void {
    for (const node of of.children) {
      if (typeof node === 'string') this.out.say(References.cleared(node));
      else this.#element(node);
    }
  }

  /** The text of an element by itself. */
  inside(of: XmlElement, without: readonly string[] = []): string {
    const outer = this.out;
    this.out = new MarkdownWriter();
    const left = of.children.filter((node) => typeof node === 'string' || !without.includes(node.local));
    this.children({ ...of, children: left });
    const text = this.out.finish();
    this.out = outer;
    return text;
  }

  #element(of: XmlElement): void {
    const block = BLOCKS.get(of.local);
    if (block) block(this, of);
    else if (!sayInline(this, of)) this.children(of);
  }

  /** A formula: in its line, or alone where it stands so. */
  math(of: XmlElement, alone: boolean, tag = ''): void {
    const found = mathmlToLatex(of);
    const latex =
      found.includes('\\\\') && !found.includes('\\begin') ? `\\begin{gathered}${found}\\end{gathered}` : found;
    if (latex === '') this.out.say(textOf(of));
    else if (alone) this.out.block(`$$${latex}${tag === '' ? '' : ` \\tag{${tag}}`}$$`);
    else this.out.say(/[\p{L}$]/u.test(this.out.last) ? ` $${latex}$` : `$${latex}$`);
  }

  paragraph(of: XmlElement): void {
    this.out.end();
    const title = child(of, 'title');
    if (title) this.out.say(`**${this.inside(title)}** `);
    this.children({ ...of, children: of.children.filter((node) => node !== title) });
    this.out.end();
  }

  /** A section with its heading; nothing where it has no text. */
  section(of: XmlElement): void {
    if (attribute(of, 'class') === 'references') return;
    this.#depth++;
    const title = child(of, 'title');
    const text = this.inside(of, ['title', 'label']);
    if (title && text !== '') this.out.heading(this.#depth, this.inside(title));
    this.out.block(text);
    this.#depth--;
  }

  /** A part with a number and a title before its text. */
  part(of: XmlElement, name: PartName): void {
    if (isEmpty(of)) return;
    const title = child(of, 'title');
    const number = this.count(of, name);
    this.out.block(`**${this.name(name)} ${number}${title ? `: ${this.inside(title)}` : ''}**`);
    this.out.block(this.inside(of, ['title', 'label']));
  }

  note(of: XmlElement): void {
    if (isEmpty(of)) return;
    const title = child(of, 'title') ?? child(of, 'label');
    const said = title ? this.inside(title) : '';
    if (said !== '') this.out.block(`**${said}**`);
    this.out.block(this.inside(of, ['title', 'label']));
  }

  /** A problem and, where there is one, its solution. */
  exercise(of: XmlElement): void {
    const problems = elements(of, 'problem');
    if (problems.every(isEmpty)) return;
    const number = this.count(of, 'Exercise');
    const text = problems.map((part) => this.inside(part)).join('\n\n');
    this.#led(`**${this.name('Exercise')} ${number}.**`, text);
    for (const part of elements(of)) {
      const text = part.local === 'solution' || part.local === 'commentary' ? this.inside(part, ['title']) : '';
      if (text !== '') this.#led(part.local === 'solution' ? `**${this.name('Solution')}.**` : '', text);
    }
  }

  /** A text with a name before it: in its first line, unless that is a table, a list or the like. */
  #led(name: string, text: string): void {
    const apart = /^(?:[|#]|- |(?:[a-zA-Z]|\d+)\. |```|\$\$)/.test(text) || text.startsWith(`${this.name('Table')} `);
    this.out.block(apart ? `${name}\n\n${text}` : `${name} ${text}`);
  }

  /** Figures by what stands under them. */
  figure(of: XmlElement): void {
    const number = this.count(of, 'Figure');
    const said = [child(of, 'title'), child(of, 'caption')].flatMap((part) => (part ? this.inside(part) : []));
    const alt = descendants(of, 'media').flatMap((media) => attribute(media, 'alt') ?? [])[0] ?? '';
    const text =
      said
        .filter((part) => part !== '')
        .join('. ')
        .replaceAll('.. ', '. ') || alt.trim();
    if (text !== '') this.out.after(`${this.name('Figure')} ${number}: ${text}`);
  }

  table(of: XmlElement): void {
    const rows = rowsOf(of, (entry) => this.inside(entry));
    const number = this.count(of, 'Table');
    if (rows.length === 0) return;
    const title = child(of, 'title') ?? child(of, 'caption');
    const said = title ? this.inside(title) : '';
    this.out.block(`${this.name('Table')} ${number}${said === '' ? '' : `: ${said}`}`);
    if (rows.some((row) => row.some((cell) => cell.includes('```')))) this.#cells(rows);
    else this.out.table(rows);
  }

  /** Cells one below the other, each under the head of its column: code has no place in a Markdown table. */
  #cells([head = [], ...rows]: string[][]): void {
    for (const row of rows) {
      for (const [at, cell] of row.entries()) {
        if (cell !== '' && head[at]) this.out.block(`**${head[at]}**`);
        this.out.block(cell);
      }
    }
  }

  equation(of: XmlElement): void {
    const referred = this.#targets.has(attribute(of, 'id') ?? '');
    const tag = referred ? this.count(of, 'Equation') : '';
    for (const math of elements(of, 'math')) this.math(math, true, tag);
    if (!child(of, 'math')) this.out.block(this.inside(of, ['label', 'title']));
  }

  /** Counts a part and says that its id stands at it. */
  count(of: XmlElement, name: PartName): string {
    const number = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, number);
    this.references.label(attribute(of, 'id') ?? '', { name: this.name(name), said: String(number) });
    return String(number);
  }

  name(part: PartName): string {
    return partName(part, this.#language);
  }
}

/** Whether an element says nothing but its title: what it holds is somewhere else, or a picture. */
function isEmpty(of: XmlElement): boolean {
  return of.children.every(
    (node) => (typeof node === 'string' ? node : isTitle(node) ? '' : textOf(node)).trim() === '',
  );
}

function isTitle({ local }: XmlElement): boolean {
  return local === 'title' || local === 'label';
}

const BLOCKS = new Map<string, (to: ModuleText, of: XmlElement) => void>([
  ['para', (to, of) => to.paragraph(of)],
  ['section', (to, of) => to.section(of)],
  ['note', (to, of) => to.note(of)],
  ['example', (to, of) => to.part(of, 'Example')],
  ['exercise', (to, of) => to.exercise(of)],
  ['figure', (to, of) => to.figure(of)],
  ['table', (to, of) => to.table(of)],
  ['equation', (to, of) => to.equation(of)],
  ['list', list],
  ['glossary', glossary],
  ['quote', quotation],
  ['code', (to, of) => (isCodeBlock(of) ? to.out.code(...codeOf(of)) : to.out.emphasize(textOf(of).trim(), '`'))],
  ['preformat', (to, of) => to.out.code(...codeOf(of))],
  ...['media', 'image', 'iframe', 'metadata', 'label', 'processing-instructions'].map(
    (name) => [name, () => undefined] as const,
  ),
]);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function list(to: ModuleText, of: XmlElement): void {
  const items = elements(of, 'item');
  if (attribute(of, 'display') === 'inline') {
    to.out.say(items.map((item) => to.inside(item)).join('; '));
    return;
  }
  const numbered = attribute(of, 'list-type') === 'enumerated';
  const style = attribute(of, 'number-style') ?? '';
  const first = Number(attribute(of, 'start-value') ?? 1) || 1;
  const markOf = (at: number) => {
    const letter = LETTERS[(at + first - 1) % LETTERS.length] ?? '';
    if (style.endsWith('alpha')) return `${style.startsWith('upper') ? letter.toUpperCase() : letter}.`;
    return `${at + first}.`;
  };
  to.out.open(numbered ? 'numbers' : 'bullets', numbered ? markOf : undefined);
  for (const item of items) {
    to.out.item();
    to.children(item);
  }
  to.out.close(numbered ? 'numbers' : 'bullets');
}

function glossary(to: ModuleText, of: XmlElement): void {
  to.out.heading(1, to.name('Glossary'));
  to.out.open('bullets');
  for (const definition of elements(of, 'definition')) {
    const [term, ...meanings] = [child(definition, 'term'), ...elements(definition, 'meaning')];
    to.out.item();
    to.out.say(
      `**${term ? to.inside(term).replaceAll('**', '') : ''}**: ${meanings.flatMap((part) => (part ? to.inside(part) : [])).join('; ')}`,
    );
  }
  to.out.close('bullets');
}

function quotation(to: ModuleText, of: XmlElement): void {
  to.out.open('quote');
  to.children(of);
  to.out.close('quote');
}
