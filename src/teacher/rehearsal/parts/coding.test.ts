import { describe, expect, it } from 'vitest';
import { codeOf as codeIn } from '../../../check/code/fenced.ts';
import { tryTests } from '../../../check/code/trial.ts';
import { draw } from '../../../text/draw.ts';
import { readPassage } from '../passage.ts';
import { codeOf, RECIPES, testsOf } from '../programs.ts';
import { readTask } from '../prompt.ts';
import coding from './coding.ts';

const TEXT = 'The keepers wind the clock once a week. A pupil of the school has the key to the tower since spring.';
const FIELDS = { question: {}, given: {}, givenLanguage: {}, language: {}, points: {} };

function made(title: string, more: Record<string, object>, name = 'a') {
  const prompt = `<material>\n${TEXT}\n</material>\n\nNow write 2 of this kind:\n\n# ${title}\n\nWords.`;
  const messages = [{ role: 'user' as const, content: prompt }];
  const asked = { task: readTask(messages), messages, count: 2, passage: readPassage(TEXT), draw: draw(name) };
  return coding.fill({ ...asked, fields: { ...FIELDS, ...more } }) ?? [];
}

describe.each(RECIPES.map((recipe) => [recipe.verb, recipe] as const))('the function %s', (verb, recipe) => {
  it.each(['javascript', 'typescript'] as const)('passes its tests in %s, and its slip does not', async (language) => {
    const name = `${verb}_it`;
    expect(await tryTests(language, codeOf(recipe, name, language), testsOf(recipe, name, language))).toEqual({
      passed: true,
    });
    const slip = codeOf(recipe, name, language, true);
    expect(await tryTests(language, slip, testsOf(recipe, name, language))).toMatchObject({ passed: false });
    const wrong = testsOf(recipe, name, language, true);
    expect(await tryTests(language, codeOf(recipe, name, language), wrong)).toMatchObject({ passed: false });
  });
});

describe('the rehearsal of code', () => {
  it('makes tasks with words of the material and answers them in the language asked for', () => {
    const [item] = made('Write a function', { entry: {}, entryKind: {} });
    expect(TEXT.toLowerCase()).toContain(String(item?.entry).split('_').at(-1));
    const answer = coding.answer([{ role: 'user', content: String(item?.question) }], draw('b'));
    expect(codeIn(answer ?? '', String(item?.language), String(item?.entry))).toContain(String(item?.entry));
  });

  it('hands over defects where they are to be mended', () => {
    const given = Array.from(
      { length: 30 },
      (_, at) => made('Fix the bug', { entry: {}, entryKind: {} }, `run ${at}`)[0],
    );
    const defects = given.filter((item) =>
      RECIPES.some(
        (recipe) =>
          item?.given === codeOf(recipe, String(item?.entry), 'javascript', true) ||
          String(item?.given).includes(recipe.body.slip.python),
      ),
    );
    expect(defects.length).toBeGreaterThan(10);
  });

  it.each([
    ['Contest problem', { samples: {} }],
    ['SQL query', { setup: {}, expected: {} }],
    ['Regular expression', { accepts: {}, rejects: {} }],
    ['Predict the output', { runs: {}, answer: {}, alternatives: {} }],
    ['Complexity', { options: {}, key: {} }],
    ['Explain', {}],
  ])('%s is made and answered', (title, more) => {
    const [item] = made(title, more);
    for (const name of Object.keys(more)) expect(item).toHaveProperty(name);
    const content = `${item?.question}\n\n${item?.given}`;
    expect(coding.answer([{ role: 'user', content }], draw('c'))).toEqual(expect.any(String));
  });

  it('leaves other prompts and rows alone', () => {
    const asked = { task: null, messages: [], count: 1, passage: readPassage(TEXT), draw: draw('x') };
    expect(coding.fill({ ...asked, fields: { question: {}, options: {}, key: {} } })).toBeNull();
    expect(coding.answer([{ role: 'user', content: 'Write a function in Rust.' }], draw('x'))).toBeNull();
  });
});
