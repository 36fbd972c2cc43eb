import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  byStage,
  contextOf,
  goalOf,
  itemOf,
  type Script,
  seedOf,
  smallSkill,
  transformOf,
} from '../../test/scripted-flow.ts';
import { Drop, Pair } from '../data.ts';
import type { Skill } from '../skill/skill.ts';
import { scriptedTeacher } from '../teacher/scripted.ts';
import { type Draw, draw } from '../text/draw.ts';
import { flow } from './flow.ts';
import type { FlowResult } from './result.ts';

const seeds = Array.from({ length: 6 }, (_, at) => seedOf(`seed ${at}`));
const retell = transformOf({ id: 'retell', title: 'Retell', verbatim: false, words: 'Tell it again.' });
const checks: Skill['checks'] = [
  {
    id: 'no-flour',
    at: 'item',
    check: ({ question }) => (question.startsWith('flour') ? { reason: 'flour', detail: question } : null),
  },
];
const skill = smallSkill({ transforms: [retell], goals: [goalOf()], checks });

/** A bit of everything goes wrong: by what the prompts say, not by when they come. */
const troubled: Script = {
  respond: (prompt, { sample }) =>
    draw(prompt, sample).next() < 0.4 ? 'wrong one' : (/right thing \d/.exec(prompt)?.[0] ?? 'Well.'),
  edit: (prompt, { messages }) => {
    const asked = draw(messages[1]?.content ?? '').next();
    return asked < 0.2 ? 'no' : JSON.stringify({ question: asked < 0.4 ? null : `Now, ${prompt.length}: who?` });
  },
  check: (prompt) => JSON.stringify({ why: 'So.', same: draw(prompt).next() < 0.7 }),
};

async function run(delays: Draw | null, runSeed = '0'): Promise<FlowResult[]> {
  const inner = byStage(troubled);
  const teacher = scriptedTeacher(async (request) => {
    if (delays) await sleep(delays.index(12));
    return inner.complete(request);
  });
  const context = { ...(await contextOf(skill, teacher)), runSeed };
  return Promise.all(seeds.map((seed) => flow(context, seed)));
}

describe('flow()', () => {
  it('comes to the same whatever the order in which replies arrive', async () => {
    const still = await run(null);
    for (const seed of [1, 2, 3]) expect(await run(draw('delays', seed))).toEqual(still);
    expect(await run(null, '1')).not.toEqual(still);
  });

  it('accounts for every item: a pair, or a drop that names it', async () => {
    const results = await run(null);
    const reasons = new Set(results.flatMap(({ drops }) => drops.map(({ reason }) => reason)));
    expect([...reasons]).toEqual(expect.arrayContaining(['key-disputed', 'unchanged', 'malformed', 'flour']));
    for (const { items, pairs, drops } of results) {
      const ended = [...pairs, ...drops].flatMap(({ lineage }) => lineage.item?.id ?? []);
      expect(ended).toHaveLength(items);
      expect(new Set(ended).size).toBe(items);
    }
  });

  it('gives every pair and every drop an id of its own, other ones on another pass', async () => {
    const ids = (results: FlowResult[]) =>
      results.flatMap(({ pairs, drops }) => [...pairs, ...drops].map(({ id }) => id));
    const first = ids(await run(null));
    expect(new Set(first).size).toBe(first.length);
    const context = { ...(await contextOf(skill, byStage(troubled))), pass: 1 };
    const second = ids(await Promise.all(seeds.map((seed) => flow(context, seed))));
    expect(first.filter((id) => second.includes(id))).toEqual([]);
  });

  it('writes pairs and drops in the shapes that are kept on disk, rows in the order of their items', async () => {
    for (const { seed, pairs, drops } of await run(null)) {
      for (const pair of pairs) {
        expect(Pair.parse(pair)).toEqual(pair);
        expect(pair.lineage).toMatchObject({ seed: { id: seed.id, source: seed.source }, skill: 'small', pass: 0 });
        expect(pair.usage.calls).toBe(pair.lineage.calls.length);
      }
      for (const drop of drops) expect(Drop.parse(drop)).toEqual(drop);
      const rounds = pairs.map(({ lineage }) => lineage.item?.refinements.length ?? 0);
      expect(rounds).toEqual(rounds.toSorted());
    }
  });

  it('says of a drop at which stage, by which agent, why, and what the reply was', async () => {
    const items = [{ ...itemOf('Pick', 1), question: 'flour for whom?' }];
    const teacher = byStage({
      instruct: (prompt) => (prompt.includes('# Pick') ? JSON.stringify({ items }) : 'I cannot.'),
    });
    const { drops } = await flow(await contextOf({ ...skill, goals: [] }, teacher), seedOf());
    const said = drops.map(({ stage, agent, reason, reply }) => ({ stage, agent, reason, reply }));
    expect(said).toHaveLength(3);
    expect(said).toEqual(
      expect.arrayContaining([
        { stage: 'verify', agent: 'no-flour', reason: 'flour', reply: null },
        { stage: 'instruct', agent: 'say', reason: 'malformed', reply: 'I cannot.' },
        { stage: 'instruct', agent: 'tell', reason: 'malformed', reply: 'I cannot.' },
      ]),
    );
    const unread = drops.find(({ agent }) => agent === 'say');
    expect(unread?.lineage.calls.map(({ stage }) => stage)).toEqual(['transform', 'instruct', 'instruct']);
  });

  it('drops an item that the skill cannot pose, and no other', async () => {
    const pose: Skill['pose'] = (content, { question }) => {
      if (/^flour|first way/.test(String(question))) throw new Error('no such part');
      return { material: String(content.passage), question: String(question) };
    };
    const { drops, pairs, items } = await flow(await contextOf({ ...skill, checks: [], pose }, byStage()), seedOf());
    const broken = drops.filter(({ reason }) => reason === 'check-broken');
    expect(new Set(broken.map(({ stage }) => stage))).toEqual(new Set(['instruct', 'edit']));
    expect(broken[0]?.detail).toContain('no such part');
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs.length + drops.filter(({ lineage }) => lineage.item).length).toBe(items);
  });

  it('lets a teacher that can no longer be asked end the flow', async () => {
    const gone = new Error('the teacher is gone');
    const context = await contextOf(skill, byStage({ respond: () => gone }));
    await expect(flow(context, seedOf())).rejects.toBe(gone);
  });
});
