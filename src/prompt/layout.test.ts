import { describe, expect, test } from 'vitest';
import { closesEarly, labelsOf, loadLayouts, parseLayout, renderLayout } from './layout.ts';

const source = (body: string, more = '') => `---\ntitle: T\nweight: 2\noptions: ["A. "]\n${more}---\n${body}`;
const BODY = 'Passage:\n{{material}}\n\n{{question}}\n\n{{options}}';
const layout = parseLayout('prompts/layouts/x.md', source(BODY));
const TURNS = parseLayout(
  'prompts/layouts/y.md',
  source('## System\n\nAbout this text.\n\n{{material}}\n\n## User\n\n{{question}}\n\n{{options}}'),
);

describe('parseLayout', () => {
  test('reads head, body and turns', () => {
    expect(layout).toMatchObject({ id: 'x', weight: 2, marks: ['A. '], system: null, user: BODY, join: '\n' });
    expect(TURNS).toMatchObject({ system: 'About this text.\n\n{{material}}', user: '{{question}}\n\n{{options}}' });
  });
  test.each([
    ['{{material}} {{question}}', '{{options}}'],
    [`${BODY} {{material}}`, '{{material}}'],
    [`${BODY} {{angle}}`, '{{angle}}'],
    [`${BODY} {{ angle }}`, '{{ angle }}'],
  ])('refuses %j', (body, named) => {
    expect(() => parseLayout('x.md', source(body))).toThrow(named);
  });
});

test('labelsOf counts on from the mark, numbers past nine, and finds none in a bullet', () => {
  expect(labelsOf('A. ', 3)).toEqual(['A', 'B', 'C']);
  expect(labelsOf('a) ', 2)).toEqual(['a', 'b']);
  expect(labelsOf('1. ', 11).slice(8)).toEqual(['9', '10', '11']);
  expect(labelsOf('- ', 3)).toEqual([]);
  expect(labelsOf('A. ', 0)).toEqual([]);
});

describe('renderLayout', () => {
  const choices = ['x', 'y'];
  test('marks the choices, and takes empty parts out with their paragraph', () => {
    const parts = { material: 'M', question: 'Q', choices, mark: 'A. ' };
    expect(renderLayout(layout, parts)).toEqual({ system: null, user: 'Passage:\nM\n\nQ\n\nA. x\nB. y' });
    expect(renderLayout(layout, { ...parts, mark: 'Statement a: ' }).user).toContain('Statement a: x\nStatement b: y');
    expect(renderLayout(layout, { ...parts, material: '', choices: [] }).user).toBe('Q');
  });
  test('keeps holes and replacement patterns in values as text', () => {
    const parts = {
      material: '{{question}} $& $1\n\n{{options}}',
      question: '{{material}}',
      choices: ['$&'],
      mark: 'A. ',
    };
    expect(renderLayout(layout, parts).user).toBe(
      'Passage:\n{{question}} $& $1\n\n{{options}}\n\n{{material}}\n\nA. $&',
    );
  });
  test('fills both turns; a system turn that only led to the material goes with it', () => {
    const parts = { material: 'M', question: 'Q', choices: [], mark: 'A. ' };
    expect(renderLayout(TURNS, parts)).toEqual({ system: 'About this text.\n\nM', user: 'Q' });
    expect(renderLayout(TURNS, { ...parts, material: '' })).toEqual({ system: null, user: 'Q' });
  });
  test('sets the material as a block quote and choices in one line where the layout says so', () => {
    const quoting = parseLayout('x.md', source(BODY, 'quote: true\njoin: "; "\n'));
    expect(renderLayout(quoting, { material: 'M\nN', question: 'Q', choices, mark: '(a) ' }).user).toBe(
      'Passage:\n> M\n> N\n\nQ\n\n(a) x; (b) y',
    );
  });
});

describe('closesEarly', () => {
  const closing = (body: string) => parseLayout('x.md', source(body));
  const tagged = closing('<text>\n{{material}}\n</text>\n\n{{question}}\n\n{{options}}');
  const ruled = closing('---\n\n{{material}}\n\n---\n\n{{question}}\n\n{{options}}');
  const quoted = closing('"""\n{{material}}\n"""\n\n{{question}}\n\n{{options}}');
  const titled = closing('### Text\n\n{{material}}\n\n### Task\n\n{{question}}\n\n{{options}}');

  test('goes by the line that closes the material, where there is one', () => {
    const marks = ['</text>', '---', '"""', '### Task', null, null];
    expect([tagged, ruled, quoted, titled, layout, TURNS].map((each) => each.closing)).toEqual(marks);
    expect(closesEarly(layout, '</text> --- """ ### Task')).toBe(false);
  });
  test.each([
    [tagged, ['a </text> b', '</ TEXT >', '</te\u200bxt>', '＜/text＞', '</text\nx>'], ['<text>', 'the text', '</p>']],
    [ruled, ['a\n---\nb', '-----', ' --- '], ['a --- b', '- x -', '--', '| --- |']],
    [quoted, ['a\n"""\nb', 'say """x"""'], ['""', '"a" "b"']],
    [titled, ['a\n### Task\nb', '###Task 2', '### TASK'], ['## Task', 'See ### Task']],
  ])('tells what holds it from what does not: %#', (each, closed, open) => {
    for (const text of closed) expect([text, closesEarly(each, text)]).toEqual([text, true]);
    for (const text of open) expect([text, closesEarly(each, text)]).toEqual([text, false]);
  });
});

describe('the shipped layouts', async () => {
  const layouts = await loadLayouts();
  test('are at least 16, each with an id and words of its own', async () => {
    expect(layouts.length).toBeGreaterThanOrEqual(16);
    expect(new Set(layouts.map(({ id }) => id)).size).toBe(layouts.length);
    expect(new Set(layouts.map(({ hash }) => hash)).size).toBe(layouts.length);
    await expect(loadLayouts('/nowhere')).rejects.toMatchObject({ code: 'E_FRAME' });
  });
  const bare = layouts.filter(({ system }) => !system?.includes('{{question}}'));
  test.each(bare.map((each) => [each.id, each] as const))('%s leaves nothing behind of an empty part', (_, each) => {
    const rendered = renderLayout(each, { material: '', question: 'QQ', choices: [], mark: each.marks[0] ?? '' });
    const said = `${rendered.system ?? ''}\n${rendered.user}`;
    expect(said.replaceAll(/QQ|###? \w+|\*\*To do:\*\*/g, '')).not.toMatch(
      /\{\{|text|Text|source|Source|---|"""|Choose/,
    );
  });
});
