import { Input } from './input.ts';
import { sourceOf, type Token } from './tokens.ts';

/** Tests of TeX that depend on what only a typesetter knows: taken as not met. */
const UNKNOWN = new Set(
  'if ifx ifnum ifdim ifodd ifcase ifcat ifvmode ifhmode ifmmode ifinner ifvoid ifdefined ifcsname ifeof ifpdf ifxetex ifluatex'.split(
    ' ',
  ),
);

/** Which parts of a document its conditions let stand: `\iffalse`, switches of `\newif`, `\ifthenelse`. */
export class Conditionals {
  readonly #switches = new Map<string, boolean>();

  /** Does what a command says, if it is one of conditions. */
  run(name: string, input: Input): boolean {
    if (name === 'fi') return true;
    if (name === 'else' || name === 'or') return this.#skip(input, false);
    if (name.startsWith('if') && this.#isTest(name)) {
      if (name !== 'iftrue' && this.#switches.get(name.slice(2)) !== true) this.#skip(input, true);
      return true;
    }
    return this.#runChoice(name, input) || this.#runSwitch(name, input);
  }

  #isTest(name: string): boolean {
    return name === 'iffalse' || name === 'iftrue' || UNKNOWN.has(name) || this.#switches.has(name.slice(2));
  }

  /** Passes over what is not to stand, to the `\fi` that ends it, or to its `\else`. */
  #skip(input: Input, orElse: boolean): true {
    let depth = 0;
    for (let token = input.next(); token; token = input.next()) {
      if (token.kind !== 'command' || token.name === undefined) continue;
      if (this.#isTest(token.name)) depth++;
      else if (token.name === 'else' && depth === 0 && orElse) return true;
      else if (token.name === 'fi' && depth-- === 0) return true;
    }
    return true;
  }

  #runSwitch(name: string, input: Input): boolean {
    if (name === 'newif') {
      const made = input.next()?.name;
      if (made?.startsWith('if')) this.#switches.set(made.slice(2), false);
      return true;
    }
    if (name === 'newboolean' || name === 'setboolean' || name === 'provideboolean') {
      const made = sourceOf(input.argument() ?? []).trim();
      this.#switches.set(made, name === 'setboolean' && sourceOf(input.argument() ?? []).trim() === 'true');
      return true;
    }
    const [, known = '', value] = /^(.+)(true|false)$/.exec(name) ?? [];
    if (!this.#switches.has(known)) return false;
    this.#switches.set(known, value === 'true');
    return true;
  }

  /** Commands with a test and two ways to go on. */
  #runChoice(name: string, input: Input): boolean {
    const test = CHOICES.get(name);
    if (!test) return false;
    const said = input.argument();
    const [met, unmet] = [input.argument(), input.argument()];
    if (said && met) input.push(test(said, this.#switches) ? met : (unmet ?? []));
    return true;
  }
}

const isEmpty = (said: readonly Token[]) => sourceOf(said).trim() === '';

const CHOICES = new Map<string, (said: readonly Token[], switches: ReadonlyMap<string, boolean>) => boolean>([
  ['ifthenelse', isMet],
  ['IfFileExists', () => false],
  ['IfNoValueTF', isEmpty],
  ['IfValueTF', (said) => !isEmpty(said)],
  ['IfBooleanTF', (said) => !isEmpty(said)],
  ['ifstrempty', isEmpty],
  ['ifblank', isEmpty],
]);

/** A test of `\ifthenelse` of one part; what is none is not met. */
function isMet(said: readonly Token[], switches: ReadonlyMap<string, boolean>): boolean {
  const input = new Input(said, { left: 0 });
  let not = false;
  for (let token = input.next(); token; token = input.next()) {
    if (token.name === 'not') not = !not;
    else if (token.name === 'equal') return isSame(input.argument(), input.argument()) !== not;
    else if (token.name === 'boolean') return (switches.get(sourceOf(input.argument() ?? []).trim()) ?? false) !== not;
    else if (token.kind === 'command') return false;
  }
  return false;
}

function isSame(a: readonly Token[] | undefined, b: readonly Token[] | undefined): boolean {
  return sourceOf(a ?? []).trim() === sourceOf(b ?? []).trim();
}
