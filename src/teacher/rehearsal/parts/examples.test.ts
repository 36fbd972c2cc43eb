import { describe, expect, it } from 'vitest';
import { itemOf, scriptedVerify, subject } from '../../../check/check.fixture.ts';
import { examplesFollowRule } from '../../../check/examples/examples-follow-rule.ts';
import { examplesSound } from '../../../check/examples/examples-sound.ts';
import { ExamplesInstruction } from '../../../check/examples/fields.ts';
import { poseExamples, poseTurns } from '../../../check/examples/pose-examples.ts';
import type { AnswerForm } from '../../../data.ts';
import { draw } from '../../../text/draw.ts';
import { readPassage } from '../passage.ts';
import examples from './examples.ts';

const TEXT =
  'The keepers wind the clock once a week and note the hour in a green book. A pupil of the school has had the key to ' +
  'the tower since spring; before that it belonged to a baker, whose oven stood against the northern wall of the hall.';
const FIELDS = { opening: {}, examples: {}, query: {}, rule: {} };

function made(more: Record<string, object>, name: string) {
  const task = { material: TEXT, item: null, suggestion: null, answer: null, words: '', count: 1, length: null };
  const asked = { task, messages: [], count: 1, passage: readPassage(TEXT), draw: draw(name) };
  return examples.fill({ ...asked, fields: { ...FIELDS, ...more } })?.[0] ?? {};
}

describe.each<[AnswerForm, Record<string, object>]>([
  ['short', { answer: {}, alternatives: {} }],
  ['number', { answer: {}, unit: {} }],
  ['label', { labels: {}, answer: {} }],
  ['option', { options: {}, key: {} }],
  ['order', { steps: {} }],
])('exercises with an answer of the form %s', (form, more) => {
  it('mostly pass the checks and now and then do not', async () => {
    const reasons = await Promise.all(
      Array.from({ length: 80 }, async (_, at) => {
        const item = made(more, `run ${at}`);
        // An order is no text that a rule could return.
        const seen = subject({ item: itemOf(form, form === 'order' ? { ...item, rule: undefined } : item) });
        const { verify } = scriptedVerify();
        return (await examplesSound.check(seen, verify)) ?? (await examplesFollowRule.check(seen, verify));
      }),
    );
    const kept = reasons.filter((reason) => reason === null).length;
    expect(kept).toBeGreaterThan(50);
    expect(kept).toBeLessThan(80);
  });
});

describe('the rehearsal of examples', () => {
  it('answers an exercise in any dress, and an exchange', () => {
    const answers = Array.from({ length: 60 }, (_, at) => {
      const item = made({ answer: {}, alternatives: {} }, `run ${at}`);
      const shown = ExamplesInstruction.parse({ opening: item.opening, examples: item.examples, query: item.query });
      const { question, earlier } = at % 2 === 0 ? { ...poseExamples(shown, draw(at)), earlier: [] } : poseTurns(shown);
      const said = examples.answer([...earlier, { role: 'user', content: question }], draw('answer', at)) ?? '';
      return said.split('\n').at(-1) === item.answer;
    });
    const right = answers.filter(Boolean).length;
    expect(right).toBeGreaterThan(48);
    expect(right).toBeLessThan(60);
  });

  it('leaves other prompts and rows alone', () => {
    const asked = { task: null, messages: [], count: 1, passage: readPassage(TEXT), draw: draw('x') };
    expect(examples.fill({ ...asked, fields: { question: {}, answer: {} } })).toBeNull();
    expect(examples.answer([{ role: 'user', content: 'a -> b\nc ->' }], draw('x'))).toBeNull();
  });
});
