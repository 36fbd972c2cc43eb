import { describe, expect, it } from 'vitest';
import { folderWith, readAll } from '../../test/read-all.ts';
import { readSeeds } from './read-seeds.ts';

describe('readSeeds', () => {
  const text = (name: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${name} ${i} ${'word '.repeat(90)}.`).join('\n\n');
  const sizes = { target: 100, least: 20, most: 200 };

  it('takes chunks in turn from each file with maxSeeds', async () => {
    const root = await folderWith('turns', { 'a.txt': text('a', 5), 'b.txt': text('b', 1), 'c.txt': text('c', 5) });
    const { seeds, files } = await readAll([root], { maxSeeds: 6, chunk: sizes });
    expect(seeds.map((seed) => seed.text.slice(0, 3))).toEqual(['a 0', 'a 1', 'a 2', 'b 0', 'c 0', 'c 1']);
    expect(files).toEqual([
      { source: 'turns/a.txt', seeds: 3 },
      { source: 'turns/b.txt', seeds: 1 },
      { source: 'turns/c.txt', seeds: 2 },
    ]);
  });

  it('does not read with maxSeeds what can no longer be taken', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => JSON.stringify({ text: `The row number ${i}.` }));
    const root = await folderWith('enough', {
      'a.jsonl': [...rows, 'not JSON'].join('\n'),
      'b.jsonl': ['not JSON', '{"text":"Another row."}', '{"text":"A row that is left."}', '{'].join('\n'),
      'c.jsonl': 'not JSON',
      'd.xyz': 'no reader takes it',
    });
    const { seeds, rejects } = await readAll([root], { maxSeeds: 2 });
    expect(seeds.map(({ source }) => source)).toEqual(['enough/a.jsonl#1', 'enough/b.jsonl#2']);
    expect(rejects).toEqual(['enough/d.xyz: no reader for ".xyz"']);
  });

  it('links the seeds of a document with each other, in path order and file by file', async () => {
    const root = await folderWith('neighbours', {
      'a.txt': text('a', 3),
      'b.jsonl': '{"text":"One row."}\n{"text":"Another row."}',
    });
    const { seeds, events } = await readAll([root], { chunk: sizes });
    const [first, second, third, ...rows] = seeds;
    expect(first?.neighbours).toEqual([null, second?.id]);
    expect(second?.neighbours).toEqual([first?.id, third?.id]);
    expect(third?.neighbours).toEqual([second?.id, null]);
    expect(rows.map(({ neighbours }) => neighbours)).toEqual(Array(2).fill([null, null]));
    expect(events.filter((event) => 'file' in event)).toEqual([events[3], events[6]]);
  });

  it('names the first hundred parts of a file that cannot be used, and counts the rest', async () => {
    const root = await folderWith('many', { 'a.jsonl': `${'not JSON\n'.repeat(150)}{"text":"A row."}` });
    const { seeds, rejects } = await readAll([root]);
    expect(seeds.map(({ source }) => source)).toEqual(['many/a.jsonl#151']);
    expect(rejects.slice(98)).toEqual([
      'many/a.jsonl#99: not JSON',
      'many/a.jsonl#100: not JSON',
      'many/a.jsonl: 50 more of its parts cannot be used',
    ]);
  });

  it('gives the same whatever the number of threads', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`${i}.txt`, text(`number ${i % 10}`, 1 + ((i * 7) % 5))]),
    );
    const root = await folderWith('threads', {
      ...files,
      'page.html': '<p>no main text',
      'x.jsonl': '{"text":"A."}\n{',
    });
    const { events } = await readAll([root], { chunk: sizes });
    expect(events.filter((event) => 'duplicate' in event).length).toBeGreaterThan(0);
    for (const workers of [1, 3]) expect((await readAll([root], { chunk: sizes, workers })).events).toEqual(events);
  });

  it('counts spans through a text that is read in parts', async () => {
    const long = Array.from({ length: 22_000 }, (_, i) => `The sentence number ${i} stands in a paragraph of its own.`);
    const root = await folderWith('parts', { 'long.txt': long.join('\n\n') });
    const { seeds } = await readAll([root]);
    const whole = long.join('\n\n');
    expect(whole.length).toBeGreaterThan(2 ** 20);
    expect(seeds.every(({ span, text }) => whole.slice(...span) === text)).toBe(true);
    expect(seeds.at(-1)?.span[1]).toBe(whole.length);
    expect(seeds.slice(1).every(({ neighbours }, at) => neighbours?.[0] === seeds[at]?.id)).toBe(true);
  });

  it('ends when it is told to, with the reason', async () => {
    const root = await folderWith('ended', { 'a.txt': text('a', 3), 'b.txt': text('b', 3) });
    const stop = new AbortController();
    const events = readSeeds([root], { chunk: sizes, workers: 2, signal: stop.signal });
    await events.next();
    stop.abort(new Error('told to'));
    const rest = async () => {
      for await (const _ of events);
    };
    await expect(rest()).rejects.toThrow('told to');
  });
});
