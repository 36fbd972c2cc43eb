import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Seed } from '../data.ts';
import { sign } from '../text/minhash.ts';
import { guarded } from './guard.ts';
import { readSeeds, type SeedOptions } from './read-seeds.ts';
import type { Document } from './reader.ts';
import { textHash } from './seen-texts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screening-'));
});
afterAll(() => rm(folder, { recursive: true }));

const TOWN =
  'The clock in the tower of Bren was built by two sisters. It strikes the hours but not the quarters, because the council ' +
  'would not pay for a second bell. Once a week somebody climbs the stairs and winds it with a crank, and that was for ' +
  'thirty years the baker, who had a key to the tower because his oven stood against its wall and kept it warm.';
const BEES =
  'Bees that return to the hive with food do more than unload it. On the comb they run a short line, waggle, and circle ' +
  'back, now to the left and now to the right. The angle of the line against the vertical gives the angle to the sun.';
/** Nobody's: made up for tests. */
const KEY = `ghp_${'R4nd0mLetters7Zq9Xv2Kj5Wp8Ht3Bn6Mc1Fd'.slice(0, 36)}`;

async function read(name: string, files: Record<string, string>, options: SeedOptions = {}) {
  const root = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const seeds: Seed[] = [];
  const [rejects, duplicates, counts]: [string[], string[], unknown[]] = [[], [], []];
  for await (const event of readSeeds([root], options)) {
    if ('seed' in event) seeds.push(event.seed);
    else if ('reject' in event) rejects.push(`${event.reject.source}: ${event.reject.reason}`);
    else if ('duplicate' in event) {
      const { source, of, similarity } = event.duplicate;
      duplicates.push(`${source} of ${of.source} (${similarity.toFixed(2)})`);
    } else if (event.file.counts) counts.push(event.file.counts);
  }
  return { seeds, rejects, duplicates, counts };
}

describe('quality', () => {
  const files = { 'a.txt': TOWN, 'b.txt': `${'The same line stands here again.\n'.repeat(30)}` };

  it('refuses what is hardly a text, by chunk, reason and rule, where it is asked to', async () => {
    const { seeds, rejects, counts } = await read('quality', files, { quality: 'light' });
    expect(seeds.map(({ source }) => source)).toEqual(['quality/a.txt']);
    expect(rejects).toEqual([expect.stringMatching(/^quality\/b\.txt#0-\d+: repetitive lines \(97%\)$/)]);
    expect(counts).toEqual([{ refused: { 'repeated-lines': 1 }, found: {} }]);
    expect((await read('quality', files)).seeds).toHaveLength(2);
  });

  it('refuses files that hold licences', async () => {
    const terms = `GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n\n${TOWN}\n\n${BEES}`;
    const { seeds, rejects } = await read('with-licence', { COPYING: terms, 'a.txt': TOWN }, { quality: 'light' });
    expect(seeds.map(({ source, license }) => [source, license])).toEqual([['with-licence/a.txt', 'GPL-3.0-or-later']]);
    expect(rejects).toEqual(['with-licence/COPYING: a licence']);
  });

  it('links the neighbours of what is left', async () => {
    const parts = [TOWN, 'Again and again and once more again.\n'.repeat(40), BEES];
    const text = parts.map((part, at) => `## Part ${at}\n\n${part.repeat(at === 1 ? 1 : 3)}`).join('\n\n');
    const { seeds, rejects } = await read('linked', { 'a.md': text }, { quality: 'light', chunk: { target: 250 } });
    expect(rejects.length).toBeGreaterThan(0);
    for (const [at, seed] of seeds.entries())
      expect(seed.neighbours).toEqual([seeds[at - 1]?.id ?? null, seeds[at + 1]?.id ?? null]);
  });
});

describe('near duplicates', () => {
  const files = { 'a.txt': TOWN, 'b.txt': TOWN.replace('thirty', 'forty'), 'c.txt': BEES, 'd.txt': TOWN.toUpperCase() };

  it('are told with what they are like and how much', async () => {
    const { seeds, duplicates } = await read('near', files, { nearDuplicates: 0.8 });
    expect(seeds.map(({ source }) => source)).toEqual(['near/a.txt', 'near/c.txt']);
    expect(duplicates).toEqual([
      expect.stringMatching(/^near\/b\.txt of near\/a\.txt \(0\.[89]\d\)$/),
      'near/d.txt of near/a.txt (1.00)',
    ]);
    expect((await read('near', files)).seeds).toHaveLength(4);
    expect((await read('near', files, { nearDuplicates: 0.8, workers: 2 })).seeds).toEqual(seeds);
  });

  it('are told of seeds of earlier readings, which are none of themselves', async () => {
    const { seeds } = await read('earlier', { 'b.txt': TOWN });
    const known = seeds.map((seed) => [textHash(seed.text), seed, sign(seed.text)] as const);
    const options = { nearDuplicates: 0.8, known };
    const again = await read('earlier', { 'a.txt': files['b.txt'], 'b.txt': TOWN }, options);
    expect(again.seeds).toEqual(seeds);
    expect(again.duplicates).toEqual([expect.stringContaining('earlier/a.txt of earlier/b.txt')]);
  });
});

describe('licences', () => {
  const files = {
    'LICENSE.md': 'Attribution-ShareAlike 4.0 International\n\nCreative Commons',
    'seeds.yaml': 'side.txt: { license: "CC BY 4.0" }\n',
    'plain.txt': TOWN,
    'side.txt': `${BEES} One.`,
    'own.md': `---\nlicense: https://creativecommons.org/publicdomain/zero/1.0/\n---\n\n${BEES}`,
  };
  const licensesOf = ({ seeds }: { seeds: Seed[] }) =>
    Object.fromEntries(seeds.map(({ source, license }) => [source.replace(/^.*\//, ''), license]));

  it('come from the file, the sidecar, the folder, and last the option', async () => {
    expect(licensesOf(await read('licensed', files, { license: 'MIT' }))).toMatchObject({
      'own.md': 'CC0-1.0',
      'side.txt': 'CC-BY-4.0',
      'plain.txt': 'CC-BY-SA-4.0',
    });
    expect(licensesOf(await read('unlicensed', { 'a.txt': TOWN }, { license: 'the MIT license' }))).toEqual({
      'a.txt': 'MIT',
    });
    expect(licensesOf(await read('unlicensed', {}))).toEqual({ 'a.txt': null });
  });

  it('that are not allowed are refused once a document', async () => {
    const allowed = await read('licensed', files, { allowLicenses: ['cc0-*', 'CC-BY-4.0'] });
    expect(Object.keys(licensesOf(allowed))).toEqual(['own.md', 'side.txt']);
    expect(allowed.rejects).toContain('licensed/plain.txt: licence not allowed (CC-BY-SA-4.0)');
    const long = { 'a.txt': `${TOWN}\n\n`.repeat(40) };
    const { rejects, counts } = await read('unstated', long, { allowLicenses: ['MIT'] });
    expect(rejects).toEqual(['unstated/a.txt: licence not allowed (none is stated)']);
    expect(counts).toMatchObject([{ refused: { license: expect.any(Number) } }]);
  });
});

describe('privacy', () => {
  const files = {
    'a.md': `# Notes on ${KEY}\n\n${TOWN}\n\n## Setting up\n\nexport GITHUB_TOKEN=${KEY}\n\n${BEES} Ask r.holt@skarn.no or call +47 22 12 34 56.`,
  };

  it('masks secrets and counts personal data; spans are those of the masked text', async () => {
    const { seeds, counts } = await read('private', files);
    const text = seeds.map((seed) => seed.text).join('\n\n');
    expect(text).not.toContain(KEY);
    expect(text).toContain('export GITHUB_TOKEN=[token]');
    expect(text).toContain('r.holt@skarn.no');
    expect(JSON.stringify(seeds)).not.toContain(KEY);
    expect(counts).toEqual([{ refused: {}, found: { token: 2, 'e-mail': 1, phone: 1 } }]);
    for (const { text: own, span } of seeds) expect(own).toHaveLength(span[1] - span[0]);
  });

  it('masks or drops personal data, and keeps secrets, where that is wished', async () => {
    const masked = await read('private', files, { pii: 'mask' });
    expect(masked.seeds.at(-1)?.text).toMatch(/Ask \[e-mail address\] or call \[phone number\]\.$/);
    const dropped = await read('private', files, { pii: 'drop' });
    expect(dropped.rejects.join()).toMatch(/: personal data \(1 e-mail address, 1 phone number\)/);
    expect(dropped.counts).toMatchObject([{ refused: { 'personal-data': 1 } }]);
    const kept = await read('private', files, { secrets: 'keep' });
    expect(kept.seeds.map(({ text }) => text).join()).toContain(KEY);
    expect(kept.counts).toMatchObject([{ found: { token: 2 } }]);
  });
});

describe('guarded', () => {
  it('moves sections and pages with the text, and cleans titles', () => {
    const parts = ['# One\n\n', `key ${KEY} here\n\n`, '# Two\n\n<|im_start|>system\n\n', `# Three ${KEY}\n\nend`];
    const text = parts.join('');
    const starts = [0, text.indexOf('# Two'), text.indexOf('# Three')];
    const document: Document = {
      ...{ source: 'a', kind: 'text', text, title: `About ${KEY}`, license: null, language: null },
      sections: [
        { start: -1, level: 1, title: 'Before' },
        ...starts.map((start, at) => ({ start, level: 1, title: at === 2 ? `Three ${KEY}` : `${at}` })),
      ],
      pages: starts.map((start, at) => ({ start, page: at + 1 })),
    };
    const { document: clean, found } = guarded(document);
    expect(clean.text).toBe('# One\n\nkey [token] here\n\n# Two\n\n< |im_start|>system\n\n# Three [token]\n\nend');
    expect(clean.sections.map(({ start }) => clean.text.slice(Math.max(0, start), start + 5))).toEqual([
      ...['# On', '# One', '# Two', '# Thr'],
    ]);
    expect(clean.sections[0]?.start).toBe(-1);
    expect(clean.pages?.map(({ start }) => start)).toEqual(clean.sections.slice(1).map(({ start }) => start));
    expect([clean.title, clean.sections[3]?.title]).toEqual(['About [token]', 'Three [token]']);
    expect(found).toEqual({ token: 2, 'control-string': 1 });
  });
});
