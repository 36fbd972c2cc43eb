import { describe, expect, it } from 'vitest';
import { readDocument as one, readDocuments as read } from '../../../test/read-document.ts';

describe('yaml', () => {
  it('of records and of texts is read as JSON is', async () => {
    const { documents } = await read('a.yaml', '- { title: One, text: First. }\n- { text: Second. }\n');
    expect(documents.map(({ source, title, text }) => [source, title, text])).toEqual([
      ['a.yaml#1', 'One', 'First.'],
      ['a.yaml#2', null, 'Second.'],
    ]);
    expect((await read('a.yaml', 'text: One.\n---\ntext: Two.\n')).documents.map(({ text }) => text)).toEqual([
      'One.',
      'Two.',
    ]);
    expect(await one('a.yaml', 'title: T\nlicense: CC0-1.0\nbody: |\n  One.\n\n  Two.\n')).toMatchObject({
      title: 'T',
      license: 'CC0-1.0',
      text: 'One.\n\nTwo.',
    });
  });

  it.each([
    ['settings of a service', 'services:\n  web:\n    image: a\n', 'settings of a program'],
    ['steps of a build', 'on: push\njobs:\n  a: { steps: [] }\n', 'settings of a program'],
    ['a manifest', 'apiVersion: v1\nkind: Pod\n', 'settings of a program'],
    ['one word', 'word', 'no map or list'],
    ['numbers', '[1, 2]', 'no records in it'],
    ['no YAML', 'a: b: c:\n  - [', 'not YAML'],
    ['bytes', Buffer.from([0, 1, 2, 0, 3, 255, 0]), 'binary'],
    ['an API without operations', 'openapi: 3.0.0\npaths: {}\n', 'no operations in it'],
    ['lists 20,000 deep', '['.repeat(20_000), 'not YAML'],
  ])('is refused: %s', async (_, content, reason) => {
    await expect(read('a.yaml', content)).rejects.toThrow(reason);
  });

  it('is refused where its aliases multiply', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );
    await expect(read('a.yaml', `l0: &l0 [lol]\n${levels.join('\n')}\n`)).rejects.toThrow('too many aliases');
  });

  it('is refused where it is too long to be parsed', async () => {
    await expect(read('a.yaml', 'a: b\n'.repeat(2_000_000))).rejects.toThrow('YAML of more than 5 million characters');
  });
});
