import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Seed } from '../src/data.ts';
import { refusal } from '../src/flow/accepts.ts';
import { loadAskers } from '../src/prompt/load-askers.ts';
import { loadSkill } from '../src/skill/load-skill.ts';
import { draw } from '../src/text/draw.ts';
import { seedOf } from './scripted-flow.ts';

const load = (id: string) => loadSkill(join(import.meta.dirname, '..', 'skills', id));
const seed = (kind: Seed['kind'], text: string): Seed => ({ ...seedOf('a', text), kind, tokens: 200 });
const given = { type: 't', variant: null, goals: [], draw: draw('pose') };

describe('closed-book skills', async () => {
  const [odqa, fermi] = await Promise.all([load('open-domain-qa'), load('fermi')]);

  it('have the types of the design', () => {
    expect([odqa.types.length, fermi.types.length]).toEqual([29, 16]);
    expect(odqa.goals.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['added-constraint', 'compositional', 'multi-hop', 'verifiable-constraints']),
    );
  });

  it.each([
    [odqa, { notes: 'The notes.' }],
    [fermi, { anchors: 'The notes.' }],
  ])('show the material beside a question that nobody could know', (skill, content) => {
    const pose = (wellKnown: boolean) => skill.pose(content, { question: 'Why?', wellKnown }, given);
    expect(pose(true)).toEqual({ material: '', question: 'Why?' });
    expect(pose(false)).toEqual({ material: 'The notes.', question: 'Why?' });
  });

  it('ask for untrue beliefs in at most six of a hundred rows', () => {
    const weightOf = (ids: string[]) =>
      odqa.types.filter(({ id }) => ids.includes(id)).reduce((sum, { weight }) => sum + weight, 0);
    const untrue = weightOf(['false-premise', 'common-misconception']);
    expect(untrue).toBeGreaterThan(0);
    expect(untrue / weightOf(odqa.types.map(({ id }) => id))).toBeLessThanOrEqual(0.06);
  });

  it('take the seeds that they can use', () => {
    const prose =
      'It was said in the town that nobody had ever seen the clock stand still, whatever the weather. '.repeat(4);
    expect(refusal(odqa, seed('text', prose))).toBeNull();
    expect(refusal(odqa, seed('code', 'export const one = 1;'))).toBeNull();
    expect(refusal(odqa, seed('text', '| a | b |\n| --- | --- |'))).toBe('not running text');
    expect(refusal(fermi, seed('text', prose))).toBe('fewer than two quantities');
    expect(refusal(fermi, seed('text', `${prose}It weighs 300 kg and strikes 156 times a day.`))).toBeNull();
    expect(refusal(fermi, seed('table', 'town,people\nBren,2000\nAld,31000'))).toBe('fewer than two quantities');
    expect(refusal(fermi, seed('table', 'town,people,pumps\nBren,2000,3\nAld,31000,40'))).toBeNull();
    expect(refusal(fermi, seed('code', 'export const one = 1;'))).toMatch('kind code');
  });
});

describe('askers', async () => {
  const { lists } = await loadAskers();

  it('are 24 who ask, six registers and four levels that add up to a hundred', () => {
    expect(lists.map((list) => list.length)).toEqual([24, 6, 4]);
    expect(lists[2]?.map(({ weight }) => weight)).toEqual([20, 40, 30, 10]);
    expect(new Set(lists.flat().map(({ words }) => words)).size).toBe(34);
    expect(lists.flat().filter(({ words }) => words.split(' ').length > 40)).toEqual([]);
  });
});
