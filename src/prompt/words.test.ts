import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWords } from './words.ts';

const FILE = `---
title: A file
---
Lead words.

# Group one

## First
Answer: option
For: a, b

Prose of the first.

- one angle
  that runs on
- another
## Second
Prose.
\`\`\`
## not a heading
\`\`\`
`;

describe('parseWords', () => {
  test('parts head, lead and sections', () => {
    const words = parseWords('x.md', FILE);
    expect(words.head).toEqual({ title: 'A file' });
    expect(words.lead).toMatchObject({ title: '', prose: 'Lead words.' });
    expect(words.sections).toMatchObject([
      {
        title: 'First',
        group: 'Group one',
        attributes: { answer: 'option', for: 'a, b' },
        prose: 'Prose of the first.',
        angles: ['one angle that runs on', 'another'],
      },
      { title: 'Second', group: 'Group one', prose: 'Prose.\n```\n## not a heading\n```', angles: [] },
    ]);
  });

  test('reads CRLF and a byte-order mark as it reads plain text', () => {
    expect(parseWords('x.md', `\ufeff${FILE.replaceAll('\n', '\r\n')}`)).toEqual(parseWords('x.md', FILE));
  });

  test('keeps indented words above a closing list in the prose', () => {
    const { lead } = parseWords('x.md', '1. do this\n   and that\n- angle');
    expect(lead).toMatchObject({ prose: '1. do this\n   and that', angles: ['angle'] });
  });

  test('takes a label above the angles away with them', () => {
    expect(parseWords('x.md', '## T\nWords.\n\nAngles:\n- a').sections[0]).toMatchObject({
      prose: 'Words.',
      angles: ['a'],
    });
  });

  test('refuses words under a group heading that belong to no section', () => {
    const stray = () => parseWords('x.md', '# Group\n\nLost words.\n\n## Type\n\nKept.');
    expect(stray).toThrow(expect.objectContaining({ code: 'E_PROMPT', message: expect.stringContaining('x.md:3') }));
    expect(parseWords('x.md', '# Group\n\n## Type\n\nKept.').sections).toHaveLength(1);
  });

  test('reads an empty head, and no head', () => {
    expect(parseWords('x.md', '---\n---\nWords')).toMatchObject({ head: {}, lead: { prose: 'Words' } });
    expect(parseWords('x.md', '')).toMatchObject({ head: {}, lead: { prose: '' }, sections: [] });
  });

  test.each([
    ['---\ntitle: "a\n---\n', 'x.md:'],
    ['---\na: 1\nb: [\n---\n', 'x.md:'],
    ['---\n- a\n---\n', 'x.md:2'],
    ['---\na: *b\n---\n', 'x.md:2'],
  ])('names the line of a head that is no map: %j', (source, where) => {
    expect(() => parseWords('x.md', source)).toThrow(
      expect.objectContaining({ code: 'E_PROMPT', message: expect.stringContaining(where) }),
    );
  });

  test('loses no word of the prose, whatever the lines', () => {
    const line = fc.constantFrom('', 'alpha', '  beta', '- gamma', '1. delta', '```', '    - epsilon');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { lead } = parseWords('x.md', lines.join('\n'));
        const kept = [lead.prose, ...lead.angles].join(' ');
        for (const word of ['alpha', 'beta', 'gamma', 'delta', 'epsilon']) {
          expect(kept.split(word).length).toBe(lines.join(' ').split(word).length);
        }
      }),
    );
  });
});
