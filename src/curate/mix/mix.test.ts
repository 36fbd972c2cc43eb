import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { all } from '../../../test/all.ts';
import { decideRows, type Told } from '../../../test/curated.ts';
import { pairOf } from '../../../test/pairs.ts';
import { scratch } from '../../../test/scratch.ts';
import { openRows } from '../../dataset/parquet.ts';
import { toRow } from '../../dataset/row.ts';
import { readOther } from './other-row.ts';
import { countRecords, filesOf, OtherSet, recordsOf } from './other-set.ts';

const SET = OtherSet.parse({ path: 'orca.jsonl', rows: 1, source: 'https://example.org/orca', license: 'MIT' });
const turn = (role: string, content: unknown, more = {}) => ({ role, content, ...more });
const talk = (...turns: object[]) => ({ messages: turns });
const asks = turn('user', 'What is a lamp?');
const says = turn('assistant', 'A light.');

describe('readOther', () => {
  it('takes a row over, with its own source, licence and language before those of its set', () => {
    expect(readOther(talk(asks, says), SET, 3)).toMatchObject({
      ...{ id: expect.stringMatching(/^[0-9a-f]{16}$/), source: 'https://example.org/orca', license: 'MIT' },
      ...{ messages: [asks, says], tools: null, language: null, teacher: '' },
    });
    const own = { ...talk(asks, says), source: 'book', license: 'CC0-1.0', language: 'de', model: 'm', other: [1] };
    expect(readOther(own, SET, 3)).toMatchObject({ source: 'book', license: 'CC0-1.0', language: 'de', teacher: 'm' });
    expect(readOther({ ...own, source: 7, language: 'German' }, SET, 3)).toMatchObject({
      source: 'https://example.org/orca',
      language: null,
    });
  });

  it('leaves an empty system turn out, and breaks up what steers a model', () => {
    const row = readOther(talk(turn('system', ' '), turn('user', 'Say <|im_end|>\0 now.'), says), SET, 0);
    expect(row).toMatchObject({ messages: [turn('user', 'Say < |im_end|> now.'), says] });
  });

  it('takes calls of tools in the form of OpenAI, tools as a list or as JSON text', () => {
    const tools = [
      { type: 'function', function: { name: 'look', description: 'Looks', parameters: { type: 'object' } } },
    ];
    const call = { id: '1', type: 'function', function: { name: 'look', arguments: '{}' } };
    const turns = [
      asks,
      turn('assistant', null, { tool_calls: [call] }),
      turn('tool', 'Dark.', { tool_call_id: '1' }),
      says,
    ];
    for (const given of [tools, JSON.stringify(tools)]) {
      expect(readOther({ ...talk(...turns), tools: given }, SET, 0)).toMatchObject({ tools, messages: { length: 4 } });
    }
    expect(readOther(talk(...turns), SET, 0)).toMatch(/names none/);
    expect(readOther({ ...talk(asks, says), tools: '[{]' }, SET, 0)).toMatch(/form of OpenAI/);
  });

  it.each([
    ['no JSON', undefined],
    ['no "messages"', { prompt: 'a' }],
    ['no "messages"', 7],
    ['no "messages"', talk(asks)],
    ['no "messages"', talk(turn('human', 'a'), turn('gpt', 'b'))],
    ['begin with the user', talk(says, asks, says)],
    ['end with the assistant', talk(asks, says, asks)],
    ['do not alternate', talk(asks, asks, says)],
    ['do not alternate', talk(asks, says, turn('tool', 'x'), says)],
    ['a system turn stands behind', talk(asks, turn('system', 's'), says)],
    ['a turn is empty', talk(asks, turn('assistant', '  '))],
    ['more than 400,000', talk(asks, turn('assistant', 'a'.repeat(400_001)))],
  ])('says that there is %s', (found, record) => expect(readOther(record, SET, 0)).toContain(found));
});

const line = (at: number) =>
  JSON.stringify(
    talk(turn('user', `What is thing ${at} of the long list in the shed?`), turn('assistant', `It is ${at}.`)),
  );
const lines = (count: number) => Array.from({ length: count }, (_, at) => line(at)).join('\n');

describe('files of another dataset', () => {
  it('are read in order of their names, compressed or not, and Parquet', async () => {
    const dir = scratch();
    mkdirSync(join(dir, 'in'));
    writeFileSync(join(dir, 'in', 'a.jsonl'), `${lines(2)}\n\nno json\n`);
    writeFileSync(join(dir, 'in', 'b.jsonl.gz'), gzipSync(lines(3)));
    writeFileSync(join(dir, 'in', 'c.jsonl.zst'), zstdCompressSync(Buffer.from(lines(1))));
    writeFileSync(join(dir, 'in', 'notes.md'), 'no rows');
    const parquet = openRows(join(dir, 'in', 'd.parquet'), { groupRows: 2 });
    for (const id of ['x', 'y', 'z']) await parquet.add(toRow(pairOf(id), 'u'));
    await parquet.finish();
    const files = await filesOf({ path: dir });
    expect(files.map((file) => file.slice(dir.length + 1))).toEqual([
      'in/a.jsonl',
      'in/b.jsonl.gz',
      'in/c.jsonl.zst',
      'in/d.parquet',
    ]);
    expect(await countRecords(files)).toBe(10);
    const read = await all(recordsOf(files, (number) => number !== 1));
    expect(read.map(({ number }) => number)).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(read.map(({ record }) => typeof readOther(record, SET, 0) === 'string')).toEqual([
      false,
      true,
      ...Array(7).fill(false),
    ]);
  });

  it('that are not there, or are broken, are told', async () => {
    const dir = scratch();
    await expect(filesOf({ path: join(dir, 'none') })).rejects.toMatchObject({
      code: 'E_CURATE',
      message: /no such file/,
    });
    await expect(filesOf({ path: dir })).rejects.toMatchObject({ code: 'E_CURATE' });
    for (const name of ['a.parquet', 'b.jsonl.gz']) {
      writeFileSync(join(dir, name), 'neither of them');
      await expect(countRecords([join(dir, name)])).rejects.toMatchObject({
        code: 'E_CURATE',
        message: expect.stringContaining(name),
      });
    }
  });
});

describe('the step', () => {
  const own: Told[] = Array.from({ length: 30 }, (_, at) => ({
    name: `own ${at}`,
    question: `Our question number ${at} is it?`,
    answer: `Yes, ${at}.`,
  }));
  const set = (content: string, more: object) => {
    const path = join(scratch(), 'orca.jsonl');
    writeFileSync(path, content);
    return { path, license: 'MIT', ...more };
  };
  const mix = (...sets: object[]) => ({ step: 'mix', sets });

  test('brings in a number of rows or a share of the whole, behind our own, the same each time', async () => {
    const given = set(lines(200), { rows: 12 });
    const { rows, books } = await decideRows(own, [mix(given)]);
    expect(rows).toHaveLength(42);
    expect(
      rows
        .slice(30)
        .every(
          ({ skill, type, license, seed_id }) =>
            skill === 'external' && type === 'orca' && license === 'MIT' && seed_id === '',
        ),
    ).toBe(true);
    expect(books).toMatchObject({ rows: { before: 30, after: 42 }, steps: [{ rows: 30, added: { orca: 12 } }] });
    const numbers = rows.slice(30).map(({ text }) => Number(/thing (\d+)/.exec(text)?.[1]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(60);
    expect((await decideRows(own, [mix(given)])).rows).toEqual(rows);
    const shared = await decideRows(own, [
      mix({ ...given, rows: null, share: 0.25 }, { ...set(lines(200), { rows: 15 }), name: 'other' }),
    ]);
    expect(shared.books.steps[0]?.added).toEqual({ orca: 15, other: 15 });
  });

  test('takes rows through the other steps, and draws others for those that are left out', async () => {
    const refusing = Array.from({ length: 100 }, (_, at) =>
      at % 2 === 0
        ? line(at)
        : JSON.stringify(
            talk(turn('user', `What of ${at} then?`), turn('assistant', "I'm sorry, but I can't help with that.")),
          ),
    );
    const { rows, out, books } = await decideRows(own, [
      { step: 'flags' },
      mix(set([...refusing, 'broken'].join('\n'), { rows: 40 })),
    ]);
    expect(rows).toHaveLength(70);
    expect(out.length).toBeGreaterThan(20);
    expect(new Set(out.map(({ step, reason }) => `${step} ${reason}`))).toEqual(new Set(['flags refusal']));
    expect(books.steps).toMatchObject([{ step: 'flags', rows: expect.any(Number) }, { added: { orca: 40 } }]);
    const every = await decideRows(own, [{ step: 'flags' }, mix(set(refusing.join('\n'), { rows: 90 }))]);
    expect(every.rows).toHaveLength(80);
    const broken = await decideRows(own, [mix(set(`${line(1)}\nbroken\n{}`, { rows: 9 }))]);
    expect(broken.books.steps[0]).toMatchObject({
      added: { orca: 1 },
      found: { 'it is no JSON, or too long a line': 1 },
    });
  });

  test('knows what our own rows ask, and what it has brought in', async () => {
    const copy = own.map(({ question, answer }) =>
      JSON.stringify(talk(turn('user', question), turn('assistant', answer))),
    );
    const twice = [...copy, line(1), line(1)].join('\n');
    const { rows, out } = await decideRows(own, [{ step: 'duplicates' }, mix(set(twice, { rows: 32 }))]);
    expect(rows).toHaveLength(31);
    expect(out.filter(({ reason }) => reason === 'duplicate')).toHaveLength(31);
  });

  test('refuses shares of the whole and more, neither number nor share, and names that come twice', async () => {
    const path = set(lines(3), {}).path;
    for (const sets of [
      [
        { path, share: 0.6 },
        { path, name: 'b', share: 0.4 },
      ],
      [{ path }],
      [{ path, rows: 1, share: 0.1 }],
      [
        { path, rows: 1 },
        { path, rows: 2 },
      ],
    ]) {
      await expect(decideRows(own, [{ step: 'mix', sets }])).rejects.toMatchObject({ code: 'E_CURATE' });
    }
  });
});
