import { describe, expect, it } from 'vitest';
import {
  byStage,
  contextOf,
  goalOf,
  itemOf,
  promptsOf,
  seedOf,
  smallSkill,
  transformOf,
  typeOf,
} from '../../test/scripted-flow.ts';
import type { Item } from '../data.ts';
import { draw } from '../text/draw.ts';
import { flow } from './flow.ts';
import { drawTypes } from './instruct.ts';

const onlyPick = { transforms: [transformOf({ types: ['pick'] })], types: [typeOf()] };
const optionsOf = (item: Item | null | undefined) => item?.instruction as { options: string[]; key: number };

describe('drawTypes()', () => {
  it('draws different types by weight and by what earlier rounds lack', async () => {
    const types = [typeOf({ id: 'a', weight: 3 }), typeOf({ id: 'b' }), typeOf({ id: 'c' })];
    const context = await contextOf(smallSkill({ types }), byStage(), { types: 1 });
    const share = (weights: Record<string, number>) => {
      const given = { ...context, weights: { types: weights, goals: {} } };
      const drawn = Array.from({ length: 2000 }, (_, at) => drawTypes(given, ['a', 'b'], '', draw(at))[0]?.type.id);
      return drawn.filter((id) => id === 'a').length / drawn.length;
    };
    expect(share({})).toBeCloseTo(0.75, 1);
    expect(share({ 'small/a': 1 / 3 })).toBeCloseTo(0.5, 1);
    expect(share({ 'small/a': 0 })).toBe(0);
    const all = drawTypes({ ...context, settings: { ...context.settings, types: 3 } }, ['a', 'b', 'c'], '', draw('x'));
    expect(all.map(({ type }) => type.id).sort()).toEqual(['a', 'b', 'c']);
  });

  it('draws a type only where the content holds what it needs, and asks for no more items than it bears', async () => {
    const types = [typeOf({ id: 'a', needs: [{ least: 2, what: 'numbers' }] }), typeOf({ id: 'b', items: 1 })];
    const context = await contextOf(smallSkill({ types }), byStage(), { items: 2 });
    const drawn = (text: string) =>
      drawTypes(context, ['a', 'b'], text, draw('x')).map(({ type, count }) => [type.id, count]);
    expect(drawn('It leaves at 7.')).toEqual([['b', 1]]);
    expect(drawn('It leaves at 7 and at 8.30.').sort()).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('takes the form of a variant that has one', async () => {
    const variants = [
      { id: null, words: 'Ask for a word.', weight: 1, form: 'short' as const, types: null, angles: [], lengths: [] },
    ];
    const types = [
      typeOf({ variants }),
      typeOf({ id: 'say', variants: variants.map((each) => ({ ...each, form: null })) }),
    ];
    const context = await contextOf(smallSkill({ types }), byStage());
    const drawn = drawTypes(context, ['pick', 'say'], '', draw('x'));
    expect(Object.fromEntries(drawn.map(({ type, form }) => [type.id, form]))).toEqual({
      pick: 'short',
      say: 'option',
    });
  });
});

describe('the instructions of a flow', () => {
  it('asks in the form of the variant and keeps its words', async () => {
    const variants = [
      { id: null, words: 'Ask for a word.', weight: 1, form: 'short' as const, types: null, angles: [], lengths: [] },
    ];
    const teacher = byStage({ instruct: () => JSON.stringify({ items: [itemOf('Say', 0), itemOf('Say', 1)] }) });
    const skill = smallSkill({ transforms: onlyPick.transforms, types: [typeOf({ variants })] });
    const { pairs } = await flow(await contextOf(skill, teacher), seedOf());
    expect(promptsOf(teacher, 'instruct')[0]).toContain('that the material bears: Ask for a word.');
    expect(promptsOf(teacher, 'instruct')[0]).not.toContain('"options"');
    expect(pairs.map(({ lineage }) => lineage.item)).toMatchObject(
      Array(2).fill({ type: 'pick', form: 'short', variant: 'Ask for a word.' }),
    );
  });

  it.each([
    { types: 9, items: 2, rows: 15 },
    { types: 9, items: 4, rows: 15 },
    { types: 2, items: 2, rows: 3 },
    { types: 3, items: 2, rows: 15 },
  ])('makes at most $rows rows of one content from $types types of $items items', async (settings) => {
    const types = Array.from({ length: 9 }, (_, at) => typeOf({ id: `t${at}`, title: `Title${at} of${at} it${at}` }));
    const reply = (prompt: string) => {
      const title = /^# (.*)$/m.exec(prompt)?.[1] ?? '';
      const items = Array.from({ length: settings.items }, (_, at) => ({
        ...itemOf('Pick', at),
        question: `${title} ${at}?`,
      }));
      return JSON.stringify({ items });
    };
    const transforms = [transformOf({ types: types.map(({ id }) => id) })];
    const skill = smallSkill({ transforms, types, goals: [goalOf()] });
    const result = await flow(await contextOf(skill, byStage({ instruct: reply }), settings), seedOf());
    const rows = Math.min(settings.rows, settings.types * settings.items * 3);
    expect(result.items).toBeLessThanOrEqual(settings.rows);
    expect(result.items).toBeGreaterThanOrEqual(rows - 1);
    expect(result.pairs).toHaveLength(result.items);
  });

  it('permutes the options by a seeded draw, the key with them', async () => {
    const seeds = Array.from({ length: 40 }, (_, at) => seedOf(`s${at}`));
    const context = await contextOf(smallSkill(onlyPick), byStage());
    const results = await Promise.all(seeds.map((seed) => flow(context, seed)));
    const items = results.flatMap(({ pairs }) => pairs.map(({ lineage }) => optionsOf(lineage.item)));
    expect(items).toHaveLength(80);
    expect(items.every(({ options, key }) => /^right thing/.test(options[key] ?? ''))).toBe(true);
    const places = [0, 1, 2, 3].map((place) => items.filter(({ key }) => key === place).length);
    expect(Math.min(...places)).toBeGreaterThan(8);
    const [again] = (await flow(await contextOf(smallSkill(onlyPick), byStage()), seedOf('s0'))).pairs;
    expect(again?.lineage.item).toEqual(results[0]?.pairs[0]?.lineage.item);
  });

  it('keeps options that are numbers in ascending order', async () => {
    const item = { ...itemOf('Pick', 0), options: ['30', '7', '1,200'], key: 0 };
    const teacher = byStage({ instruct: () => JSON.stringify({ items: [item] }), respond: () => '30' });
    const { pairs } = await flow(await contextOf(smallSkill(onlyPick), teacher), seedOf());
    expect(optionsOf(pairs[0]?.lineage.item)).toMatchObject({ options: ['7', '30', '1,200'], key: 1 });
  });

  it('drops what its form refuses by name, and goes on with the rest', async () => {
    const items = [{ ...itemOf('Pick', 0), key: 4 }, itemOf('Pick', 1)];
    const teacher = byStage({ instruct: () => JSON.stringify({ items }) });
    const result = await flow(await contextOf(smallSkill(onlyPick), teacher), seedOf());
    expect(result.items).toBe(2);
    expect(result.pairs).toHaveLength(1);
    expect(result.drops).toMatchObject([{ stage: 'instruct', agent: 'pick', reason: 'ill-formed' }]);
    expect(result.drops[0]?.lineage.item?.instruction.key).toBe(4);
  });

  it('lets an option name others, in its place, only where the type fixes the order', async () => {
    const item = { ...itemOf('Pick', 0), options: ['Seven', 'Eight', 'None of these'], key: 2 };
    const run = async (fixedOrder: boolean) => {
      const types = [typeOf({ fixedOrder })];
      const teacher = byStage({
        instruct: () => JSON.stringify({ items: [item] }),
        respond: () => 'Answer: None of these',
      });
      return flow(await contextOf(smallSkill({ ...onlyPick, types }), teacher), seedOf());
    };
    expect(optionsOf((await run(true)).pairs[0]?.lineage.item)).toMatchObject({ options: item.options, key: 2 });
    expect((await run(false)).drops).toMatchObject([{ reason: 'ill-formed' }]);
  });

  it('counts no item where none was written, none could be read, or more came than were asked for', async () => {
    const say = (reply: string) => contextOf(smallSkill(onlyPick), byStage({ instruct: () => reply }));
    const none = await flow(await say('{"items": []}'), seedOf());
    expect(none).toMatchObject({
      items: 0,
      drops: [{ stage: 'instruct', reason: 'none-written', lineage: { item: null } }],
    });
    const unread = await flow(await say('I would rather not.'), seedOf());
    expect(unread).toMatchObject({ items: 0, drops: [{ reason: 'malformed', reply: 'I would rather not.' }] });
    const three = { items: [0, 1, 2].map((at) => itemOf('Pick', at)) };
    expect(await flow(await say(JSON.stringify(three)), seedOf())).toMatchObject({ items: 2, drops: [] });
  });
});
