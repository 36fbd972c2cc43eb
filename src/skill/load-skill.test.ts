import { describe, expect, it } from 'vitest';
import { FILES, folder } from '../../test/tiny-skill.ts';
import { messageOf, UserError } from '../errors.ts';
import { loadSkill } from './load-skill.ts';

async function refused(changes: Record<string, string | null>): Promise<string> {
  const error = await loadSkill(await folder(changes)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).hint).toMatch(/\.$/);
  return `${(error as UserError).code}: ${messageOf(error)}`;
}

const changed = (name: string, from: string, to: string) => {
  const text = FILES[name] ?? '';
  expect(text).toContain(from);
  return { [name]: text.replace(from, to) };
};

describe('loadSkill()', () => {
  it('reads types with their forms, options, weights and variants', async () => {
    const { types, id, shared, respond } = await loadSkill(await folder());
    expect({ id, shared, respond }).toEqual({ id: 'tiny', shared: 'Ask well.\n\n- Once.\n- Twice.', respond: '' });
    expect(types).toMatchObject([
      { id: 'main-idea', title: 'Main idea', group: 'First group', form: 'option', options: [3, 4], weight: 1 },
      { id: 'second', title: 'The second one!', group: 'First group', form: 'number', options: [2, 2], weight: 4 },
      { id: 'third', group: 'Other group', form: 'free', variants: [] },
    ]);
    expect(types[0]?.words).toBe('Ask for the main idea.');
    expect(types[0]?.variants).toMatchObject([
      { id: null, words: 'Ask for a heading.', form: null },
      { id: 'in-one-clause', words: 'In one clause: ask for the idea in a few words.', form: 'short' },
    ]);
  });

  it('reads transforms with their types, lengths, angles and variants', async () => {
    const { transforms } = await loadSkill(await folder());
    expect(transforms).toMatchObject([
      { id: 'copy', verbatim: true, weight: 1, types: ['main-idea', 'third'], lengths: [], variants: [] },
      {
        id: 'retell',
        verbatim: false,
        weight: 3,
        words: 'Tell it again.',
        types: ['main-idea', 'second'],
        angles: ['As a letter.', 'As a report, signed.'],
        lengths: [
          { range: '50 to 100', weight: 60 },
          { range: '150 to 300', weight: 40 },
        ],
      },
    ]);
    expect(transforms[1]?.variants).toMatchObject([
      {
        id: 'as-news',
        words: 'Tell it as news.',
        weight: 2,
        types: ['second'],
        angles: ['For the morning.'],
        lengths: [{ range: '20 to 40', weight: 1 }],
      },
      { id: 'as-gossip', weight: 1, types: null, angles: [], lengths: [] },
    ]);
  });

  it('reads goals, and the unkept words for the answer', async () => {
    const { goals, respond } = await loadSkill(await folder({ 'respond.md': 'Work it out.\n' }));
    expect(respond).toBe('Work it out.');
    const drawn = { suggestions: 4, carryOut: 3, share: 0.2, answers: 3, weight: 2 };
    const what = { id: 'harder', words: 'Make it harder.', angles: ['Go backwards.', 'Go on.'], edits: 'content' };
    const suits = { forms: ['option'], types: ['main-idea', 'second'], outcome: 'new-key' };
    expect(goals).toMatchObject([{ ...drawn, ...what, ...suits, options: null }]);
    const more = await loadSkill(await folder(changed('refine/harder.md', 'share: 0.2', 'share: 0.2\noptions: 6-8')));
    expect(more.goals[0]?.options).toEqual([6, 8]);
  });

  it.each(['v1..2', 'Two Words', 'ok\u001b'])('refuses a folder whose name is no id: %j', async (name) => {
    await expect(loadSkill(`/skills/${name}`)).rejects.toMatchObject({ code: 'E_SKILL' });
  });

  it('has a hash that changes with any of its words', async () => {
    const { hash } = await loadSkill(await folder());
    expect((await loadSkill(await folder())).hash).toBe(hash);
    for (const name of Object.keys(FILES)) {
      const other = await loadSkill(await folder({ [name]: `${FILES[name]}\n` }));
      expect(other.hash, name).not.toBe(hash);
    }
  });

  it.each([
    ['skill.ts', 'E_SKILL: Cannot load "skills/tiny": it holds no skill.ts'],
    ['taxonomy.md', 'E_SKILL: Cannot read "skills/tiny/taxonomy.md": there is no such file'],
    ['instruct.md', 'E_SKILL: Cannot read "skills/tiny/instruct.md": there is no such file'],
  ])('names %s where it is missing', async (name, message) => {
    expect(await refused({ [name]: null })).toBe(message);
  });

  it('names a skill without a transform that can be drawn', async () => {
    const none = 'E_SKILL: Cannot load "skills/tiny": the folder transform/ holds no agent that can be drawn';
    const without = changed('taxonomy.md', 'For: retell\n', '');
    expect(await refused({ ...without, 'transform/copy.md': null, 'transform/retell.md': null })).toBe(none);
  });

  it.each([
    ['transform/retell.md', 'weight: 3', 'weight: [3', '"skills/tiny/transform/retell.md:4"'],
    [
      'transform/retell.md',
      'weight: 3',
      'wieght: 3',
      '"skills/tiny/transform/retell.md:1": Unrecognized key: "wieght"',
    ],
    ['transform/retell.md', '50-100 60%', 'short', '"skills/tiny/transform/retell.md:1": "short" is not a length'],
    [
      'transform/retell.md',
      'Types: second',
      'Types: sceond',
      '"skills/tiny/transform/retell.md:14": there is no type or group "sceond" in taxonomy.md',
    ],
    [
      'transform/copy.md',
      'third',
      'thrid',
      '"skills/tiny/transform/copy.md:1": there is no type or group "thrid" in taxonomy.md',
    ],
    ['transform/copy.md', 'verbatim: true', 'verbatim: false', '"skills/tiny/transform/copy.md": it has no words'],
    ['taxonomy.md', 'Id: second', 'Id: main-idea', '"skills/tiny/taxonomy.md:13": the type "main-idea" stands twice'],
    ['taxonomy.md', 'Ask for a number.', '', '"skills/tiny/taxonomy.md:13": the type "The second one!" has no words'],
    ['taxonomy.md', 'Answer: number', 'Answer: digits', '"skills/tiny/taxonomy.md:13": "answer": Invalid option'],
    ['taxonomy.md', 'Options: 2', 'Options: two', '"skills/tiny/taxonomy.md:13": "options": write a count or a range'],
    [
      'taxonomy.md',
      'For: retell',
      'For: retold',
      '"skills/tiny/taxonomy.md:13": "for": there is no transform/retold.md',
    ],
    ['taxonomy.md', '[short]', '[shrot]', '"skills/tiny/taxonomy.md:4": Invalid option'],
    ['refine/harder.md', 'Make it harder.', '', '"skills/tiny/refine/harder.md": it has no words'],
    [
      'refine/harder.md',
      'share: 0.2',
      'program: constructor',
      '"skills/tiny/refine/harder.md:1": there is no goal program "constructor"',
    ],
    ['refine/harder.md', 'new-key', 'newkey', '"skills/tiny/refine/harder.md:1": "outcome": Invalid option'],
    [
      'refine/harder.md',
      '[first-group]',
      '[frist-group]',
      '"skills/tiny/refine/harder.md:1": there is no type or group "frist-group"',
    ],
    [
      'refine/harder.md',
      'Make it',
      '## Make it',
      '"skills/tiny/refine/harder.md:14": the heading "Make it harder." parts the text',
    ],
    ['instruct.md', '- Once.', '## Once', '"skills/tiny/instruct.md:4": the heading "Once" parts the text'],
  ])('names file and line: %s with "%s" as "%s"', async (name, from, to, message) => {
    expect(await refused(changed(name, from, to))).toContain(`E_PROMPT: Cannot read ${message}`);
  });

  it('names a taxonomy without types', async () => {
    expect(await refused({ 'taxonomy.md': 'Ask.\n' })).toBe(
      'E_PROMPT: Cannot read "skills/tiny/taxonomy.md": it holds no type',
    );
  });

  it('names a type that no transform draws, a weight of 0 counting as none', async () => {
    const lost = (id: string) => `E_SKILL: Cannot load "skills/tiny": no transform draws the type "${id}"`;
    expect(await refused(changed('transform/copy.md', ', third', ''))).toBe(lost('third'));
    expect(await refused(changed('transform/copy.md', 'verbatim', 'weight: 0\nverbatim'))).toBe(lost('third'));
  });

  it.each([
    ["  title: 'Tiny',\n", '', '"title"'],
    ["kinds: ['text']", "kinds: ['txet']", '"accepts.kinds.0"'],
    ['z.strictObject({ passage: z.string() })', 'z.string()', '"content": must be a z.object'],
    ['({ passage }) => passage,', '"passage",', '"show": must be a function'],
    ['checks: []', "checks: [{ id: 'x', at: 'item' }]", '"checks.0.check": must be a function'],
    ['options:', 'optoins:', '"default export": Unrecognized key: "optoins"'],
    ['export default', 'export const tiny =', '"default export"'],
  ])('names the field that a declaration lacks: "%s" as "%s"', async (from, to, message) => {
    expect(await refused(changed('skill.ts', from, to))).toContain(
      `E_SKILL: Cannot load "skills/tiny/skill.ts": ${message}`,
    );
  });

  it('names the line of a skill.ts that throws', async () => {
    const message = await refused(
      changed('skill.ts', 'export default', "throw new Error('not today');\nexport default"),
    );
    expect(message).toBe('E_SKILL: Cannot load "skills/tiny/skill.ts:4": not today');
  });
});
