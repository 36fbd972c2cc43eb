import type { Section } from '../reader.ts';
import type { CodeLine } from './code-line.ts';
import type { CodeLanguage, Rule } from './language.ts';
import { scan } from './scan.ts';
import { bareHeader, isLabel, signatureName } from './signature.ts';
import { type Statement, statementAt } from './statements.ts';

/** Declarations deeper than this are part of those around them. */
const DEEPEST = 8;
const LONGEST_TITLE = 80;
/** Above a declaration so many lines are looked at. */
const HIGHEST = 300;

/** A class or namespace that is open. */
interface Around {
  /** Depth of the line that opened it, and the least below it, that of its members; undefined until one is seen. */
  depth: number;
  inside: number | undefined;
  /** How many classes are open with it; namespaces do not count. */
  level: number;
  until: RegExp | undefined;
}

/**
 * The declarations of a source file as sections. Level 1 is for functions, classes and the like that stand alone
 * (namespaces do not count), one more for each class around. A title says what is declared: `class Stack<T>`,
 * `method push`, `function main`. A section begins with the comments, decorators and attributes that stand directly
 * above; declarations of one name in a row are one section (overloads, clauses).
 */
export function codeSections(text: string, language: CodeLanguage): Section[] {
  const { lines, balanced } = scan(text, language);
  const depths = depthsOf(text, lines, balanced ? language.blocks : 'indent');
  const finder = new Finder(text, language, lines, depths);
  return finder.find();
}

/** The depth of each line: of braces, or of indentation; -1 where no statement begins. */
function depthsOf(text: string, lines: readonly CodeLine[], blocks: CodeLanguage['blocks']): number[] {
  return lines.map((line) => {
    // Where indentation counts, a bracket that was misread must not hide the rest of the file.
    const inside = blocks === 'indent' ? line.string : line.within;
    if (line.comment || line.codeEnd === line.start || (inside && !line.directive)) return -1;
    return blocks === 'none' ? 0 : blocks === 'brace' ? line.depth : indentOf(text, line);
  });
}

/** Columns of white space at the beginning of a line, with a tab at every eighth. */
export function indentOf(text: string, { start, end }: CodeLine): number {
  let columns = 0;
  for (let at = start; at < end; at++) {
    const char = text[at];
    if (char === '\t') columns += 8 - (columns % 8);
    else if (char === ' ') columns++;
    else break;
  }
  return columns;
}

class Finder {
  readonly #text: string;
  readonly #language: CodeLanguage;
  readonly #lines: readonly CodeLine[];
  readonly #depths: readonly number[];
  readonly #around: Around[] = [];
  readonly #sections: Section[] = [];

  constructor(text: string, language: CodeLanguage, lines: readonly CodeLine[], depths: readonly number[]) {
    this.#text = text;
    this.#language = language;
    this.#lines = lines;
    this.#depths = depths;
  }

  find(): Section[] {
    const top = Math.max(
      0,
      this.#depths.reduce((least, depth) => (depth >= 0 ? Math.min(least, depth) : least), Infinity),
    );
    for (let at = 0; at < this.#lines.length; ) {
      const depth = this.#depths[at] ?? -1;
      if (depth < 0 || this.#isInBrackets(at) || depth !== this.#expected(at, depth, top)) at++;
      else at = this.#statement(at, depth);
    }
    return this.#sections;
  }

  /** Whether a line goes on inside brackets; one that declares something does not, and the brackets were misread. */
  #isInBrackets(at: number): boolean {
    const line = this.#lines[at];
    if (!line?.within || line.directive) return false;
    const said = this.#slice(at).trim();
    return !this.#language.rules.some(({ role, pattern }) => /^(?:class|function)$/.test(role) && pattern.test(said));
  }

  /** The depth at which statements are looked at here; closes what has ended. */
  #expected(at: number, depth: number, top: number): number {
    for (let around = this.#around.at(-1); around; around = this.#around.at(-1)) {
      if (around.until) {
        if (!around.until.test(this.#slice(at))) return around.depth;
      } else if (depth > around.depth) {
        around.inside = Math.min(around.inside ?? depth, depth);
        return around.inside;
      }
      this.#around.pop();
    }
    return top;
  }

  /** Takes in the statement that begins here; the line to go on with. */
  #statement(at: number, depth: number): number {
    const line = this.#slice(at);
    const { attributes, signatures } = this.#language;
    if (/^\s*[)\]}]/.test(line) || (signatures && isLabel(line))) return at + 1;
    const statement = statementAt(this.#text, this.#lines, at, this.#language);
    const header = attributes || signatures ? bareHeader(statement.header, signatures) : statement.header;
    const rule = this.#rule(header, statement);
    if (rule === undefined || rule.role === 'none') return statement.next;
    // What ends with a line of its own holds no other of its kind: the one before was not ended.
    if (rule.until && this.#around.at(-1)?.until?.source === rule.until.source) this.#around.pop();
    const around = this.#around.at(-1)?.level ?? 0;
    const level = around + 1;
    if (rule.role !== 'space' && level <= DEEPEST)
      this.#add(this.#startOf(at, depth), level, this.#title(rule, header, level));
    if (rule.role === 'class' || rule.role === 'space')
      this.#around.push({ depth, inside: undefined, level: rule.role === 'class' ? level : around, until: rule.until });
    return statement.next;
  }

  /** The rule that a header follows; for a signature, that of functions. */
  #rule(header: string, { block }: Statement): Rule | undefined {
    const inside = (this.#around.at(-1)?.level ?? 0) > 0;
    const found = this.#language.rules.find(
      (rule) =>
        (rule.block === undefined || rule.block === block || this.#language.blocks !== 'brace') &&
        (rule.inside === undefined || rule.inside === inside) &&
        rule.pattern.test(header),
    );
    if (found || !this.#language.signatures) return found;
    const name = signatureName(header, block);
    return name === undefined ? undefined : { role: 'function', pattern: /^/, word: name };
  }

  #title({ role, pattern, word }: Rule, header: string, level: number): string {
    const { name, or, also, of, what } = pattern.exec(header)?.groups ?? {};
    const said = (name ?? or ?? also ?? '').trim();
    if (role === 'function') {
      const full = [of, said || (word ?? '')].filter(Boolean).join('.');
      return shortened(`${level > 1 || of ? 'method' : 'function'} ${full}`);
    }
    const kind = word ?? (what && /^[A-Z\s]+$/.test(what) ? what.toLowerCase() : (what ?? ''));
    const from = header.indexOf(what ?? '');
    if (role === 'item' || said === '' || header.indexOf(said) < from) return oneTitle(`${kind} ${said}`);
    const whole = header.slice(from).replace(/ = (?:struct|sig)\b.*|(?<=\w)<[^>]*$/, '');
    const open = whole.indexOf('(');
    const shown = whole.length <= LONGEST_TITLE && whole.split('(').length === whole.split(')').length;
    return oneTitle(shown || open <= 0 ? whole : whole.slice(0, open));
  }

  #add(start: number, level: number, title: string): void {
    const last = this.#sections.at(-1);
    if (last && last.level === level && last.title === title) return;
    if (last?.start === start) this.#sections.pop();
    this.#sections.push({ start, level, title });
  }

  /** Where the comments, decorators and attributes above a declaration begin. */
  #startOf(at: number, depth: number): number {
    let first = at;
    for (let above = at - 1; above >= Math.max(0, at - HIGHEST); above--) {
      const line = this.#lines[above];
      if (line === undefined) break;
      const blank = line.start + 1 >= line.end || this.#slice(above).trim() === '';
      if (blank && !line.comment) {
        if (first !== at || !this.#endsDocument(above - 1)) break;
      } else if (this.#belongs(above, depth)) first = above;
      else break;
    }
    return this.#lines[first]?.start ?? 0;
  }

  /** Whether a line is a comment at a declaration's depth, or an attribute of it. */
  #belongs(at: number, depth: number): boolean {
    const line = this.#lines[at];
    if (line === undefined || line.within) return false;
    const { attached, blocks, signatures } = this.#language;
    const own = this.#depths[at] ?? -1;
    if (line.directive) return signatures === true && /^\s*#\s*if/.test(this.#slice(at));
    if (!line.comment && signatures && isLabel(this.#slice(at))) return true;
    if (!line.comment) return own === depth && attached?.test(this.#slice(at).trim()) === true;
    return blocks !== 'indent' || indentOf(this.#text, line) <= depth || !/^\s*[#%;!-]/.test(this.#slice(at));
  }

  /** Whether a line ends a block comment: one above a blank line still belongs to what follows. */
  #endsDocument(at: number): boolean {
    const line = this.#lines[at];
    return line?.comment === true && /(?:\*\/|-\}|=cut)\s*$/.test(this.#slice(at));
  }

  #slice(at: number): string {
    const line = this.#lines[at];
    return line === undefined ? '' : this.#text.slice(line.start, Math.min(line.end, line.start + 400));
  }
}

/** A header as a title: without the spaces of broken lines, and what only leads to its block. */
function oneTitle(said: string): string {
  const tight = said.replaceAll(/(?<=\() | (?=\))|,(?= ?\))/g, '');
  return shortened(tight.replace(/(?:; ?end\b.*| do| then| is|[\s{;:=.(#-])+$/, ''));
}

function shortened(said: string): string {
  const title = said.trim();
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}
