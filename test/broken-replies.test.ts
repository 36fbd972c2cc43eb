import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSkill } from '../src/skill/load-skill.ts';
import type { Skill } from '../src/skill/skill.ts';
import { firstDrop, type Said } from './broken/case.ts';

const DIR = join(import.meta.dirname, 'broken');
const FILES = globSync('*.ts', { cwd: DIR })
  .filter((name) => name !== 'case.ts')
  .sort();
const tables = await Promise.all(
  FILES.map(async (name): Promise<{ id: string; said: Said[] }> => {
    const module: { default: Said[] } = await import(join(DIR, name));
    return { id: basename(name, '.ts'), said: module.default };
  }),
);

describe.each(tables)('what was said for $id', ({ id, said }) => {
  let skill: Skill;
  beforeAll(async () => {
    skill = await loadSkill(join(import.meta.dirname, '..', 'skills', id));
  });
  it.each(said)('$name', async (each) => {
    expect(await firstDrop(skill, each)).toEqual(each.dropped);
  });
  it('has a sound case, so that not everything is dropped', () => {
    expect(said.some(({ dropped }) => dropped === null)).toBe(true);
  });
});

it('there are at least 150 broken replies', () => {
  expect(tables.flatMap(({ said }) => said.filter(({ dropped }) => dropped)).length).toBeGreaterThanOrEqual(150);
});
