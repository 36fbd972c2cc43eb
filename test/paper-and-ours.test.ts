import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadSkill } from '../src/skill/load-skill.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'paper-and-ours.md'), 'utf8');
const NAMED = { 'reading-comprehension': 14, 'text-modification': 18, 'tool-use': 7 };

it.each(Object.entries(NAMED))(
  'docs/paper-and-ours.md says of every type of %s where it comes from',
  async (id, named) => {
    const section = PAGE.split('\n## ').find((part) => part.startsWith(`\`${id}\``)) ?? '';
    const rows = [...section.matchAll(/^\| `([\w-]+)` \| ([^|]+) \| (paper|ours) \|$/gm)];
    const { types } = await loadSkill(join(ROOT, 'skills', id));
    expect(rows.map((row) => [row[1], row[2]])).toEqual(types.map((type) => [type.id, type.title]));
    expect(rows.filter((row) => row[3] === 'paper')).toHaveLength(named);
  },
);
