import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../../test/tiny-skill.ts';
import { findSkills, loadSkills, SKILLS_DIR } from './find-skills.ts';

describe('findSkills()', () => {
  it('finds the folders that ship, and lets a later folder replace an earlier one of its name', async () => {
    const mine = dirname(await folder({}, 'reading-comprehension', 'mine'));
    await folder({}, 'extra', 'mine');
    await folder({}, '.hidden', 'mine');
    const theirs = dirname(await folder({}, 'extra', 'theirs'));
    expect((await findSkills()).get('reading-comprehension')).toBe(join(SKILLS_DIR, 'reading-comprehension'));
    const found = await findSkills([mine, theirs]);
    expect(found.get('reading-comprehension')).toBe(join(mine, 'reading-comprehension'));
    expect(found.get('extra')).toBe(join(theirs, 'extra'));
    expect(found.has('.hidden')).toBe(false);
    const [skill] = await loadSkills(['reading-comprehension'], [mine]);
    expect(skill).toMatchObject({ id: 'reading-comprehension', title: 'Tiny' });
  });

  it('says which folder is not there, and which id was meant', async () => {
    const none = join(SKILLS_DIR, 'none');
    await expect(findSkills([none])).rejects.toMatchObject({ code: 'E_SKILL', message: expect.stringContaining(none) });
    const twice = await loadSkills(['reading-comprehension', 'reading-comprehension']);
    expect(twice.map(({ id }) => id)).toEqual(['reading-comprehension']);
    await expect(loadSkills(['reading-comprehensoin'])).rejects.toMatchObject({
      code: 'E_SKILL_UNKNOWN',
      hint: 'Did you mean "reading-comprehension"?',
    });
  });
});
