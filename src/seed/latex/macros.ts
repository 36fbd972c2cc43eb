import type { Input } from './input.ts';
import { sourceOf, type Token } from './tokens.ts';

/** How a macro takes one argument: `m` a group or token, `o` in brackets, `t` a mark that may stand there, as a star does. */
export interface Parameter {
  kind: 'm' | 'o' | 't';
  mark?: string;
  /** What stands for an argument in brackets that is not given. */
  otherwise: readonly Token[];
}

/** A command or environment that a document defines. */
export interface Macro {
  parameters: readonly Parameter[];
  body: readonly Token[];
  /** Of an environment, what stands at its end. */
  end?: readonly Token[];
}

const MOST_PARAMETERS = 9;
const MANDATORY: Parameter = { kind: 'm', otherwise: [] };
const OPERATOR: Token = { kind: 'command', text: '\\operatorname', name: 'operatorname' };
const OPEN: Token = { kind: 'open', text: '{' };
const CLOSE: Token = { kind: 'close', text: '}' };

/** Commands that define others. */
export const DEFINERS: ReadonlyMap<string, (macros: Macros, input: Input, command: string) => void> = new Map([
  ...['newcommand', 'renewcommand', 'providecommand', 'DeclareRobustCommand'].map(
    (name) => [name, newCommand] as const,
  ),
  ...['def', 'gdef', 'edef', 'xdef'].map((name) => [name, define] as const),
  ...['newenvironment', 'renewenvironment'].map((name) => [name, newEnvironment] as const),
  ...['NewDocumentCommand', 'RenewDocumentCommand', 'ProvideDocumentCommand', 'DeclareDocumentCommand'].map(
    (name) => [name, documentCommand] as const,
  ),
  ['DeclareMathOperator', mathOperator] as const,
  ['let', letTo] as const,
]);

/** The macros of a document, without packages: simple arguments, no delimiters, no scope. */
export class Macros {
  readonly commands = new Map<string, Macro>();
  readonly environments = new Map<string, Macro>();

  /** Puts what a macro stands for before the input; false where it could not take its arguments, or no more may be put in. */
  expand(macro: Macro, input: Input): boolean {
    const taken = this.taken(macro, input);
    return taken !== undefined && input.push(substituted(macro.body, taken));
  }

  /** The arguments of a macro, taken from the input. */
  taken(macro: Macro, input: Input): (readonly Token[])[] | undefined {
    const taken: (readonly Token[])[] = [];
    for (const { kind, otherwise, mark = '*' } of macro.parameters) {
      if (kind === 't') taken.push(input.takes(mark) ? [{ kind: 'text', text: mark }] : []);
      else if (kind === 'o') taken.push(input.option() ?? otherwise);
      else {
        const argument = input.argument();
        if (argument === undefined) return undefined;
        taken.push(argument);
      }
    }
    return taken;
  }
}

/** A body with its arguments in it. */
export function substituted(body: readonly Token[], taken: readonly (readonly Token[])[]): readonly Token[] {
  if (!body.some(({ kind }) => kind === 'parameter')) return body;
  return body.flatMap((token) => {
    if (token.kind !== 'parameter') return [token];
    if (token.text.startsWith('##')) return [{ ...token, text: token.text.slice(1) }];
    return taken[Number(token.text.slice(1)) - 1] ?? [];
  });
}

function nameOf(input: Input): string | undefined {
  const [first] = input.argument() ?? [];
  return first?.name;
}

function newCommand(macros: Macros, input: Input, command: string): void {
  input.takes('*');
  const name = nameOf(input);
  const parameters = countedParameters(input);
  const body = input.argument();
  if (name === undefined || body === undefined) return;
  if (command !== 'providecommand' || !macros.commands.has(name)) macros.commands.set(name, { parameters, body });
}

function newEnvironment(macros: Macros, input: Input): void {
  input.takes('*');
  const name = sourceOf(input.argument() ?? []).trim();
  const parameters = countedParameters(input);
  const [body, end] = [input.argument(), input.argument()];
  if (name !== '' && body && end) macros.environments.set(name, { parameters, body, end });
}

/** `[2][default]`: how many parameters there are, and that the first stands in brackets. */
function countedParameters(input: Input): Parameter[] {
  const count = Number(sourceOf(input.option() ?? [])) || 0;
  const otherwise = count > 0 ? input.option() : undefined;
  const parameters = Array.from({ length: Math.min(MOST_PARAMETERS, count) }, () => MANDATORY);
  if (otherwise && parameters.length > 0) parameters[0] = { kind: 'o', otherwise };
  return parameters;
}

function define(macros: Macros, input: Input): void {
  const name = input.next()?.name;
  let count = 0;
  for (let token = input.peek(); token && token.kind !== 'open'; token = input.peek()) {
    if (token.kind === 'paragraph' || count > MOST_PARAMETERS) return;
    if (token.kind === 'parameter') count++;
    input.next();
  }
  const body = input.argument();
  const parameters = Array.from({ length: count }, () => MANDATORY);
  if (name !== undefined && body) macros.commands.set(name, { parameters, body });
}

function documentCommand(macros: Macros, input: Input): void {
  const name = nameOf(input);
  const parameters: Parameter[] = [];
  const [pattern, body] = [sourceOf(input.argument() ?? []), input.argument()];
  for (const [, mark, kind = ''] of pattern.matchAll(/t\s*(\S)|([a-zA-Z])(?:\{[^{}]*\})?/g)) {
    if (mark !== undefined || kind === 's') parameters.push({ kind: 't', mark: mark ?? '*', otherwise: [] });
    else if (/[oO]/.test(kind)) parameters.push({ kind: 'o', otherwise: [] });
    else parameters.push(MANDATORY);
  }
  if (name !== undefined && body) macros.commands.set(name, { parameters: parameters.slice(0, MOST_PARAMETERS), body });
}

function mathOperator(macros: Macros, input: Input): void {
  input.takes('*');
  const name = nameOf(input);
  const said = input.argument();
  if (name !== undefined && said) macros.commands.set(name, { parameters: [], body: [OPERATOR, OPEN, ...said, CLOSE] });
}

/** `\let\a=\b`: what is known of `\b`, as it is at that place. */
function letTo(macros: Macros, input: Input): void {
  const name = input.next()?.name;
  input.takes('=');
  input.skipSpace();
  const to = input.next();
  if (name === undefined || to === undefined || to.name === name) return;
  const known = to.name === undefined ? undefined : macros.commands.get(to.name);
  macros.commands.set(name, known ?? { parameters: [], body: to.kind === 'open' || to.kind === 'close' ? [] : [to] });
}
