import { constant } from './arithmetic.ts';
import { readComparison } from './comparison.ts';
import { type Atoms, IllFormed, nameOf, readCall, readCondition } from './language.ts';
import type { Problem } from './problem.ts';
import type { WalkStatement } from './shapes.ts';

/** Where somebody is, seen from the start, and which way they face, in quarter turns from north. */
interface Position {
  east: number;
  north: number;
  facing: number;
}

const WAYS = ['north', 'east', 'south', 'west'];
const STEPS = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;
const TURNS: Record<string, number> = { left: 3, right: 1, around: 2, round: 2, back: 2 };

/** A walk over a grid, carried out in order. Errors: IllFormed. */
export function walk({ facing, moves }: Pick<WalkStatement, 'facing' | 'moves'>): Problem<Position> {
  const end = moves.reduce(step, { east: 0, north: 0, facing: way(facing) });
  return {
    each: (visit) => visit(end),
    condition: (text) => readCondition(text, ATOMS),
    term: termOf,
  };
}

function step(at: Position, move: string): Position {
  const { name, args } = readCall(move) ?? { name: '', args: [] };
  const [first = '', second] = args;
  if (name === 'turn') {
    const turn = TURNS[nameOf(first)];
    if (turn === undefined) throw new IllFormed(`"${move}" is no turn`);
    return { ...at, facing: (at.facing + turn) % 4 };
  }
  if (name === 'face') return { ...at, facing: way(first) };
  if ((name !== 'go' && name !== 'back') || !/^\d{1,4}$/.test(first))
    throw new IllFormed(`"${move.slice(0, 80)}" is no move`);
  const direction = second === undefined ? at.facing : way(second);
  const [east, north] = STEPS[direction] ?? [0, 0];
  const length = Number(first) * (name === 'back' ? -1 : 1);
  return { ...at, east: at.east + east * length, north: at.north + north * length };
}

const ATOMS: Atoms<Position> = {
  call({ name, args: [value = ''] }) {
    if (name !== 'facing' && name !== 'bearing' && name !== 'home') return null;
    const wanted = nameOf(value).replaceAll(/[ -]/g, '');
    return (at) => String(termOf(name)(at)).replaceAll('-', '') === wanted;
  },
  text(text) {
    return (at) => readComparison(text, (name) => constant(measure(name)(at))).verdict([]);
  },
};

function termOf(text: string): (at: Position) => string | number {
  const name = nameOf(text).replace(/\(\)$/, '');
  if (name === 'facing') return ({ facing }) => WAYS[facing] ?? '';
  if (name === 'bearing') return ({ east, north }) => direction(east, north);
  if (name === 'home') return ({ east, north }) => direction(-east, -north);
  return measure(name);
}

function measure(text: string): (at: Position) => number {
  const found: Record<string, (at: Position) => number> = {
    blocks: ({ east, north }) => Math.abs(east) + Math.abs(north),
    straight: ({ east, north }) => Math.hypot(east, north),
    east: ({ east }) => east,
    north: ({ north }) => north,
    west: ({ east }) => -east,
    south: ({ north }) => -north,
  };
  const name = nameOf(text);
  const value = Object.hasOwn(found, name) ? found[name] : undefined;
  if (!value) throw new IllFormed(`"${text}" is nothing that a walk has`);
  return value;
}

/** One of eight directions, by signs alone; "here" for none. */
function direction(east: number, north: number): string {
  const parts = [north > 0 ? 'north' : north < 0 ? 'south' : '', east > 0 ? 'east' : east < 0 ? 'west' : ''];
  return parts.filter(Boolean).join('-') || 'here';
}

function way(text: string): number {
  const found = WAYS.indexOf(nameOf(text));
  if (found < 0) throw new IllFormed(`"${text}" is none of north, east, south, west`);
  return found;
}
