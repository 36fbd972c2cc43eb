import { describe, expect, test } from 'vitest';
import { byStage, contextOf, goalOf, seedOf, smallSkill, typeOf } from '../../test/scripted-flow.ts';
import { constraintsMet } from '../check/constraints/constraints-met.ts';
import type { Skill } from '../skill/skill.ts';
import { flow } from './flow.ts';

const tell = typeOf({ id: 'tell', title: 'Tell', form: 'free' });
const goal = goalOf({ id: 'verifiable-constraints', program: 'constraints', forms: ['free'], words: '' });

const QUESTION = 'What does the passage tell about the ferry that kept the winter on Skarn?';

async function rows(changes: Partial<Skill>, answer = 'It is so, all told.') {
  const skill = smallSkill({ types: [tell], goals: [goal], checks: [constraintsMet], ...changes });
  const instruct = () => JSON.stringify({ items: [{ question: QUESTION, evidence: [], points: ['right thing'] }] });
  const teacher = byStage({ instruct, respond: () => answer });
  const context = await contextOf(skill, teacher, { types: 1, items: 1, refine: 0 });
  const seeds = Array.from({ length: 250 }, (_, at) => seedOf(`s${at}`));
  const results = await Promise.all(seeds.map((seed) => flow(context, seed)));
  return { pairs: results.flatMap(({ pairs }) => pairs), drops: results.flatMap(({ drops }) => drops) };
}

describe('a rule for the output', () => {
  test('stands in the system turn of a few rows, is kept in the lineage, and is held', async () => {
    const { pairs, drops } = await rows({});
    const ruled = pairs.filter(({ systemKind }) => systemKind === 'output-rule');
    expect(ruled.length + drops.length).toBeGreaterThan(5);
    expect(ruled.length + drops.length).toBeLessThan(45);
    for (const { messages, lineage, answerForm } of ruled) {
      const [rule] = Object(lineage.item?.instruction.constraints);
      expect(messages[0]).toEqual({ role: 'system', content: `${rule.lead}${rule.words}` });
      expect(messages.slice(1).every(({ content }) => !content.includes(rule.words))).toBe(true);
      expect(answerForm).toBe('own');
    }
    expect(drops.length).toBeGreaterThan(0);
    expect(new Set(drops.map(({ reason }) => reason))).toEqual(new Set(['constraint-not-met']));
  });

  test('is not drawn for a skill without the goal, or that says itself what stands there', async () => {
    const posed: Skill['pose'] = ({ passage }, { question }) => ({
      material: String(passage),
      question: String(question),
      system: 'Only from this.',
    });
    for (const changes of [{ goals: [] }, { pose: posed }]) {
      const { pairs } = await rows(changes);
      expect(pairs.map(({ systemKind }) => systemKind)).not.toContain('output-rule');
    }
  });
});
