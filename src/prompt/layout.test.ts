import { describe, expect, test } from 'vitest';
import { labelsOf, loadLayouts, parseLayout, renderLayout } from './layout.ts';

const source = (body: string, options = 'A. ') => `---\ntitle: T\nweight: 2\noptions: "${options}"\n---\n${body}`;
const BODY = 'Passage:\n{{material}}\n\n{{question}}\n\n{{options}}';
const layout = parseLayout('prompts/layouts/x.md', source(BODY));

describe('parseLayout', () => {
  test('reads head and body', () => {
    expect(layout).toMatchObject({ id: 'x', weight: 2, mark: 'A. ', body: BODY });
  });
  test.each([
    ['{{material}} {{question}}', '{{options}}'],
    [`${BODY} {{question}}`, '{{question}}'],
    [`${BODY} {{angle}}`, '{{angle}}'],
    [`${BODY} {{ angle }}`, '{{ angle }}'],
  ])('refuses %j', (body, named) => {
    expect(() => parseLayout('x.md', source(body))).toThrow(named);
  });
  test('refuses a mark without a letter of its own', () => {
    expect(() => parseLayout('x.md', source(BODY, '- '))).toThrow('x.md');
    expect(() => parseLayout('x.md', source(BODY, 'Statement: '))).toThrow('x.md');
  });
});

test('labelsOf counts on from the mark, numbers past nine', () => {
  expect(labelsOf(layout, 3)).toEqual(['A', 'B', 'C']);
  expect(labelsOf({ ...layout, mark: 'a) ' }, 2)).toEqual(['a', 'b']);
  expect(labelsOf({ ...layout, mark: '1. ' }, 11).slice(8)).toEqual(['9', '10', '11']);
  expect(labelsOf(layout, 0)).toEqual([]);
});

describe('renderLayout', () => {
  test('marks the choices, and takes empty parts out with their paragraph', () => {
    const parts = { material: 'M', question: 'Q', choices: ['x', 'y'] };
    expect(renderLayout(layout, parts)).toBe('Passage:\nM\n\nQ\n\nA. x\nB. y');
    expect(renderLayout({ ...layout, mark: 'Statement a: ' }, parts)).toContain('Statement a: x\nStatement b: y');
    expect(renderLayout(layout, { material: '', question: 'Q', choices: [] })).toBe('Q');
  });
  test('keeps holes and replacement patterns in values as text', () => {
    const parts = { material: '{{question}} $& $1\n\n{{options}}', question: '{{material}}', choices: ['$&'] };
    expect(renderLayout(layout, parts)).toBe('Passage:\n{{question}} $& $1\n\n{{options}}\n\n{{material}}\n\nA. $&');
  });
});

test('loadLayouts reads the shipped layouts, each with an id and words of its own', async () => {
  const layouts = await loadLayouts();
  expect(layouts.length).toBeGreaterThan(1);
  expect(new Set(layouts.map(({ id }) => id)).size).toBe(layouts.length);
  expect(new Set(layouts.map(({ hash }) => hash)).size).toBe(layouts.length);
  await expect(loadLayouts('/nowhere')).rejects.toMatchObject({ code: 'E_FRAME' });
});
