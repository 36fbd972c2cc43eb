import { describe, expect, it } from 'vitest';
import {
  byStage,
  contextOf,
  goalOf,
  itemOf,
  PASSAGE,
  seedOf,
  smallSkill,
  transformOf,
  typeOf,
} from '../../test/scripted-flow.ts';
import { flow } from './flow.ts';

const onlyPick = { transforms: [transformOf({ types: ['pick'] })], types: [typeOf()] };
const settings = { types: 1, items: 2, suggestions: 2, carryOut: 2 };
const reordered = { ...itemOf('Pick', 0), options: ['wrong three', 'right thing 0', 'wrong two', 'wrong one'], key: 1 };

describe('duplicates within one content', () => {
  it('drops the later of two items that ask the same, whatever the order of their options', async () => {
    const teacher = byStage({ instruct: () => JSON.stringify({ items: [itemOf('Pick', 0), reordered] }) });
    const { pairs, drops } = await flow(await contextOf(smallSkill(onlyPick), teacher, settings), seedOf());
    expect(pairs).toHaveLength(1);
    expect(drops).toMatchObject([{ stage: 'verify', agent: 'duplicates', reason: 'duplicate' }]);
    expect(drops[0]?.detail).toContain(String(pairs[0]?.lineage.item?.id));
    expect(teacher.calls.filter(({ stage }) => stage === 'respond')).toHaveLength(1);
  });

  it('never takes a refined item and the one that it was made from for duplicates, but two made alike', async () => {
    const teacher = byStage({
      instruct: () => JSON.stringify({ items: [itemOf('Pick', 0)] }),
      edit: () => JSON.stringify({ evidence: ['a week'] }),
    });
    const skill = smallSkill({ ...onlyPick, goals: [goalOf()] });
    const { pairs, drops } = await flow(await contextOf(skill, teacher, settings), seedOf());
    expect(pairs.map(({ lineage }) => lineage.item?.refinements.length)).toEqual([0, 1]);
    const [parent, child] = pairs.map(({ lineage }) => lineage.item);
    expect(child?.instruction.question).toBe(parent?.instruction.question);
    expect(drops.map(({ reason }) => reason)).toEqual(['duplicate']);
    expect(drops[0]?.detail).toContain(String(child?.id));
  });

  it('lets the same question be asked of an edited passage', async () => {
    let edits = 0;
    const teacher = byStage({
      instruct: () => JSON.stringify({ items: [itemOf('Pick', 0)] }),
      edit: () => JSON.stringify({ passage: PASSAGE.replace('nine', edits++ === 0 ? 'four' : 'five') }),
    });
    const skill = smallSkill({ ...onlyPick, goals: [goalOf({ edits: 'content' })] });
    const { pairs, drops } = await flow(await contextOf(skill, teacher, settings), seedOf());
    expect(pairs).toHaveLength(3);
    expect(drops).toEqual([]);
  });
});
