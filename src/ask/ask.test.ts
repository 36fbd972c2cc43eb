import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createCaller } from '../teacher/call.ts';
import { memoryJournal } from '../teacher/journal.ts';
import { createMeter } from '../teacher/meter.ts';
import { type Cue, scriptedTeacher } from '../teacher/scripted.ts';
import { CallFailure } from '../teacher/teacher.ts';
import { ask } from './ask.ts';
import { type Asker, complete, joinTrails, NO_TRAIL, type Prompt } from './complete.ts';
import { jsonFormat, jsonOrUnsuitable } from './format.ts';

const PROMPT: Prompt = { stage: 'edit', agent: 'editor', words: 'w', messages: [{ role: 'user', content: 'Edit.' }] };

function scripted(...replies: Cue[]) {
  const teacher = scriptedTeacher(replies);
  const journal = memoryJournal();
  const caller = createCaller({ teacher, journal, meter: createMeter() });
  const asker: Asker = { caller, order: 4, sampling: () => ({ temperature: 0.5 }), maxTokens: () => 100 };
  return { asker, teacher, journal };
}

describe('complete', () => {
  test('sends what the asker says of the stage, and gives text and trail', async () => {
    const { asker, teacher, journal } = scripted('Done.');
    const done = await complete(asker, PROMPT, { sample: 2 });
    expect(done).toMatchObject({ text: 'Done.', trail: { usage: { calls: 1 } } });
    expect(done.trail.calls).toEqual([
      { stage: 'edit', agent: 'editor', words: 'w', key: [...journal.records.keys()][0] },
    ]);
    const sent = { sample: 2, try: 0, maxTokens: 100, order: 4, stage: 'edit', sampling: { temperature: 0.5 } };
    expect(teacher.calls).toEqual([{ messages: PROMPT.messages, ...sent }]);
  });

  test('calls of tools that nobody offered are no reply', async () => {
    const toolCalls = [{ id: '1', type: 'function' as const, function: { name: 'search', arguments: '{}' } }];
    const { asker } = scripted({ text: '', toolCalls }, { text: 'Done.', toolCalls });
    expect(await complete(asker, PROMPT)).toMatchObject({
      text: 'Done.',
      toolCalls: [],
      trail: { usage: { calls: 2 } },
    });
    const offered = { type: 'function' as const, function: { name: 'search', description: '', parameters: {} } };
    const again = await complete(scripted({ text: '', toolCalls }).asker, PROMPT, { tools: [offered] });
    expect(again).toMatchObject({ text: '', toolCalls });
  });

  test('asks once more with twice the room after a cut-off, and counts both', async () => {
    const { asker, teacher } = scripted({ text: 'Do', finish: 'length' }, 'Done.');
    expect(await complete(asker, PROMPT)).toMatchObject({
      text: 'Done.',
      trail: { calls: { length: 2 }, usage: { calls: 2 } },
    });
    expect(teacher.calls.map((call) => [call.try, call.maxTokens])).toEqual([
      [0, 100],
      [1, 200],
    ]);
  });

  test('gives up after the second attempt, with the fault of that one', async () => {
    const cut = { text: 'Do', finish: 'length' as const };
    expect(await complete(scripted(cut, cut).asker, PROMPT)).toMatchObject({
      fault: { reason: 'cut-off', detail: expect.stringContaining('200'), reply: 'Do' },
    });
    expect(await complete(scripted(' ', '').asker, PROMPT)).toMatchObject({ fault: { reason: 'empty' } });
    expect(await complete(scripted(cut, '').asker, PROMPT)).toMatchObject({ fault: { reason: 'empty' } });
    expect(await complete(scripted('', 'Done.').asker, PROMPT)).toMatchObject({ text: 'Done.' });
  });

  test.each([
    [{ text: 'no', finish: 'filtered' as const }, 'filtered'],
    [{ text: 'I cannot', finish: 'refused' as const }, 'refused'],
    [new CallFailure('too-long', 'over'), 'too-long'],
  ])('does not ask again after %j', async (cue, reason) => {
    const { asker, teacher } = scripted(cue);
    expect(await complete(asker, PROMPT)).toMatchObject({ fault: { reason }, trail: { calls: { length: 1 } } });
    expect(teacher.calls).toHaveLength(1);
  });
});

describe('ask', () => {
  const format = jsonFormat(z.strictObject({ a: z.int() }));

  test('gives the value, and the schema goes with the request', async () => {
    const { asker, teacher } = scripted('{"a":1}');
    expect(await ask(asker, PROMPT, format)).toMatchObject({ value: { a: 1 } });
    expect(teacher.calls[0]?.schema).toEqual(format.schema);
  });

  test('sends a reply that does not fit back once, with what is wrong', async () => {
    const { asker, teacher } = scripted('{"a":"x"}', '{"a":2}');
    const asked = await ask(asker, PROMPT, format);
    expect(asked).toMatchObject({ value: { a: 2 }, trail: { calls: { length: 2 } } });
    const [question, reply, repair] = teacher.calls[1]?.messages ?? [];
    expect([question, reply]).toEqual([PROMPT.messages[0], { role: 'assistant', content: '{"a":"x"}' }]);
    expect(repair?.content).toContain('expected number');
    expect(repair?.content).toContain(format.words);
    expect(new Set(asked.trail.calls.map(({ key }) => key)).size).toBe(2);
  });

  test("is malformed after the second reply that does not fit, or has the second call's fault", async () => {
    expect(await ask(scripted('x', 'y').asker, PROMPT, format)).toMatchObject({
      fault: { reason: 'malformed', reply: 'y' },
      trail: { calls: { length: 2 } },
    });
    const refused = scripted('x', { text: 'no', finish: 'refused' });
    expect(await ask(refused.asker, PROMPT, format)).toMatchObject({
      fault: { reason: 'refused' },
      trail: { calls: { length: 2 } },
    });
  });

  test('is unsuitable when the agent says so, at once or when asked again', async () => {
    const either = jsonOrUnsuitable(z.strictObject({ a: z.int() }));
    const no = '{"unsuitable":"links","result":null}';
    const expected = { fault: { reason: 'unsuitable', detail: 'links', reply: no } };
    const first = scripted(no);
    expect(await ask(first.asker, PROMPT, either)).toMatchObject(expected);
    expect(first.teacher.calls).toHaveLength(1);
    expect(await ask(scripted('x', no).asker, PROMPT, either)).toMatchObject(expected);
  });

  test('keeps samples of one question apart', async () => {
    const { asker } = scripted('{"a":1}', '{"a":2}');
    const values = [
      await ask(asker, PROMPT, format),
      await ask(asker, PROMPT, format, { sample: 1 }),
      await ask(asker, PROMPT, format),
    ];
    expect(values).toMatchObject([{ value: { a: 1 } }, { value: { a: 2 } }, { value: { a: 1 } }]);
  });
});

test('joinTrails keeps the order of calls and adds what they cost', () => {
  const call = { stage: 'edit' as const, agent: 'a', key: 'k', words: 'w' };
  const usage = { calls: 1, promptTokens: 2, cachedTokens: 0, completionTokens: 1, estimated: false };
  const joined = joinTrails({ calls: [call], usage }, NO_TRAIL, { calls: [{ ...call, key: 'l' }], usage });
  expect(joined.calls.map(({ key }) => key)).toEqual(['k', 'l']);
  expect(joined.usage).toMatchObject({ calls: 2, promptTokens: 4, completionTokens: 2 });
});
