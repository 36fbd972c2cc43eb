import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  byStage,
  contextOf,
  goalOf,
  promptsOf,
  seedOf,
  smallSkill,
  transformOf,
  typeOf,
} from '../../test/scripted-flow.ts';
import type { Skill } from '../skill/skill.ts';
import { flow } from './flow.ts';

vi.mock('../check/goal-programs.ts', () => ({
  GOAL_PROGRAMS: {
    constraints: ({ form }: { form: string }) =>
      form === 'free' ? { constraints: [{ id: 'no-commas', parameters: {}, words: 'Use no commas.' }] } : null,
  },
}));

const one = { types: 1, items: 1 };
const tell = typeOf({ id: 'tell', title: 'Tell', form: 'free' });
const only = (changes: Partial<Skill>) => smallSkill({ types: [tell], goals: [], ...changes });
const make = transformOf({ id: 'make', verbatim: false, types: ['tell'], words: 'Make it.' });

describe('a transform that is a program', () => {
  it('makes the content without a call, with what it finds', async () => {
    const teacher = byStage();
    const programs: Skill['programs'] = {
      make: {
        make: async (seed, _, { search }) => ({ passage: `${seed.text} ${(await search('ferry', 2))[0]?.text}` }),
      },
    };
    const context = await contextOf(only({ transforms: [make], programs }), teacher, one);
    const found = { id: 'f', text: 'Found it.', title: null, source: 'f.txt', kind: 'text' as const, score: 1 };
    const asked: unknown[] = [];
    const search = async (...given: unknown[]) => {
      asked.push(given);
      return [found];
    };
    const { pairs } = await flow({ ...context, search }, seedOf());
    expect(promptsOf(teacher, 'transform')).toEqual([]);
    expect(String(pairs[0]?.lineage.item?.content.value.passage)).toMatch(/Found it\.$/);
    expect(asked).toEqual([['ferry', 2, seedOf().id]]);
  });

  it('gets what its agent wrote in the shape that it asks for', async () => {
    const teacher = byStage({
      transform: () => JSON.stringify({ unsuitable: null, result: { parts: ['one and', 'two and three'] } }),
    });
    const asks = z.strictObject({ parts: z.array(z.string()) });
    const programs: Skill['programs'] = {
      make: { asks, make: (_, written) => ({ passage: asks.parse(written).parts.join(' ') }) },
    };
    const { pairs } = await flow(await contextOf(only({ transforms: [make], programs }), teacher, one), seedOf());
    expect(pairs[0]?.lineage.item?.content.value).toEqual({ passage: 'one and two and three' });
  });

  const broken = () => {
    throw new Error('no tree');
  };
  it.each([
    ['unsuitable', () => 'too few documents'],
    ['ill-formed', () => ({ passage: 7 })],
    ['program-broken', broken],
  ])('ends the seed as %s', async (reason, program) => {
    const skill = only({ transforms: [make], programs: { make: { make: program } } });
    const { drops } = await flow(await contextOf(skill, byStage(), one), seedOf());
    expect(drops).toMatchObject([{ stage: 'transform', reason }]);
  });
});

it('a search that fails ends the unit: the disk is no fault of the seed', async () => {
  const programs: Skill['programs'] = {
    make: { make: async (_seed, _, { search }) => ({ found: await search('x', 1) }) },
  };
  const context = await contextOf(only({ transforms: [make], programs }), byStage(), one);
  const search = () => Promise.reject(new Error('shard is gone'));
  await expect(flow({ ...context, search }, seedOf())).rejects.toThrow('shard is gone');
});

describe('a goal that is a program', () => {
  const goals = [goalOf({ id: 'bound', program: 'constraints', forms: ['free'], words: '' })];
  const checks = (most: number): Skill['checks'] => {
    let asked = 0;
    const check = () => (++asked <= most ? { reason: 'constraint-not-met', detail: 'a comma' } : null);
    return [
      { id: 'constraints-met', at: 'response', check: ({ item }) => (item.instruction.constraints ? check() : null) },
    ];
  };

  it('asks nobody, poses what it adds, and tries an answer that does not keep to it up to four times', async () => {
    const teacher = byStage();
    const { pairs } = await flow(await contextOf(only({ goals, checks: checks(3) }), teacher, one), seedOf());
    expect(promptsOf(teacher, 'suggest')).toEqual([]);
    const bound = pairs.find(({ lineage }) => lineage.item?.refinements.length === 1);
    expect(bound?.messages.map(({ content }) => content).join()).toContain('Use no commas.');
    expect(bound?.answerForm).toBe('own');
    expect(
      teacher.calls
        .filter(({ stage }) => stage === 'respond')
        .map(({ sample }) => sample)
        .sort(),
    ).toEqual([0, 0, 16, 32, 48]);
  });

  it('drops it after the fourth', async () => {
    const { drops } = await flow(await contextOf(only({ goals, checks: checks(4) }), byStage(), one), seedOf());
    expect(drops).toMatchObject([{ stage: 'check', agent: 'constraints-met', reason: 'constraint-not-met' }]);
  });
});

describe('what a skill may ask for its instructions', () => {
  it('tells who asks, how and at what level, and keeps it with the item', async () => {
    const teacher = byStage();
    const { pairs } = await flow(await contextOf(only({ askers: true }), teacher, one), seedOf());
    const { asker } = pairs[0]?.lineage.item ?? { asker: [] };
    expect(asker).toHaveLength(3);
    for (const line of asker) expect(promptsOf(teacher, 'instruct')[0]).toContain(line);
  });

  it('adds the fields of a named set to the types that go with it', async () => {
    const set = { formal: z.strictObject({ claim: z.string() }) };
    const instruct = () =>
      JSON.stringify({ items: [{ question: 'Why so?', evidence: [], points: ['p'], claim: 'a before b' }] });
    const skill = only({ with: set, types: [{ ...tell, with: ['formal'] }] });
    const { pairs } = await flow(await contextOf(skill, byStage({ instruct }), one), seedOf());
    expect(pairs[0]?.lineage.item?.instruction.claim).toBe('a before b');
  });

  it('leaves choices in the order given where the type fixes it', async () => {
    const pick = (fixedOrder: boolean) => only({ types: [typeOf({ fixedOrder })] });
    const orders = async (skill: Skill) => {
      const seeds = Array.from({ length: 8 }, (_, at) => seedOf(`s${at}`));
      const context = await contextOf(skill, byStage(), one);
      const results = await Promise.all(seeds.map((seed) => flow(context, seed)));
      return new Set(
        results.flatMap(({ pairs }) => pairs.map(({ lineage }) => String(lineage.item?.instruction.options))),
      );
    };
    expect((await orders(pick(true))).size).toBe(1);
    expect((await orders(pick(false))).size).toBeGreaterThan(2);
  });

  it('ends a seed by name whose content holds what no type needs', async () => {
    const skill = only({ types: [{ ...tell, needs: [{ least: 99, what: 'numbers' }] }] });
    const { drops, items } = await flow(await contextOf(skill, byStage(), one), seedOf());
    expect(items).toBe(0);
    expect(drops).toMatchObject([{ stage: 'instruct', reason: 'no-type-suits' }]);
  });
});
