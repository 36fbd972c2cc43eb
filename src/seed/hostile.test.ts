import { beforeAll, describe, expect, it } from 'vitest';
import { ARCHIVES } from '../../test/hostile/archives.ts';
import { CLAIMS } from '../../test/hostile/claims.ts';
import { DAMAGED, DEVOURING } from '../../test/hostile/documents.ts';
import { type Hostile, type Outcome, prose } from '../../test/hostile/hostile.ts';
import { LAUGHS } from '../../test/hostile/laughs.ts';
import { BEGINNINGS, STRUCTURES } from '../../test/hostile/structures.ts';
import { ENCODINGS, LONG_LINES } from '../../test/hostile/texts.ts';
import { folderWith, readAll } from '../../test/read-all.ts';

/** What a file may take here; a case that is given up for it does not have its outcome. */
const LIMITS = { seconds: 60, megabytes: 768 };
/** For a whole table in one thread, and no measure of its speed. */
const PATIENCE = 600_000;

const FAMILIES: [what: string, cases: readonly Hostile[]][] = [
  ['archives', ARCHIVES],
  ['XML that expands without end', LAUGHS],
  ['documents that are damaged', DAMAGED],
  ['documents that devour', DEVOURING],
  ['lines without end', LONG_LINES],
  ['structures', STRUCTURES],
  ['beginnings', BEGINNINGS],
  ['encodings', ENCODINGS],
  ['claims', CLAIMS],
];

/** What reading gave of the folder of a case: texts of seeds, and rejects, by names below it. */
type Given = Record<'texts' | 'rejects' | 'through', string[]>;

/** Reads all cases of a family in one run, each in a folder of its own beside a good file; gives what came of each. */
async function readBeside(cases: readonly Hostile[]): Promise<{ given: Given; good: string }[]> {
  const goods = cases.map(() => prose());
  const files = cases.flatMap(([, name, content], i): [string, string | Uint8Array][] => [
    [`${i}/${name}`, content],
    [`${i}/good.md`, goods[i] ?? ''],
  ]);
  const root = await folderWith('h', Object.fromEntries(files));
  const { seeds, rejects, files: through } = await readAll([root], { workers: 1, limits: LIMITS });
  return goods.map((good, i) => {
    const start = `h/${i}/`;
    const below = (line: string) => (line.startsWith(start) ? [line.slice(start.length)] : []);
    const texts = seeds.flatMap(({ source, text }) => (source.startsWith(start) ? [text] : []));
    return {
      good,
      given: { texts, rejects: rejects.flatMap(below), through: through.flatMap(({ source }) => below(source)) },
    };
  });
}

function expected(name: string, outcome: Outcome): { seeds?: RegExp; rejects: readonly string[] } {
  if (outcome instanceof RegExp) return { seeds: outcome, rejects: [] };
  return typeof outcome === 'string' ? { rejects: [`${name}: ${outcome}`] } : outcome;
}

it('there are at least sixty', () => {
  expect(FAMILIES.flatMap(([, cases]) => cases).length).toBeGreaterThanOrEqual(60);
});

describe.each(FAMILIES)('hostile files: %s', (_, cases) => {
  let read: Awaited<ReturnType<typeof readBeside>> = [];
  beforeAll(async () => {
    read = await readBeside(cases);
  }, PATIENCE);

  it.each(cases.map(([what], i) => [what, i] as const))('%s', (what, i) => {
    const [, name, , outcome] = cases[i] ?? expect.fail(what);
    const { given, good } = read[i] ?? expect.fail(what);
    const { seeds, rejects } = expected(name, outcome);
    const texts = given.texts.filter((text) => text !== good);
    expect(given.rejects).toEqual(rejects);
    if (seeds) expect(texts.join('\n\n')).toMatch(seeds);
    else expect(texts).toEqual([]);
    expect(texts.join('')).toSatisfy((text: string) => text.isWellFormed() && !/(?![\t\n\f])\p{Cc}/u.test(text));
    expect([given.texts.includes(good), given.through]).toEqual([true, [name, 'good.md']]);
  });
});
