import { describe, expect, it } from 'vitest';
import { byStage, contextOf, promptsOf, seedOf, smallSkill, transformOf } from '../../test/scripted-flow.ts';
import type { Variant } from '../skill/skill.ts';
import { draw } from '../text/draw.ts';
import { flow } from './flow.ts';
import { drawTransform } from './transform.ts';

const retell = transformOf({ id: 'retell', title: 'Retell', verbatim: false, words: 'Tell it again.' });
const variant = (id: string, types: string[] | null): Variant => {
  return { id, words: `As ${id}.`, weight: 1, form: null, types, angles: [`${id} angle`], lengths: [] };
};

describe('drawTransform()', () => {
  it('draws by weight, and never what weighs nothing', () => {
    const transforms = [
      transformOf({ id: 'often', weight: 6 }),
      transformOf({ id: 'seldom', weight: 2 }),
      transformOf({ id: 'never', weight: 0 }),
    ];
    const skill = smallSkill({ transforms });
    const counts: Record<string, number> = {};
    for (let at = 0; at < 4000; at++) {
      const id = drawTransform(skill, 'text', draw('0', at))?.transform.id ?? '';
      counts[id] = (counts[id] ?? 0) + 1;
    }
    expect(Object.keys(counts).sort()).toEqual(['often', 'seldom']);
    expect((counts.often ?? 0) / 4000).toBeCloseTo(0.75, 1);
  });

  it('draws the same for the same path, and a variant with its angle', () => {
    const skill = smallSkill({ transforms: [{ ...retell, angles: ['a', 'b'], variants: [variant('x', ['say'])] }] });
    const drawn = drawTransform(skill, 'text', draw('0', 'seed'));
    expect(drawTransform(skill, 'text', draw('0', 'seed'))).toEqual(drawn);
    expect(drawn).toMatchObject({ variant: { id: 'x' }, types: ['say'] });
    expect(drawn?.angles).toEqual([expect.stringMatching(/^[ab]$/), 'x angle']);
  });

  it('draws among those that take the kind of seed, and a seed that none takes is not accepted', async () => {
    const transforms = [transformOf({ id: 'page', kinds: ['html'] }), transformOf({ id: 'prose', kinds: ['text'] })];
    const skill = smallSkill({ transforms });
    for (let at = 0; at < 20; at++) expect(drawTransform(skill, 'text', draw('0', at))?.transform.id).toBe('prose');
    const only = smallSkill({ transforms: transforms.slice(0, 1) });
    const { drops } = await flow(await contextOf(only, byStage()), seedOf());
    expect(drops).toMatchObject([{ reason: 'not-accepted', detail: 'no transform takes text seeds' }]);
  });
});

describe('the transform of a flow', () => {
  it('copies the seed without a call when it is verbatim', async () => {
    const teacher = byStage();
    const result = await flow(await contextOf(smallSkill(), teacher), seedOf());
    expect(promptsOf(teacher, 'transform')).toEqual([]);
    expect(result.pairs[0]?.lineage.item?.content).toEqual({
      transform: 'copy',
      variant: null,
      angle: null,
      value: { passage: seedOf().text },
    });
  });

  it('asks with the drawn variant, angle and length, and keeps what was drawn', async () => {
    const lengths = [{ range: '50 to 100', weight: 1 }];
    const teacher = byStage();
    const skill = smallSkill({ transforms: [{ ...retell, lengths, variants: [variant('as-news', null)] }] });
    const result = await flow(await contextOf(skill, teacher), seedOf());
    const [prompt] = promptsOf(teacher, 'transform');
    expect(prompt).toContain(
      'Tell it again.\n\nAs as-news.\n\nThis time, or the nearest to it that the material bears: as-news angle\n\nLength: 50 to 100 words',
    );
    const content = result.pairs[0]?.lineage.item?.content;
    expect(content).toMatchObject({ transform: 'retell', variant: 'as-news', angle: 'as-news angle' });
    expect(content?.value.passage).toMatch(/Told again\.$/);
  });

  it('ends a seed that the agent finds unsuitable, with its word for it', async () => {
    const reply = '<unsuitable>It is a timetable.</unsuitable>';
    const teacher = byStage({ transform: () => reply });
    const result = await flow(await contextOf(smallSkill({ transforms: [retell] }), teacher), seedOf());
    expect(teacher.calls).toHaveLength(1);
    expect(result).toMatchObject({ items: 0, pairs: [] });
    expect(result.drops).toMatchObject([
      { stage: 'transform', agent: 'retell', reason: 'unsuitable', detail: 'It is a timetable.', reply },
    ]);
    expect(result.drops[0]?.lineage).toMatchObject({ item: null, calls: [{ stage: 'transform', agent: 'retell' }] });
  });

  it('refuses a seed that the skill does not take before any call', async () => {
    const teacher = byStage();
    const context = await contextOf(smallSkill(), teacher);
    const refused = [
      { ...seedOf(), kind: 'code' as const },
      seedOf('short', 'Too short.'),
      { ...seedOf(), tokens: 1001 },
    ];
    const results = await Promise.all(refused.map((seed) => flow(context, seed)));
    expect(teacher.calls).toEqual([]);
    expect(results.flatMap(({ drops }) => drops.map(({ agent, reason }) => [agent, reason]))).toEqual(
      Array(3).fill(['accepts', 'not-accepted']),
    );
  });

  it('limits the types to those of the drawn variant', async () => {
    const teacher = byStage();
    const skill = smallSkill({ transforms: [{ ...retell, variants: [variant('narrow', ['tell', 'say'])] }] });
    const result = await flow(await contextOf(skill, teacher), seedOf());
    expect(new Set(result.pairs.map(({ lineage }) => lineage.item?.type))).toEqual(new Set(['say', 'tell']));
    expect(promptsOf(teacher, 'instruct')).toHaveLength(2);
  });
});
