import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocuments } from './read-document.ts';

const SHARED = join(import.meta.dirname, '..', '..', 'shared');
/** One data set writes its questions into the field of its passages. */
const MIXED = ['drop_v0_dev.jsonl'];
const FILES = globSync('{benchmarks,seeds/json}/**/*.{json,jsonl}', { cwd: SHARED }).filter(
  (path) => !MIXED.includes(basename(path)),
);

/** Texts of at least forty characters below these names, wherever they stand; not answers that are a place of a passage. */
function textsNamed(value: unknown, names: RegExp, within = false): string[] {
  if (typeof value === 'string') return within && value.length >= 40 ? [value.replaceAll(/\s+/g, ' ').trim()] : [];
  if (typeof value !== 'object' || value === null || 'answer_start' in value) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsNamed(inner, names, within || names.test(name)));
}

function valuesIn(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]));
  }
}

/** The texts that a file gives; none where it is refused. */
async function readTexts(path: string): Promise<string[]> {
  const read = await readDocuments(basename(path), readFileSync(join(SHARED, path))).catch(() => ({ documents: [] }));
  return read.documents.map(({ text }) => text.replaceAll(/\s+/g, ' '));
}

describe.skipIf(!existsSync(SHARED))('data sets of questions', () => {
  it.each(FILES)('%s gives no question, answer, choice or task', async (path) => {
    const asking =
      /^(?:question|answers?|long_answer|options|choices|instruction|output|input|target|prompt|exp|op[abcd]|turns|tgt|solution|qas)$/i;
    const texts = (await readTexts(path)).join('\n');
    const found = valuesIn(readFileSync(join(SHARED, path), 'utf8')).flatMap((value) => textsNamed(value, asking));
    expect(found.filter((text) => texts.includes(text)).slice(0, 3)).toEqual([]);
  });

  it('give their passages, where they have some', async () => {
    const counts = await Promise.all(
      [
        'benchmarks/agieval/v1/lsat-rc.jsonl',
        'benchmarks/mirage/pubmedqa/test_set.json',
        'seeds/json/xquad.zh.first3.json',
      ].map(async (path) => (await readTexts(path)).length),
    );
    expect(counts).toEqual([30, 100, 3]);
  });
});
