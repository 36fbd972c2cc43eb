import { holder, type Placing, scaleOf, type Thing, thing, valueOn, type World } from './arrangement-world.ts';
import {
  type Atoms,
  type Call,
  type Condition,
  IllFormed,
  nameOf,
  negated,
  readCall,
  readRange,
  within,
} from './language.ts';
import type { Value } from './problem.ts';

type Compare = (a: number, b: number, length: number) => boolean;

/** How two values of an ordered scale may lie to each other; `length` is that of the scale. */
const LYING: Record<string, Compare> = {
  before: (a, b) => a < b,
  after: (a, b) => a > b,
  'just-before': (a, b) => b - a === 1,
  'just-after': (a, b) => a - b === 1,
  'next-to': (a, b) => Math.abs(a - b) === 1,
};
const ROUND: Record<string, Compare> = {
  'just-before': (a, b, length) => (b - a + length) % length === 1,
  'just-after': (a, b, length) => (a - b + length) % length === 1,
  'next-to': (a, b, length) => apart(a, b, length, true) === 1,
};

/** What can be said of an arrangement. */
export function atomsOf(world: World): Atoms<Placing> {
  return {
    call(call) {
      const { name, args } = call;
      if (name === 'at') return together(world, things(world, call, 2));
      if (name === 'same') return same(world, call);
      if (name === 'different') return different(world, call);
      if (name === 'size') return size(world, args);
      if (name === 'distance') return distance(world, call);
      if (name === 'between') return between(world, call);
      if (name === 'only') return only(world, args);
      if (name === 'in-order') return inOrder(world, call);
      return Object.hasOwn(LYING, name) ? lying(world, call) : null;
    },
  };
}

/** Something of an arrangement that has a value: place(X), who(value), gap(X, Y), order(scale). Errors: IllFormed. */
export function termOf(text: string, world: World): (placing: Placing) => Value {
  const call = readCall(text);
  const { name, args } = call ?? { name: '', args: [] };
  if (call && name === 'place') {
    const [of] = things(world, call, 1);
    const scale = scaleOf(world, args[1], [], false);
    return (placing) => world.scales[scale]?.written[of ? valueOn(placing, of, scale) : -1] ?? 'nothing';
  }
  if (call && name === 'gap') {
    const pair = things(world, call, 2);
    const scale = scaleOf(world, args[2], pair, true);
    return (placing) => {
      const [a = 0, b = 0] = pair.map((each) => valueOn(placing, each, scale));
      return apart(a, b, world.scales[scale]?.values.length ?? 0, world.scales[scale]?.order === 'circle');
    };
  }
  if (call && name === 'who') {
    const [of] = things(world, call, 1);
    if (!of || !('scale' in of)) throw new IllFormed(`who takes a value and "${args[0]}" is none`);
    return (placing) =>
      named(
        world,
        (placing[of.scale] ?? []).flatMap((value, item) => (value === of.value ? [item] : [])),
      );
  }
  if (name !== 'order')
    throw new IllFormed(`"${text}" has no value: place(X), who(value), gap(X, Y) and order(scale) do`);
  const scale = scaleOf(world, args[0], [], true);
  return (placing) => {
    const row = placing[scale] ?? [];
    return named(
      world,
      [...row.keys()].sort((a, b) => (row[a] ?? 0) - (row[b] ?? 0)),
    );
  };
}

function named({ written }: World, items: readonly number[]): Value {
  return items.map((item) => written[item] ?? '');
}

function things(world: World, { name, args }: Call, count: number): Thing[] {
  if (args.length < count) throw new IllFormed(`${name} takes ${count} names`);
  return args.slice(0, count).map((arg) => thing(world, arg));
}

/** One item has both: an item and a value, or two values of different scales. */
function together(world: World, [one, other]: Thing[]): Condition<Placing> {
  if (!one || !other) throw new IllFormed('at takes two names');
  const value = 'scale' in other ? other : one;
  const of = value === other ? one : other;
  if (!('scale' in value) || ('scale' in of && of.scale === value.scale))
    throw new IllFormed('at takes an item and a value, or values of two scales');
  return (placing) => {
    if ('scale' in of && (world.scales[of.scale]?.most ?? 1) > 1) return anyone(placing, of, value);
    const found = valueOn(placing, of, value.scale);
    if (found >= 0) return found === value.value;
    if (found === -2) return false;
    return (world.scales[value.scale]?.most ?? 1) === 1 ? taken(placing, of, value) : null;
  };
}

/** Whether somebody else is known to have a value that only one can have. */
function taken(placing: Placing, of: Thing, value: { scale: number; value: number }): false | null {
  const item = holder(placing, value.scale, value.value);
  if (item < 0) return item === -2 ? false : null;
  if ('item' in of) return item === of.item ? null : false;
  const own = placing[of.scale]?.[item] ?? -1;
  return own >= 0 && own !== of.value ? false : null;
}

function anyone(placing: Placing, a: { scale: number; value: number }, b: { scale: number; value: number }) {
  let open = false;
  for (const [item, value] of (placing[a.scale] ?? []).entries()) {
    const other = placing[b.scale]?.[item] ?? -1;
    if (value === a.value && other === b.value) return true;
    open ||= (value === a.value || value < 0) && (other === b.value || other < 0);
  }
  return open ? null : false;
}

/** The verdict of a comparison of values, open while one of them is. */
function compared(of: readonly Thing[], scale: number, holds: (values: number[]) => boolean): Condition<Placing> {
  return (placing) => {
    const values = of.map((each) => valueOn(placing, each, scale));
    if (values.includes(-2)) return false;
    return values.includes(-1) ? null : holds(values);
  };
}

function same(world: World, call: Call): Condition<Placing> {
  const pair = things(world, call, 2);
  return compared(pair, scaleOf(world, call.args[2], pair, false), ([a, b]) => a === b);
}

/** All of them pairwise; the last argument may name the scale. */
function different(world: World, { name, args }: Call): Condition<Placing> {
  const last = nameOf(args.at(-1) ?? '');
  const scaled = args.length > 2 && world.scales.some((scale) => scale.name === last);
  const all = (scaled ? args.slice(0, -1) : args).map((arg) => thing(world, arg));
  if (all.length < 2) throw new IllFormed(`${name} takes two or more names`);
  const scale = scaleOf(world, scaled ? last : undefined, all, false);
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => compared([a, b], scale, ([x, y]) => x === y)));
  return (placing) => {
    const verdicts = pairs.map((pair) => negated(pair(placing)));
    if (verdicts.includes(false)) return false;
    return verdicts.includes(null) ? null : true;
  };
}

function size(world: World, args: readonly string[]): Condition<Placing> {
  const of = thing(world, args[0] ?? '');
  if (!('scale' in of)) throw new IllFormed(`size takes a value and "${args[0]}" is none`);
  const [least, most] = readRange(args[1] ?? '');
  return (placing) => {
    const row = placing[of.scale] ?? [];
    const low = row.filter((value) => value === of.value).length;
    return within(low, low + row.filter((value) => value < 0).length, least, most);
  };
}

function lying(world: World, call: Call): Condition<Placing> {
  const pair = things(world, call, 2);
  const scale = scaleOf(world, call.args[2], pair, true);
  const { order, values } = world.scales[scale] ?? { order: 'line', values: [] };
  const compare = (order === 'circle' ? ROUND : LYING)[call.name];
  if (!compare) throw new IllFormed(`${call.name} says nothing round a circle`);
  return compared(pair, scale, ([a = 0, b = 0]) => compare(a, b, values.length));
}

function distance(world: World, call: Call): Condition<Placing> {
  const pair = things(world, call, 2);
  const [least, most] = readRange(call.args[2] ?? '');
  const scale = scaleOf(world, call.args[3], pair, true);
  const { order, values } = world.scales[scale] ?? { order: 'line', values: [] };
  return compared(pair, scale, ([a = 0, b = 0]) => {
    const found = apart(a, b, values.length, order === 'circle');
    return found >= least && found <= most;
  });
}

function between(world: World, call: Call): Condition<Placing> {
  const all = things(world, call, 3);
  const scale = scaleOf(world, call.args[3], all, true);
  if (world.scales[scale]?.order === 'circle') throw new IllFormed('between says nothing round a circle');
  return compared(all, scale, ([x = 0, a = 0, b = 0]) => (a < x && x < b) || (b < x && x < a));
}

/** Exactly the items named have the value. */
function only(world: World, [value = '', ...names]: readonly string[]): Condition<Placing> {
  const of = thing(world, value);
  if (!('scale' in of)) throw new IllFormed(`only takes a value first and "${value}" is none`);
  const wanted = names.map((name) => thing(world, name)).flatMap((each) => ('item' in each ? [each.item] : []));
  if (wanted.length < names.length) throw new IllFormed('only takes items after the value');
  return (placing) => {
    const row = placing[of.scale] ?? [];
    if (row.some((found, item) => found >= 0 && (found === of.value) !== wanted.includes(item))) return false;
    return row.includes(-1) ? null : true;
  };
}

/** Each comes before the next. */
function inOrder(world: World, call: Call): Condition<Placing> {
  const all = things(world, call, call.args.length);
  const scale = scaleOf(world, undefined, all, true);
  return compared(all, scale, (values) => values.every((value, at) => at === 0 || (values[at - 1] ?? 0) < value));
}

function apart(a: number, b: number, length: number, circle: boolean): number {
  const direct = Math.abs(a - b);
  return circle ? Math.min(direct, length - direct) : direct;
}
