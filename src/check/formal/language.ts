/** Whether something holds; null while a state does not decide it yet. */
export type Verdict = boolean | null;

/** Something that holds of a state, or not. */
export type Condition<S> = (state: S) => Verdict;

/** What a statement is wrong in, for people. Thrown while a statement is read, and caught by {@link solve} alone. */
export class IllFormed extends Error {}

/** `name(argument, ...)` as written; arguments are trimmed. */
export interface Call {
  name: string;
  args: string[];
}

/** What a kind of statement can say beside the connectives: a call, or any other text such as `a = b + 1`. */
export interface Atoms<S> {
  call(call: Call): Condition<S> | null;
  text?(text: string): Condition<S>;
}

const LONGEST = 600;
const DEEPEST = 6;

/** Reads a condition: atoms, and `not`, `and`, `or`, `if`, `iff`, `xor`, `exactly`, `at-least`, `at-most` over them. */
export function readCondition<S>(text: string, atoms: Atoms<S>, depth = 0): Condition<S> {
  if (text.length > LONGEST) throw new IllFormed(`a condition is longer than ${LONGEST} characters`);
  if (depth > DEEPEST) throw new IllFormed(`"${text.slice(0, 80)}" is nested too deeply`);
  const call = readCall(text);
  if (!call) {
    if (atoms.text) return atoms.text(text);
    throw new IllFormed(`"${text.slice(0, 80)}" is not of the form name(a, b)`);
  }
  const joined = connective(call, (inner) => readCondition(inner, atoms, depth + 1));
  const atom = joined ?? atoms.call(call) ?? atoms.text?.(text);
  if (!atom) throw new IllFormed(`nothing is called "${call.name}"`);
  return atom;
}

/** The call that a text is, wholly; null where it is something else. Names are compared with hyphens and small letters. */
export function readCall(text: string): Call | null {
  const trimmed = text.trim().replace(/\.$/, '');
  const open = trimmed.indexOf('(');
  if (open <= 0 || !trimmed.endsWith(')')) return null;
  const name = trimmed.slice(0, open).trim();
  if (!/^[\p{L}][\p{L} _-]*$/u.test(name)) return null;
  const args = splitArguments(trimmed.slice(open + 1, -1));
  return args && { name: name.toLowerCase().replaceAll(/[ _]+/g, '-'), args };
}

/** Parts between commas outside brackets; null where brackets do not match, so that the text is no single call. */
function splitArguments(text: string): string[] | null {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth < 0) return null;
    if (sign === ',' && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  if (depth !== 0) return null;
  const all = [...parts, text.slice(from)].map((part) => part.trim());
  return all.length === 1 && all[0] === '' ? [] : all;
}

function connective<S>({ name, args }: Call, read: (text: string) => Condition<S>): Condition<S> | null {
  const two = () => {
    if (args.length !== 2) throw new IllFormed(`${name} takes two conditions`);
    return args.map(read) as [Condition<S>, Condition<S>];
  };
  if (name === 'not') {
    const [only, ...others] = args.map(read);
    if (!only || others.length > 0) throw new IllFormed('not takes one condition');
    return (state) => negated(only(state));
  }
  if (name === 'and') return counted(args.map(read), args.length, args.length);
  if (name === 'or') return counted(args.map(read), 1, args.length);
  if (name === 'if') {
    const [one, other] = two();
    return counted([(state) => negated(one(state)), other], 1, 2);
  }
  if (name === 'iff' || name === 'xor') {
    const [one, other] = two();
    const wanted = name === 'iff';
    return (state) => {
      const [a, b] = [one(state), other(state)];
      return a === null || b === null ? null : (a === b) === wanted;
    };
  }
  return quantified(name, args, read);
}

function quantified<S>(name: string, args: string[], read: (text: string) => Condition<S>): Condition<S> | null {
  if (name !== 'exactly' && name !== 'at-least' && name !== 'at-most') return null;
  const [first = '', ...rest] = args;
  if (!/^\d{1,2}$/.test(first) || rest.length === 0) throw new IllFormed(`${name} takes a number and conditions`);
  const count = Number(first);
  const least = name === 'at-most' ? 0 : count;
  return counted(rest.map(read), least, name === 'at-least' ? rest.length : count);
}

/** Between `least` and `most` of the conditions hold. */
function counted<S>(conditions: Condition<S>[], least: number, most: number): Condition<S> {
  return (state) => {
    let [holding, open] = [0, 0];
    for (const condition of conditions) {
      const verdict = condition(state);
      if (verdict === true) holding++;
      if (verdict === null) open++;
    }
    return within(holding, holding + open, least, most);
  };
}

/** Whether a number known to lie from `low` to `high` lies from `least` to `most`. */
export function within(low: number, high: number, least: number, most: number): Verdict {
  if (low > most || high < least) return false;
  return low >= least && high <= most ? true : null;
}

/** The opposite; what is open stays open. */
export function negated(verdict: Verdict): Verdict {
  return verdict === null ? null : !verdict;
}

/** `3`, `2-4` as a least and a most. */
export function readRange(text: string): readonly [number, number] {
  const match = /^(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?$/.exec(text.trim());
  if (!match) throw new IllFormed(`"${text.slice(0, 40)}" is no number or range such as 2-3`);
  return [Number(match[1]), Number(match[2] ?? match[1])];
}

/** A name as names are compared: case, marks round it and doubled spaces aside. */
export function nameOf(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^["'“„«\s]+|["'”»\s.]+$/gu, '');
}
