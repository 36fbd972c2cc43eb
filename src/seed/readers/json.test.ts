import { describe, expect, it } from 'vitest';
import { readDocument as one, readDocuments as read } from '../../../test/read-document.ts';

const PROSE =
  'The keeper climbed the stair at dusk, trimmed the wick, and wrote the hour into the book beside the lamp. ';
const json = (value: unknown) => JSON.stringify(value);

async function sourcesAndTexts(name: string, content: string) {
  return (await read(name, content)).documents.map(({ source, text }) => [source, text]);
}

describe('json', () => {
  it('of articles with questions gives each article its paragraphs, and no question', async () => {
    const qas = [{ question: 'Who climbed?', id: '1', answers: [{ text: 'The keeper', answer_start: 0 }] }];
    const data = ['One', 'Two_Lights'].map((title) => ({
      title,
      paragraphs: [
        { context: `${title} began.`, qas },
        { context: 'It went on.', qas },
      ],
    }));
    const { documents } = await read('squad.json', json({ version: '1.1', license: 'CC-BY-SA-4.0', data }));
    expect(documents).toMatchObject([
      { source: 'squad.json#1', text: 'One began.\n\nIt went on.', title: 'One', license: 'CC-BY-SA-4.0' },
      { source: 'squad.json#2', text: 'Two_Lights began.\n\nIt went on.', title: 'Two Lights', kind: 'text' },
    ]);
  });

  it('of poems keeps their lines, and the notes below them', async () => {
    const poems = [
      { title: '菩萨蛮', author: '温庭筠', paragraphs: ['小山重叠金明灭。', '懒起画蛾眉。'], notes: ['1.小山'] },
      { title: '其二', author: '温庭筠', paragraphs: ['水晶帘里玻璃枕。'] },
    ];
    const { documents } = await read('poems.json', json(poems));
    expect(documents[0]).toMatchObject({ title: '菩萨蛮 (温庭筠)', text: '小山重叠金明灭。\n懒起画蛾眉。\n\n1.小山' });
    expect(await sourcesAndTexts('a.json', json([['a', 'b'], ['c']]))).toEqual([
      ['a.json#1', 'a\nb'],
      ['a.json#2', 'c'],
    ]);
  });

  it('of one text, of strings, and of records by their names', async () => {
    const article = { title: 'The light', lang: 'en', sections: [{ heading: 'Dusk', text: PROSE }] };
    expect(await one('a.json', json(article))).toMatchObject({ source: 'a.json', title: 'The light', language: 'en' });
    expect((await one('a.json', json(['One.', 'Two.']))).text).toBe('One.\nTwo.');
    const named = { a: { PASSAGE: 'x' }, b: { PASSAGE: 'y' }, c: { PASSAGE: 'z' } };
    expect(await sourcesAndTexts('a.json', json({ v: 1, deep: { named } }))).toEqual([
      ['a.json#1', 'x'],
      ['a.json#2', 'y'],
      ['a.json#3', 'z'],
    ]);
  });

  it('of lines reads them as JSON Lines, whatever its name', async () => {
    expect(await sourcesAndTexts('a.json', '{"text":"a"}\n{"text":"b\\n"}{"text":"c"}')).toEqual([
      ['a.json#1', 'a'],
      ['a.json#2', 'b'],
      ['a.json#3', 'c'],
    ]);
  });

  it.each([
    [
      'flat records',
      [
        { y: 2000, gdp: 1.5 },
        { y: 2001, gdp: null },
        { y: 2002, gdp: 3, extra: true },
      ],
    ],
    [
      'records within an object',
      { source: 'x', rows: [{ y: 2000, gdp: 1.5 }, { y: 2001 }, { y: 2002, gdp: 3, extra: true }] },
    ],
  ])('of %s is a table', async (_, value) => {
    expect(await one('gdp.json', json(value))).toMatchObject({
      source: 'gdp.json',
      kind: 'table',
      title: 'gdp',
      text: '| y | gdp | extra |\n| --- | --- | --- |\n| 2000 | 1.5 |  |\n| 2001 |  |  |\n| 2002 | 3 | true |',
    });
  });

  it('of lists with a head, and of features of a map, is one too', async () => {
    const rows = [
      ['y', 'gdp'],
      [2000, 1],
      [2001, 2],
      [2002, 3],
    ];
    expect((await one('a.json', json(rows))).text).toMatch(/^\| y \| gdp \|\n.*\n\| 2000 \| 1 \|/);
    const features = rows.slice(1).map(([y, gdp]) => ({ type: 'Feature', geometry: {}, properties: { y, gdp } }));
    expect((await one('a.geojson', json({ type: 'FeatureCollection', features }))).kind).toBe('table');
  });

  it('takes the field that was asked for', async () => {
    const { documents } = await read('a.json', json([{ a: { b: 'x' }, text: 'no' }]), 'a.b');
    expect(documents.map(({ text }) => text)).toEqual(['x']);
  });

  it('tells of entries that cannot be used, and counts those of one reason', async () => {
    const many = Array.from({ length: 30 }, () => ({ id: 1 }));
    const { documents, rejects } = await read('a.json', json([{ text: 'a' }, 3, 'x', ...many, { question: PROSE }]));
    expect(documents).toHaveLength(1);
    const none = 'no field "text", "content", "body", "passage", "document", "article" with a text';
    expect(rejects.map(({ source, reason }) => `${source}: ${reason}`)).toEqual([
      'a.json: 2 of 34 entries are no records',
      ...Array.from({ length: 10 }, (_, i) => `a.json#${i + 4}: ${none}`),
      'a.json#34: only questions, answers or labels, which are left out',
      `a.json: 20 more: ${none}`,
    ]);
  });

  it.each([
    ['package.json', { name: 'x', description: PROSE, version: '1.0.0' }, 'settings of a program'],
    ['tsconfig.build.json', { include: [] }, 'settings of a program'],
    ['any.json', { compilerOptions: {} }, 'settings of a program'],
    ['any-lock.json', { lockfileVersion: 3, packages: {} }, 'a lock file'],
    ['a.js.map.json', { mappings: 'AAAA', sources: ['a'], text: PROSE }, 'a source map'],
    ['datapackage.json', { resources: [{ path: 'a.csv', format: 'csv' }], description: PROSE }, 'a data package'],
    ['qa.json', [{ question: PROSE, answer: PROSE }], 'only questions, answers or labels'],
    ['alpaca.json', [{ instruction: PROSE, input: '', output: PROSE }], 'only questions, answers or labels'],
    ['chat.json', [{ messages: [{ role: 'user', content: PROSE }] }], 'only questions, answers or labels'],
    ['tasks.json', { examples: [{ input: PROSE, target: 'yes' }] }, 'only questions, answers or labels'],
    ['a.json', { names: { a: 'b' } }, 'no field "text"'],
    ['a.json', [1, 2, 3], 'no records in it'],
    ['a.json', [], 'empty'],
    ['a.json', {}, 'no field "text"'],
  ])('%s is refused: %j', async (name, value, reason) => {
    await expect(read(name, json(value))).rejects.toThrow(reason);
  });
});

describe('json that is damaged or hostile', () => {
  it('keeps the entries before the place where it is cut off', async () => {
    const { documents, rejects } = await read('a.json', '[{"text":"a"},{"text":"b"},{"text":"c');
    expect(documents.map(({ text }) => text)).toEqual(['a', 'b']);
    expect(rejects).toEqual([{ source: 'a.json#3', reason: 'cut off: it ends in the middle of a value' }]);
  });

  it.each([
    ['not JSON at all', 'Once upon a time', 'not JSON'],
    ['cut off at once', '{"text": "a', 'cut off'],
    ['with comments', '{ /* a */ "text": "a" }', 'not JSON'],
    ['empty', ' \n ', 'empty'],
    ['of objects 100,000 deep', '{"text":'.repeat(1e5) + '1' + '}'.repeat(1e5), 'no field'],
    ['of lists 100,000 deep', '['.repeat(1e5) + ']'.repeat(1e5), 'no records in it'],
    ['of open brackets', '['.repeat(1e5), 'cut off'],
    ['of bytes', Buffer.from([0, 1, 2, 0, 3, 255, 0]), 'binary'],
  ])('is refused: %s', async (_, content, reason) => {
    await expect(read('a.json', content)).rejects.toThrow(reason);
  });

  it('is read with control characters in its strings', async () => {
    expect((await one('a.json', `[{"text":"a\u0007b\u0001c${PROSE}"}]`)).text).toBe(`abc${PROSE.trim()}`);
  });
});
