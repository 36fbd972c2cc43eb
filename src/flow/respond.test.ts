import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  byStage,
  contextOf,
  goalOf,
  itemOf,
  promptsOf,
  type Script,
  seedOf,
  smallSkill,
  transformOf,
  typeOf,
  verdict,
} from '../../test/scripted-flow.ts';
import { jsonFormat } from '../ask/format.ts';
import type { Check } from '../check/check.ts';
import { UserError } from '../errors.ts';
import type { Skill } from '../skill/skill.ts';
import { flow } from './flow.ts';

const RIGHT = 'right thing 0';
const onlyPick = { transforms: [transformOf({ types: ['pick'] })], types: [typeOf()] };
const one = { types: 1, items: 1, suggestions: 1, carryOut: 1 };

/** One item, answered by the lines in the order of their sample. */
async function answered(lines: string[], skill: Partial<Skill> = {}, script: Script = {}) {
  const teacher = byStage({
    respond: (_, { sample }) => lines[sample] ?? new Error(`there is no answer ${sample}`),
    ...script,
  });
  const result = await flow(await contextOf(smallSkill({ ...onlyPick, ...skill }), teacher, one), seedOf());
  const samples = teacher.calls.filter(({ stage }) => stage === 'respond').map(({ sample }) => sample);
  return { ...result, samples, teacher };
}

describe('the answers of a keyed item', () => {
  it('are one where the first gives the key', async () => {
    const { pairs, samples } = await answered([RIGHT]);
    expect(samples).toEqual([0]);
    expect(pairs[0]).toMatchObject({ agreement: 1, answers: [{ text: RIGHT, agrees: true }] });
    expect(pairs[0]?.messages.at(-1)).toEqual({ role: 'assistant', content: RIGHT });
  });

  it('are three where the first does not, and the row keeps the first that does', async () => {
    const { pairs, drops, samples } = await answered(['wrong one', `So ${RIGHT}`, `Again ${RIGHT}`]);
    expect(samples).toEqual([0, 1, 2]);
    expect(drops).toEqual([]);
    expect(pairs[0]).toMatchObject({ agreement: 2 / 3 });
    expect(pairs[0]?.answers.map(({ agrees }) => agrees)).toEqual([false, true, true]);
    expect(pairs[0]?.messages.at(-1)?.content).toBe(`So ${RIGHT}`);
  });

  it('dispute the key where fewer than two of three give it', async () => {
    const { pairs, drops, items } = await answered(['wrong one', RIGHT, 'wrong two']);
    expect(pairs).toEqual([]);
    expect(items).toBe(1);
    expect(drops).toMatchObject([{ stage: 'check', agent: 'answer-matches-key', reason: 'key-disputed' }]);
    expect(drops[0]?.detail).toBe(`1 of 3 answers give the key: ${RIGHT}`);
    expect(drops[0]?.reply).toBe(`wrong one\n---\n${RIGHT}\n---\nwrong two`);
    expect(drops[0]?.lineage.calls.filter(({ stage }) => stage === 'respond')).toHaveLength(3);
  });

  it.each([
    ['the skill', { answers: 3 }, 0],
    ['the goal', { goals: [goalOf({ answers: 3 })] }, 1],
  ])('are three at once where %s says so', async (_, skill, refined) => {
    const { pairs } = await answered([RIGHT, 'wrong one', RIGHT], skill);
    const pair = pairs.find(({ lineage }) => lineage.item?.refinements.length === refined);
    expect(pair).toMatchObject({ agreement: 2 / 3, answers: [{ agrees: true }, { agrees: false }, { agrees: true }] });
  });

  it('need no more than one where there is no key', async () => {
    const free = {
      transforms: [transformOf({ types: ['tell'] })],
      types: [typeOf({ id: 'tell', title: 'Tell', form: 'free' })],
    };
    const { pairs, samples } = await answered(['Much could be said.'], { ...free, answers: 3 });
    expect(samples).toEqual([0]);
    expect(pairs[0]).toMatchObject({ agreement: null, answers: [{ agrees: null }] });
  });

  it('are judged by an agent where a program cannot tell, on what it is shown', async () => {
    const say = {
      transforms: [transformOf({ types: ['say'] })],
      types: [typeOf({ id: 'say', title: 'Say', form: 'short' })],
    };
    const check = (prompt: string) => verdict(prompt, prompt.includes('"answer": "The proper one'));
    const { pairs, teacher } = await answered(['Who knows.', 'The proper one.', 'The proper one!'], say, { check });
    expect(pairs[0]).toMatchObject({ agreement: 2 / 3 });
    expect(pairs[0]?.messages.at(-1)?.content).toBe('The proper one.');
    expect(promptsOf(teacher, 'check')[0]).toContain('"key": "right thing 0"');
    expect(pairs[0]?.lineage.calls.filter(({ agent }) => agent === 'same-answer')).toHaveLength(3);
  });

  it('count one that did not come as one that does not agree', async () => {
    const fault = { text: '', finish: 'filtered' as const };
    const script: Script = { respond: (_, { sample }) => (sample === 1 ? fault : sample === 0 ? 'wrong one' : RIGHT) };
    const { drops } = await answered([], {}, script);
    expect(drops).toMatchObject([{ reason: 'key-disputed', detail: `1 of 3 answers give the key: ${RIGHT}` }]);
  });

  it('drop the item with the fault where none came', async () => {
    const { drops } = await answered([], {}, { respond: () => ({ text: 'cut', finish: 'refused' }) });
    expect(drops).toMatchObject([{ stage: 'respond', agent: 'respond', reason: 'refused', reply: 'cut' }]);
  });
});

describe('the row', () => {
  it('holds what the teacher saw, but for the unkept system message', async () => {
    const { pairs, teacher } = await answered([RIGHT], { respond: 'Work it out.' });
    const [sent] = teacher.calls.filter(({ stage }) => stage === 'respond');
    expect(sent?.messages[0]).toEqual({ role: 'system', content: 'Work it out.' });
    expect(sent?.schema).toBeUndefined();
    expect(pairs[0]?.messages).toEqual([...(sent?.messages.slice(1) ?? []), { role: 'assistant', content: RIGHT }]);
    expect(pairs[0]).toMatchObject({ unkeptSystem: 'Work it out.', systemKind: 'none' });
    const { pairs: plain, teacher: bare } = await answered([RIGHT]);
    expect(plain[0]?.unkeptSystem).toBeNull();
    expect(bare.calls.at(-1)?.messages.map(({ role }) => role)).toEqual(['user']);
  });

  it('is dropped by a response check, with the response', async () => {
    const checks: Skill['checks'] = [
      {
        id: 'no-so',
        at: 'response',
        check: ({ response }) => (response?.startsWith('So') ? { reason: 'so', detail: 'So' } : null),
      },
    ];
    const { drops } = await answered([`So ${RIGHT}`], { checks });
    expect(drops).toMatchObject([{ stage: 'check', agent: 'no-so', reason: 'so', reply: `So ${RIGHT}` }]);
    expect((await answered([RIGHT], { checks })).pairs).toHaveLength(1);
  });

  it('declines where the material no longer decides, or is dropped', async () => {
    const goals = [goalOf({ id: 'unanswerable', edits: 'content', outcome: 'undecided' })];
    const passage = 'The ferry leaves some time, and whoever runs it was not named in the letter.';
    const script = (declines: boolean): Script => ({
      edit: () => JSON.stringify({ passage }),
      respond: (prompt) => (prompt.includes(passage) ? 'It does not say.' : RIGHT),
      check: (prompt) => verdict(prompt, declines),
    });
    const kept = await answered([], { goals }, script(true));
    expect(kept.pairs.map(({ agreement }) => agreement)).toEqual([1, 1]);
    expect(promptsOf(kept.teacher, 'check')).toHaveLength(1);
    expect(promptsOf(kept.teacher, 'check')[0]).toContain('"answer": "It does not say."');
    expect(promptsOf(kept.teacher, 'check')[0]).not.toContain('"key"');
    const dropped = await answered([], { goals }, script(false));
    expect(dropped.pairs).toHaveLength(1);
    expect(dropped.drops).toMatchObject([{ reason: 'key-disputed' }]);
    expect(dropped.drops[0]?.detail).toBe('0 of 3 answers give that the material does not say');
  });

  it('is laid out by a seeded layout, with its marks before the options', async () => {
    const seeds = Array.from({ length: 60 }, (_, at) => seedOf(`s${at}`));
    const context = await contextOf(smallSkill(onlyPick), byStage(), one);
    const results = await Promise.all(seeds.map((seed) => flow(context, seed)));
    const layouts = new Set(results.flatMap(({ pairs }) => pairs.map(({ layout }) => layout)));
    expect(layouts.size).toBeGreaterThan(12);
    const question = String(itemOf('Pick', 0).question);
    for (const { pairs } of results)
      expect(pairs[0]?.messages.map(({ content }) => content).join()).toContain(question);
  });
});

describe('a check that fails itself', () => {
  const broken = (at: 'item' | 'response') => ({
    id: 'broken',
    at,
    check: () => {
      throw new Error('no such thing');
    },
  });

  it.each(['item', 'response'] as const)('costs its %s alone, by name and with what it threw', async (at) => {
    const { pairs, drops, items } = await answered([RIGHT], { checks: [broken(at)] });
    expect(pairs).toEqual([]);
    expect(items).toBe(1);
    expect(drops).toMatchObject([
      { agent: 'broken', reason: 'check-broken', detail: expect.stringContaining('no such thing') },
    ]);
  });

  it('does not take a failing teacher for a broken check', async () => {
    const asking: Check = {
      id: 'asking',
      at: 'item',
      check: async (_, verify) => {
        await verify('declines', { material: '', item: 'x' }, jsonFormat(z.object({})));
        return null;
      },
    };
    const script: Script = { verify: () => new UserError('E_TEACHER', 'Cannot get an answer') };
    await expect(answered([RIGHT], { checks: [asking] }, script)).rejects.toMatchObject({ code: 'E_TEACHER' });
  });
});
