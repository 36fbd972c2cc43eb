import { expect, test } from 'vitest';
import { byStage, contextOf, goalOf, seedOf, smallSkill } from '../../test/scripted-flow.ts';
import type { Check, Subject } from '../check/check.ts';
import { flow } from './flow.ts';

test('a parent is posed by the draws of its child, so that checks compare content and not layout', async () => {
  const seen: Subject[] = [];
  const check: Check['check'] = (subject) => {
    seen.push(subject);
    return null;
  };
  const skill = smallSkill({
    goals: [goalOf()],
    checks: [{ id: 'record', at: 'item', check }],
    pose: ({ passage }, { question }, { draw }) => ({
      material: `${draw.index(1_000_000)} ${passage}`,
      question: String(question),
    }),
  });
  await flow(await contextOf(skill, byStage()), seedOf());
  const children = seen.filter(({ parent }) => parent !== null);
  expect(children.length).toBeGreaterThan(0);
  for (const { parent, material } of children) expect(parent?.material).toBe(material);
  expect(new Set(seen.map(({ material }) => material)).size).toBe(seen.length);
});
