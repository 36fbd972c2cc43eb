import { describe, expect, test } from 'vitest';
import { itemOf } from '../check/check.fixture.ts';
import { loadLayouts } from '../prompt/layout.ts';
import { loadWordings } from '../prompt/row-words.ts';
import type { PosedItem } from '../skill/skill.ts';
import { draw } from '../text/draw.ts';
import { layOut } from './lay-out.ts';

const [layouts, wordings] = await Promise.all([loadLayouts(), loadWordings()]);
const OPTION = itemOf('option', { options: ['one', 'two', 'three', 'four'], key: 1 });
const POSED: PosedItem = { material: 'The material stands here.', question: 'Which is it?' };

/** Many rows of an item, each by another draw. */
function rows(posed: PosedItem, { item = OPTION, undecided = false, ownForm = false } = {}) {
  return Array.from({ length: 400 }, (_, at) =>
    layOut({ item, posed, undecided, ownForm }, layouts, wordings, draw('0', at)),
  );
}

const textOf = ({ messages }: ReturnType<typeof layOut>) => messages.map(({ content }) => content).join('\n\n');
const share = <T>(list: readonly T[], test: (each: T) => boolean) => list.filter(test).length / list.length;

describe('layOut', () => {
  test('shows material, question and every choice, in every layout', () => {
    const drawn = rows(POSED);
    expect(new Set(drawn.map(({ layout }) => layout)).size).toBe(layouts.length);
    for (const row of drawn) {
      for (const part of ['The material stands here.', 'Which is it?', 'one', 'two', 'three', 'four']) {
        expect(textOf(row)).toContain(part);
      }
      expect(row.messages.every(({ content }) => content.trim() !== '')).toBe(true);
    }
  });

  test('draws forms of answer and system turns about as often as their weights say', () => {
    const drawn = rows(POSED);
    expect(share(drawn, ({ answerForm }) => answerForm === 'none')).toBeCloseTo(0.36, 0.8);
    expect(share(drawn, ({ systemKind }) => systemKind === 'none')).toBeGreaterThan(0.45);
    for (const kind of ['task', 'generic', 'expert-role', 'audience-or-register', 'material']) {
      expect(share(drawn, ({ systemKind }) => systemKind === kind)).toBeGreaterThan(0);
    }
  });

  test('asks for the bare mark only where choices have one, and never where nothing is right', () => {
    for (const { answerForm, labels } of rows(POSED)) if (answerForm === 'letter-only') expect(labels).toHaveLength(4);
    expect(rows(POSED, { undecided: true }).map(({ answerForm }) => answerForm)).not.toContain('letter-only');
  });

  test('puts no task into the system turn where the user would say nothing', () => {
    for (const row of rows({ material: '', question: 'Which is it?' })) {
      expect(row.messages.at(-1)?.content).toContain('Which is it?');
      expect(['task', 'material']).not.toContain(row.systemKind);
      expect(row.answerForm).not.toBe('quote-then-answer');
    }
  });

  test("keeps a skill's own system message and earlier turns, and draws no form where it asks for none", () => {
    const earlier = [
      { role: 'user' as const, content: 'First.' },
      { role: 'assistant' as const, content: 'Second.' },
    ];
    for (const row of rows({ ...POSED, system: 'Only from these.', earlier }, { ownForm: true })) {
      expect(row.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
      expect(row.messages[0]?.content).toBe('Only from these.');
      expect(row).toMatchObject({ systemKind: 'skill', answerForm: 'own' });
    }
  });

  test('draws neither reader nor tone for an item that says itself what it wants', () => {
    const kinds = rows(POSED, { ownForm: true }).map(({ systemKind }) => systemKind);
    expect(kinds).not.toContain('audience-or-register');
    expect(kinds).toContain('generic');
  });

  test('asks open rows for a length in about a quarter of them', () => {
    const open = rows(POSED, { item: itemOf('free', { points: ['p'] }) });
    expect(share(open, ({ answerForm }) => answerForm === 'length')).toBeGreaterThan(0.18);
    expect(share(open, ({ answerForm }) => answerForm === 'length')).toBeLessThan(0.34);
  });

  test('adds no words of a layout to a question that continues earlier turns', () => {
    const earlier = [
      { role: 'user' as const, content: 'ab' },
      { role: 'assistant' as const, content: 'AB' },
    ];
    const item = itemOf('short', { answer: 'CD', alternatives: [] });
    for (const row of rows({ material: '', question: 'cd', earlier }, { item, ownForm: true }))
      expect(row.messages.at(-1)?.content).toBe('cd');
  });
});
