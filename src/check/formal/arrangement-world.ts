import { IllFormed, nameOf, readRange } from './language.ts';
import type { ArrangementStatement } from './shapes.ts';

/** What every item gets one value of. `least`, `most`: how many items a value takes. */
export interface Scale {
  name: string;
  values: string[];
  /** The values as they were written. */
  written: string[];
  least: number;
  most: number;
  order: 'line' | 'circle' | 'none';
}

/** The items and scales of an arrangement, by names as they are compared. */
export interface World {
  items: string[];
  written: string[];
  scales: Scale[];
}

/** The value of each item on each scale, as places in the scale's list; -1 where it is not settled yet. */
export type Placing = number[][];

/** What a name means: an item, or a value of a scale. */
export type Thing = { item: number } | { scale: number; value: number };

/** Items and scales. Errors: IllFormed where names are not clear or the values cannot take the items. */
export function readScales({ items, scales }: Pick<ArrangementStatement, 'items' | 'scales'>): World {
  const names = items.map(nameOf);
  if (new Set(names).size < names.length) throw new IllFormed('two items have one name');
  const read = scales.map(({ name, values, holds, order }): Scale => {
    const plain = values.map(nameOf);
    if (new Set(plain).size < plain.length) throw new IllFormed(`two values of "${name}" are the same`);
    const [least, most] = readRange(holds);
    if (least * values.length > items.length || most * values.length < items.length)
      throw new IllFormed(`${values.length} values of "${name}" that take ${holds} do not take ${items.length} items`);
    return { name: nameOf(name), values: plain, written: values, least, most, order };
  });
  return { items: names, written: items, scales: read };
}

/** Whether no value of a scale has too many items, and the items left suffice for those that have too few. */
export function fits({ scales }: World, placing: Placing, scale: number): boolean {
  const { values, least, most } = scales[scale] ?? { values: [], least: 0, most: 0 };
  const counts = values.map(() => 0);
  let left = 0;
  for (const value of placing[scale] ?? []) {
    if (value < 0) left++;
    else counts[value] = (counts[value] ?? 0) + 1;
  }
  return (
    counts.every((count) => count <= most) && counts.reduce((sum, count) => sum + Math.max(0, least - count), 0) <= left
  );
}

/** What a name means; "scale value" tells a value that stands on two scales. Errors: IllFormed. */
export function thing({ items, scales }: World, text: string): Thing {
  const name = nameOf(text);
  const item = items.indexOf(name);
  const found = scales.flatMap(({ values, name: own }, scale) =>
    values.flatMap((value, at) =>
      value === name || `${own} ${value}` === name || `${own}: ${value}` === name || `${own}=${value}` === name
        ? [{ scale, value: at }]
        : [],
    ),
  );
  if (item >= 0 && found.length === 0) return { item };
  const [only, ...others] = found;
  if (only && others.length === 0 && item < 0) return only;
  throw new IllFormed(only ? `"${text}" may mean two things` : `"${text}" is neither an item nor a value`);
}

/** The scale of a name; without one, the scale of a value among the things, else the first that suits. */
export function scaleOf(world: World, name: string | undefined, things: readonly Thing[], ordered: boolean): number {
  const suits = (scale: Scale | undefined) => scale !== undefined && (!ordered || scale.order !== 'none');
  const wanted = name === undefined ? '' : nameOf(name);
  const valued = things.flatMap((each) => ('scale' in each && suits(world.scales[each.scale]) ? [each.scale] : []));
  const at =
    name === undefined
      ? (valued[0] ?? world.scales.findIndex(suits))
      : world.scales.findIndex((scale) => scale.name === wanted && suits(scale));
  if (at < 0)
    throw new IllFormed(
      name === undefined ? 'no scale has an order' : `"${name}" is no${ordered ? ' ordered' : ''} scale`,
    );
  return at;
}

/** The item that has a value which only one can have; -1 while it is open, -2 where nobody can have it any more. */
export function holder(placing: Placing, scale: number, value: number): number {
  const row = placing[scale] ?? [];
  const at = row.indexOf(value);
  if (at >= 0) return at;
  return row.includes(-1) ? -1 : -2;
}

/** The value of a thing on a scale; -1 while it is open, -2 where it has none. */
export function valueOn(placing: Placing, of: Thing, scale: number): number {
  if ('item' in of) return placing[scale]?.[of.item] ?? -1;
  if (of.scale === scale) return of.value;
  const item = holder(placing, of.scale, of.value);
  return item < 0 ? item : (placing[scale]?.[item] ?? -1);
}
