import { constant } from './arithmetic.ts';
import { readComparison } from './comparison.ts';
import { type Atoms, type Call, type Condition, IllFormed, nameOf, readCall, readCondition } from './language.ts';
import type { Problem } from './problem.ts';
import type { MovesStatement } from './shapes.ts';

/** What everyone has, by name: a thing by its name, a number in digits, or nothing. */
type Holdings = Map<string, string>;

const NOTHING = 'nothing';

/** Holdings that change by moves, carried out in order. Errors: IllFormed, also for a move that cannot be made. */
export function moves({ start, moves }: Pick<MovesStatement, 'start' | 'moves'>): Problem<Holdings> {
  const held: Holdings = new Map(start.map(({ who, has }) => [nameOf(who), nameOf(has) || NOTHING]));
  if (held.size < start.length) throw new IllFormed('two holders have one name');
  for (const move of moves) carryOut(held, move);
  return {
    each(visit) {
      visit(held);
    },
    condition: (text) => readCondition(text, ATOMS),
    term: (text) => termOf(text),
  };
}

const ATOMS: Atoms<Holdings> = {
  call({ name, args: [a = '', b = ''] }): Condition<Holdings> | null {
    if (name === 'has') return (held) => held.get(who(held, a)) === nameOf(b);
    if (name === 'same') return (held) => held.get(who(held, a)) === held.get(who(held, b));
    if (name === 'more') return (held) => numberOf(held, a) > numberOf(held, b);
    return null;
  },
  text(text) {
    return (held) => readComparison(text, (name) => constant(numberOf(held, name))).verdict([]);
  },
};

function termOf(text: string): (held: Holdings) => string | number {
  const { name, args } = readCall(text) ?? { name: '', args: [] };
  if (name === 'has')
    return (held) => {
      const value = held.get(who(held, args[0] ?? '')) ?? NOTHING;
      return /^\d+$/.test(value) ? Number(value) : value;
    };
  if (name === 'holder' || name === 'who') return (held) => holderOf(held, args[0] ?? '');
  if (name !== 'total') throw new IllFormed(`"${text}" has no value: has(A), holder(thing) and total(A, B) do`);
  return (held) => args.reduce((sum, each) => sum + numberOf(held, each), 0);
}

function carryOut(held: Holdings, move: string): void {
  const call = readCall(move);
  if (!call) throw new IllFormed(`"${move.slice(0, 80)}" is no move`);
  const { name, args } = call;
  if (name === 'if') {
    const [condition = '', then = '', ...more] = args;
    if (more.length > 0 || /^\s*if\b/i.test(then)) throw new IllFormed('if takes a condition and a move');
    if (readCondition(condition, ATOMS)(held)) carryOut(held, then);
    return;
  }
  if (name === 'swap' || name === 'pass') handOn(held, call);
  else if (name === 'put') held.set(who(held, args[0] ?? ''), nameOf(args[1] ?? '') || NOTHING);
  else count(held, call);
}

/** What each has goes to the next, and what the last has to the first. */
function handOn(held: Holdings, { name, args }: Call): void {
  const places = args.map((arg) => who(held, arg));
  if (places.length < 2 || (name === 'swap' && places.length > 2) || new Set(places).size < places.length)
    throw new IllFormed(`${name}(${args.join(', ')}) is no exchange`);
  const things = places.map((place) => held.get(place) ?? NOTHING);
  for (const [at, place] of places.entries()) held.set(place, things.at(at - 1) ?? NOTHING);
}

function count(held: Holdings, { name, args }: Call): void {
  const [from = '', to = ''] = args;
  const before = numberOf(held, from);
  if (name === 'add') set(held, from, before + amount(held, args[1], before));
  else if (name === 'take') set(held, from, before - amount(held, args[1], before));
  else if (name === 'double') set(held, from, 2 * before);
  else if (name === 'give') {
    const given = amount(held, args[2], before);
    set(held, from, before - given);
    set(held, to, numberOf(held, to) + given);
  } else throw new IllFormed(`no move is called "${name}"`);
}

function amount(held: Holdings, text = '', of: number): number {
  if (/^(?:all|half)$/i.test(text)) return /all/i.test(text) ? of : of / 2;
  return /^\d{1,6}$/.test(text) ? Number(text) : numberOf(held, text);
}

function set(held: Holdings, name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new IllFormed(`"${name}" would have ${value}`);
  held.set(who(held, name), String(value));
}

function numberOf(held: Holdings, name: string): number {
  const value = held.get(who(held, name)) ?? '';
  if (!/^\d{1,9}$/.test(value)) throw new IllFormed(`"${name}" has no number but ${value || NOTHING}`);
  return Number(value);
}

/** A holder by name, or by what it holds. */
function who(held: Holdings, text: string): string {
  const call = readCall(text);
  const name = call?.name === 'holder' ? nameOf(holderOf(held, call.args[0] ?? '')) : nameOf(text);
  if (!held.has(name)) throw new IllFormed(`"${text}" holds nothing at the start`);
  return name;
}

function holderOf(held: Holdings, thing: string): string {
  const found = [...held].filter(([, has]) => has === nameOf(thing)).map(([holder]) => holder);
  if (found.length !== 1) throw new IllFormed(`${found.length} hold "${thing}"`);
  return found[0] ?? '';
}
