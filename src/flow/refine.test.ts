import { describe, expect, it } from 'vitest';
import {
  byStage,
  contextOf,
  goalOf,
  itemIn,
  itemOf,
  PASSAGE,
  promptsOf,
  type Script,
  seedOf,
  smallSkill,
  transformOf,
  typeOf,
} from '../../test/scripted-flow.ts';
import type { FlowSettings } from './context.ts';
import { flow } from './flow.ts';

const one = { items: 1, types: 1, suggestions: 1, carryOut: 1 };
const onlyPick = { transforms: [transformOf({ types: ['pick'] })], types: [typeOf()] };

async function refineOnce(edit: (prompt: string) => unknown, goal = goalOf(), settings: Partial<FlowSettings> = {}) {
  const teacher = byStage({ edit: (prompt) => JSON.stringify(edit(prompt)) });
  const skill = smallSkill({ ...onlyPick, goals: [goal] });
  const result = await flow(await contextOf(skill, teacher, { ...one, ...settings }), seedOf());
  const [parent, child] = result.pairs.map(({ lineage }) => lineage.item);
  return { ...result, parent, child, teacher };
}

describe('drawGoal()', () => {
  it('draws goals only for the forms and types that they suit', async () => {
    const goals = [
      goalOf({ id: 'a', forms: ['short'] }),
      goalOf({ id: 'b', forms: ['short', 'option'] }),
      goalOf({ id: 'c', forms: ['short', 'option'], types: ['pick', 'tell'] }),
    ];
    const seeds = Array.from({ length: 25 }, (_, at) => seedOf(`s${at}`));
    const context = await contextOf(smallSkill({ goals }), byStage());
    const results = await Promise.all(seeds.map((seed) => flow(context, seed)));
    const refined = results.flatMap(({ pairs }) => pairs.flatMap(({ lineage }) => lineage.item ?? []));
    const drawn = refined.flatMap(({ form, refinements }) => refinements.map(({ goal }) => `${form} ${goal}`));
    expect([...new Set(drawn)].sort()).toEqual(['option b', 'option c', 'short a', 'short b']);
  });

  it('gives a goal to as many items as the settings say', async () => {
    const seeds = Array.from({ length: 100 }, (_, at) => seedOf(`s${at}`, `${PASSAGE} It carries ${at}.`));
    const teacher = byStage();
    const context = await contextOf(smallSkill({ goals: [goalOf()] }), teacher, { refine: 0.6, rows: 99 });
    await Promise.all(seeds.map((seed) => flow(context, seed)));
    expect(promptsOf(teacher, 'suggest').length / 600).toBeCloseTo(0.6, 1);
  });
});

describe('refine()', () => {
  it('carries out as many suggestions as were drawn, each with its own prompt and lineage', async () => {
    const teacher = byStage();
    const goal = goalOf({ suggestions: 3, carryOut: 2 });
    const context = await contextOf(smallSkill({ ...onlyPick, goals: [goal] }), teacher, { ...one });
    const { pairs, items } = await flow(context, seedOf());
    expect(items).toBe(3);
    const steps = pairs.flatMap(({ lineage }) => lineage.item?.refinements ?? []);
    const parent = pairs[0]?.lineage.item?.id;
    expect(steps).toMatchObject(Array(2).fill({ goal: 'harder', angle: 'Go backwards.', round: 1, parent }));
    expect(new Set(steps.map(({ suggestion }) => suggestion)).size).toBe(2);
    expect(promptsOf(teacher, 'suggest')[0]).toContain('Propose 3 ways');
    for (const [at, { suggestion }] of steps.entries()) {
      expect(promptsOf(teacher, 'edit')[at]).toContain(`<suggestion>\n${suggestion}\n</suggestion>`);
    }
    expect(pairs[1]?.lineage.calls.map(({ stage }) => stage)).toEqual(['instruct', 'suggest', 'edit', 'respond']);
  });

  it('asks the editor for as many options as the goal wants, and takes no fewer', async () => {
    const goal = goalOf({ options: [6, 7] });
    const options = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { child, teacher } = await refineOnce(() => ({ options, key: 2 }), goal);
    expect(promptsOf(teacher, 'edit')[0]).toContain('6 to 7 of them');
    expect(child?.instruction.options).toHaveLength(6);
    const { pairs } = await refineOnce(() => ({ options: options.slice(0, 4), key: 2 }), goal);
    expect(pairs).toHaveLength(1);
  });

  it.each([
    ['null', { question: 'When does it leave, then?', evidence: null, options: null, key: null }],
    ['left out', { question: 'When does it leave, then?' }],
  ])('copies what the editor leaves as it is (%s)', async (_, edit) => {
    const { parent, child, teacher } = await refineOnce(() => edit);
    expect(promptsOf(teacher, 'edit')).toHaveLength(1);
    const { options, ...rest } = child?.instruction ?? {};
    expect(rest).toMatchObject({ question: 'When does it leave, then?', evidence: parent?.instruction.evidence });
    expect(new Set(options as string[])).toEqual(new Set(parent?.instruction.options as string[]));
    expect((options as string[])[Number(rest.key)]).toBe('right thing 0');
    expect(child?.content).toEqual(parent?.content);
  });

  it('lets an editor change the content only where the goal says so', async () => {
    const passage = PASSAGE.replace('noon', 'dawn');
    const { child, parent } = await refineOnce(() => ({ passage }), goalOf({ edits: 'content' }));
    expect(child?.content.value).toEqual({ passage });
    expect(parent?.content.value).toEqual({ passage: PASSAGE });
    const { child: none, drops } = await refineOnce(() => ({ passage }));
    expect(none).toBeUndefined();
    expect(drops).toMatchObject([{ stage: 'edit', agent: 'harder', reason: 'malformed', lineage: { item: null } }]);
  });

  it.each([
    ['new-key', ['passage', 'evidence', 'key']],
    ['undecided', ['passage']],
  ] as const)('leaves the question as it is where the outcome is %s', async (outcome, fields) => {
    const { teacher } = await refineOnce(() => ({}), goalOf({ edits: 'content', outcome }));
    const form = promptsOf(teacher, 'edit')[0]?.split('Reply with one JSON object').at(-1) ?? '';
    expect([...form.matchAll(/^ {2}"(\w+)":/gm)].map((match) => match[1]).sort()).toEqual([...fields].sort());
  });

  it('shows the editor the options in the order that its key counts in', async () => {
    const { child } = await refineOnce((prompt) => {
      const { options, key } = itemIn(prompt) as { options: string[]; key: number };
      return {
        key: (key + 1) % options.length,
        options: options.map((each, at) => (at === key ? `${each} not` : each)),
      };
    });
    const options = child?.instruction.options as string[];
    expect(options[Number(child?.instruction.key)]).toMatch(/^wrong/);
    expect(options).toContain('right thing 0 not');
  });

  it.each([
    ['unchanged', (prompt: string) => ({ question: itemIn(prompt).question })],
    ['unchanged', () => ({})],
    ['ill-formed', () => ({ key: 4 })],
    ['ill-formed', () => ({ options: ['the same', 'the same', 'other'], key: 0 })],
    [
      'padded',
      (prompt: string) => ({
        question: `${'Now think hard about it all and then say at last '.repeat(2)}${itemIn(prompt).question}`,
      }),
    ],
  ])('drops an edit that is %s, by name and with the edit', async (reason, edit) => {
    const long = { ...itemOf('Pick', 0), question: 'Which of these things did the ferry bring over to them?' };
    const script: Script = {
      instruct: () => JSON.stringify({ items: [long] }),
      edit: (prompt) => JSON.stringify(edit(prompt)),
    };
    const skill = smallSkill({ ...onlyPick, goals: [goalOf()] });
    const { drops, pairs, items } = await flow(await contextOf(skill, byStage(script), one), seedOf());
    expect(drops).toMatchObject([{ stage: 'edit', agent: 'harder', reason }]);
    expect(drops[0]?.lineage.item?.refinements).toHaveLength(1);
    expect(JSON.parse(drops[0]?.reply ?? '')).toMatchObject(edit(`<item>\n${JSON.stringify(long)}\n</item>`));
    expect({ pairs: pairs.length, items }).toEqual({ pairs: 1, items: 2 });
  });

  it('keeps a longer question that rests on more of the material', async () => {
    const question =
      'Now think hard about it all and then say at last, and only after that, which of them it might have been?';
    const { child } = await refineOnce(() => ({ question, evidence: ['nine years', 'a week'] }));
    expect(child?.instruction.question).toBe(question);
  });

  it('leaves an item as it is for which the suggester finds no way', async () => {
    const teacher = byStage({ suggest: () => '{"suggestions": []}' });
    const skill = smallSkill({ ...onlyPick, goals: [goalOf()] });
    const { pairs, drops } = await flow(await contextOf(skill, teacher, one), seedOf());
    expect(pairs).toHaveLength(1);
    expect(drops).toMatchObject([
      { stage: 'suggest', agent: 'harder', reason: 'none-suggested', lineage: { item: null } },
    ]);
    expect(promptsOf(teacher, 'suggest')).toHaveLength(1);
  });

  it('keeps the original when the suggester or the editor fails', async () => {
    const skill = smallSkill({ ...onlyPick, goals: [goalOf()] });
    for (const stage of ['suggest', 'edit'] as const) {
      const teacher = byStage({ [stage]: () => ({ text: 'no', finish: 'refused' as const }) });
      const { pairs, drops, items } = await flow(await contextOf(skill, teacher, one), seedOf());
      expect({ pairs: pairs.length, items }).toEqual({ pairs: 1, items: 1 });
      expect(drops).toMatchObject([
        { stage, agent: 'harder', reason: 'refused', reply: 'no', lineage: { item: null } },
      ]);
    }
  });
});
