import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InTurn } from './in-turn.ts';

/** The rule as it is said: the first of each list, then the second of each, until there are enough. */
function asSaid(lists: readonly string[][], most: number): string[] {
  const taken: string[] = [];
  for (let turn = 0; turn < 40; turn++) for (const list of lists) taken.push(...list.slice(turn, turn + 1));
  const enough = new Set(taken.slice(0, most));
  return lists.flat().filter((each) => enough.has(each));
}

const listsOf = (lengths: readonly number[]) =>
  lengths.map((length, list) => Array.from({ length }, (_, at) => `${list}.${at}`));

it('takes one of each list in turn, knowing of no list beforehand', () => {
  const lengths = fc.array(fc.nat(12), { maxLength: 12 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 30 }), (given, most) => {
      const lists = listsOf(given);
      const turns = new InTurn<string>(most);
      for (const list of lists) turns.add(list);
      expect(turns.taken()).toEqual(asSaid(lists, most));
    }),
  );
});

it('has as much room as one more list can bring, and no more', () => {
  const lengths = fc.array(fc.nat(12), { maxLength: 12 });
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 30 }), (given, most) => {
      const turns = new InTurn<string>(most);
      for (const list of listsOf(given)) turns.add(list);
      const last = Array.from({ length: 40 }, (_, at) => `last.${at}`);
      expect(asSaid([...listsOf(given), last], most).filter((each) => last.includes(each)).length).toBe(turns.room);
    }),
  );
});
