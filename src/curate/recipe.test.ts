import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scratch } from '../../test/scratch.ts';
import { makeRecipe, type Recipe, readRecipe, recipeText, withFiles } from './recipe.ts';

/** The text of a recipe in a folder. */
const textOf = (recipe: Recipe, folder: string) =>
  recipeText(
    recipe,
    recipe.steps.map(({ options }) => options),
    folder,
  );

function written(text: string, name = 'recipe.yaml'): string {
  const path = join(scratch(), name);
  writeFileSync(path, text);
  return path;
}

describe('a recipe', () => {
  it('in a file names paths as its folder sees them; written elsewhere, they lead to the same files', async () => {
    const dir = scratch();
    mkdirSync(join(dir, 'bench'));
    writeFileSync(join(dir, 'bench', 'a.jsonl'), '{"question":"b"}');
    writeFileSync(join(dir, 'other.jsonl'), '{}');
    const steps = [
      { step: 'contamination', benchmarks: ['bench'] },
      { step: 'mix', sets: [{ path: 'other.jsonl', rows: 3 }] },
    ];
    writeFileSync(join(dir, 'mine.yaml'), JSON.stringify({ seed: 7, steps }));
    const read = await withFiles(await readRecipe(join(dir, 'mine.yaml')));
    expect(read.seed).toBe('7');
    expect([...read.files.keys()]).toEqual([join(dir, 'bench', 'a.jsonl'), join(dir, 'other.jsonl')]);
    mkdirSync(join(dir, 'run', 'curation'), { recursive: true });
    const text = await textOf(read, join(dir, 'run', 'curation'));
    expect(parse(text)).toMatchObject({
      ...{ format: 1, seed: '7' },
      steps: [
        { step: 'contamination', benchmarks: ['../../bench'] },
        { step: 'mix', sets: [{ path: '../../other.jsonl', name: 'other', rows: 3, share: null }] },
      ],
      files: {
        '../../bench/a.jsonl': expect.stringMatching(/^[0-9a-f]{64}$/),
        '../../other.jsonl': expect.any(String),
      },
    });
    writeFileSync(join(dir, 'run', 'curation', 'recipe.yaml'), text);
    const again = await withFiles(await readRecipe(join(dir, 'run', 'curation', 'recipe.yaml')));
    expect(again.files).toEqual(read.files);
    expect(await textOf(again, join(dir, 'run', 'curation'))).toBe(text);
    writeFileSync(join(dir, 'bench', 'more.jsonl'), '{}');
    await expect(withFiles(again)).rejects.toMatchObject({
      code: 'E_CURATE',
      message: expect.stringContaining('more.jsonl" was not there'),
    });
  });

  it('has the defaults of its steps written out', async () => {
    const text = await textOf(await makeRecipe('0', [{ step: 'duplicates' }, { step: 'sample', rows: 5 }]), '.');
    expect(parse(text)).toEqual({
      ...{ format: 1, seed: '0', files: {} },
      steps: [
        { step: 'duplicates', threshold: 0.8, responses: true },
        { step: 'sample', rows: 5, skills: 'proportional', types: 'even', perSource: null },
      ],
    });
  });

  it.each([
    ['steps: []', /steps/],
    ['steps: {}', /steps/],
    ['- a', /Cannot read recipe/],
    ['steps: [', /Cannot read recipe/],
    ['format: 2\nsteps: [{step: flags}]', /format/],
    ['steps: [{step: duplicate}]', /there is no such step/],
    ['steps: [{step: flags, drops: []}]', /step "flags": it has no "drops"/],
    ['steps: [{step: sample}]', /step "sample": "rows"/],
    ['steps: [{step: flags}, {step: flags}]', /"flags" twice/],
    ['steps: [{step: mix, sets: [{path: a.jsonl, rows: 1}]}, {step: flags}]', /behind "mix"/],
    ['more: 1\nsteps: [{step: flags}]', /Cannot read recipe/],
  ])('%s is refused', async (text, message) => {
    await expect(readRecipe(written(text))).rejects.toMatchObject({
      code: 'E_CURATE',
      message: expect.stringMatching(message),
    });
  });

  it('that is not there is told, and a step that is nearly one is named', async () => {
    await expect(readRecipe(join(scratch(), 'none.yaml'))).rejects.toMatchObject({
      message: expect.stringContaining('there is no such file'),
    });
    await expect(readRecipe(written('steps: [{step: duplicate}]'))).rejects.toMatchObject({
      hint: 'Did you mean "duplicates"?',
    });
  });
});
