import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, describe, expect, it } from 'vitest';
import { readSeeds, type SeedEvent } from '../read-seeds.ts';
import { findRemote } from './find-remote.ts';
import { type LoopbackHub, serveHub } from './loopback-hub.ts';

const open: LoopbackHub[] = [];
afterEach(async () => {
  for (const hub of open.splice(0)) await hub.close();
});

async function hubWith(...given: Parameters<typeof serveHub>): Promise<LoopbackHub> {
  const hub = await serveHub(...given);
  open.push(hub);
  return hub;
}

/** Parquet with a text a row, in groups of 500 rows, and a column that takes room. */
function parquet(rows: number): Uint8Array {
  const texts = Array.from(
    { length: rows },
    (_, i) => `This is text number ${i} of the data set, and it says little more.`,
  );
  const noise = texts.map((_, i) => ((i * 7919) % 10007).toString(36).repeat(60));
  const columnData = [
    { name: 'text', data: texts, type: 'STRING' as const },
    { name: 'audio', data: noise, type: 'STRING' as const },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 500, codec: 'UNCOMPRESSED' }));
}

async function events(arg: string, hub: LoopbackHub, token?: string): Promise<SeedEvent[]> {
  const found: SeedEvent[] = [];
  const how = { hfEndpoint: `${hub.origin}/`, ...(token !== undefined && { hfToken: token }) };
  for await (const event of readSeeds([arg], { hub: how, workers: 1 })) found.push(event);
  return found;
}

const seedsOf = (all: SeedEvent[]) => all.flatMap((event) => ('seed' in event ? [event.seed] : []));
const rejectsOf = (all: SeedEvent[]) => all.flatMap((event) => ('reject' in event ? [event.reject] : []));

describe('a data set on the Hub', () => {
  it('is read file by file, at its commit, with the license of its card', async () => {
    const files = {
      'README.md': '# The card',
      '.gitattributes': 'x',
      'data/train one.jsonl': '{"text":"First text."}\n{"text":"Second text.","license":"CC0-1.0"}\n',
      'data/extra.jsonl.gz': gzipSync('{"text":"Packed text."}\n'),
      'pictures/a.png': 'x',
      'pictures/b.png': 'x',
    };
    const hub = await hubWith(files, { license: 'cc-by-sa-4.0' });
    const all = await events('hf://datasets/org/name', hub);
    expect(seedsOf(all).map(({ source, text, license }) => [source, text, license?.toUpperCase()])).toEqual([
      ['hf://datasets/org/name/data/extra.jsonl.gz/extra.jsonl#1', 'Packed text.', 'CC-BY-SA-4.0'],
      ['hf://datasets/org/name/data/train one.jsonl#1', 'First text.', 'CC-BY-SA-4.0'],
      ['hf://datasets/org/name/data/train one.jsonl#2', 'Second text.', 'CC0-1.0'],
    ]);
    expect(rejectsOf(all)).toEqual([
      { source: 'hf://datasets/org/name', reason: '2 files of kinds that are not read' },
    ]);
    expect(hub.asked.every(({ path }) => !/README|png|gitattributes/.test(path))).toBe(true);
    expect(hub.asked.filter(({ path }) => path.includes('/resolve/')).every(({ path }) => path.includes(hub.sha))).toBe(
      true,
    );
  });

  it('is read in parts where it is Parquet: the footer, and the columns that are wanted', async () => {
    const bytes = parquet(1500);
    const hub = await hubWith({ 'data/train.parquet': bytes });
    const seeds = seedsOf(await events('hf://datasets/org/name', hub));
    expect(seeds).toHaveLength(1500);
    expect(seeds[1499]).toMatchObject({ source: 'hf://datasets/org/name/data/train.parquet#1500' });
    const taken = hub.fetched().map((each) => {
      const [, from, to] = /bytes=(\d+)-(\d+)$/.exec(each) ?? [];
      return Number(to) - Number(from) + 1;
    });
    expect(taken.every((size) => size > 0)).toBe(true);
    expect(taken.reduce((sum, size) => sum + size, 0)).toBeLessThan(bytes.length * 0.8);
  });

  it('may be named in part, and at a revision', async () => {
    const text = (name: string) => `{"text":"Text of ${name}."}\n`;
    const hub = await hubWith({
      'a.jsonl': text('a'),
      'b/c.jsonl': text('c'),
      'b/d.jsonl': text('d'),
      'bb.jsonl': text('bb'),
    });
    const sources = async (arg: string) => seedsOf(await events(arg, hub)).map(({ source }) => source);
    expect(await sources('hf://datasets/org/name/b/')).toEqual([
      'hf://datasets/org/name/b/c.jsonl#1',
      'hf://datasets/org/name/b/d.jsonl#1',
    ]);
    expect(await sources('hf://datasets/org/name@refs/convert/parquet/a.jsonl')).toEqual([
      'hf://datasets/org/name@refs/convert/parquet/a.jsonl#1',
    ]);
    expect(await sources(`hf://datasets/org/name@${hub.sha}/b/d.jsonl`)).toHaveLength(1);
  });

  it('that is private is read with a token, which goes to the Hub alone', async () => {
    const hub = await hubWith({ 'a.jsonl': '{"text":"Secret text."}\n' }, { token: 'hf_right' });
    expect(seedsOf(await events('hf://datasets/org/name', hub, 'hf_right'))).toHaveLength(1);
    for (const { authorization } of hub.asked) expect(authorization).toBe('Bearer hf_right');
    await expect(events('hf://datasets/org/name', hub)).rejects.toMatchObject({
      code: 'E_SEEDS',
      message:
        'Cannot read seeds from "hf://datasets/org/name": it is private, gated or not there, and no token was given (401)',
    });
    await expect(events('hf://datasets/org/name', hub, 'hf_wrong')).rejects.toThrow('the token may not read it (401)');
  });

  it.each([
    ['hf://datasets/org/other', 'no such data set or revision (404)'],
    ['hf://datasets/org/name@v9', 'no such data set or revision (404)'],
    ['hf://datasets/org/name/none', 'no such file or folder in the data set'],
    ['hf://datasets/name', 'it names no data set of the Hub'],
    ['hf://org/name', 'it names no data set of the Hub'],
  ])('%s is refused', async (arg, reason) => {
    const hub = await hubWith({ 'a.jsonl': '{"text":"a"}\n' });
    await expect(findRemote(arg, { hfEndpoint: hub.origin })).rejects.toMatchObject({
      code: 'E_SEEDS',
      message: `Cannot read seeds from "${arg}": ${reason}`,
    });
  });

  it('is the same as long as its files are', async () => {
    const identities = async (content: string) => {
      const hub = await hubWith({ 'a.jsonl': content, 'b.parquet': 'PAR1' });
      return (await findRemote('hf://datasets/org/name', { hfEndpoint: hub.origin })).files.map(
        ({ identity }) => identity,
      );
    };
    expect(await identities('a')).toEqual(await identities('a'));
    const [[changed], [before]] = [await identities('b'), await identities('a')];
    expect(changed).not.toBe(before);
  });
});
