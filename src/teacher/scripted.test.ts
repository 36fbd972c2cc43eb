import { expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { testTeacher } from './contract.ts';
import { question } from './http/loopback.ts';
import { scriptedTeacher } from './scripted.ts';
import { CallFailure } from './teacher.ts';

const scripted = (script: Parameters<typeof scriptedTeacher>[0]) => async () => ({
  teacher: scriptedTeacher(script),
  close: async () => {},
});

testTeacher(
  'a scripted teacher',
  scripted(({ schema }) => {
    const required = Array.isArray(schema?.required) ? schema.required : [];
    return schema ? JSON.stringify(Object.fromEntries(required.map((key) => [key, 'a text']))) : 'It is a lighthouse.';
  }),
  {
    request: scripted([new CallFailure('filtered', 'not that')]),
    all: scripted([new UserError('E_TEACHER', 'Cannot get an answer', { hint: 'Wait.' })]),
  },
);

test('a list is said in order, and what came is kept', async () => {
  const usage = { promptTokens: 3, cachedTokens: 1, completionTokens: 2 };
  const teacher = scriptedTeacher(['one', { text: 'tw', finish: 'length', usage }, ({ order }) => `three ${order}`]);
  expect(await teacher.complete(question('a'))).toEqual({ text: 'one', finish: 'stop', usage: null });
  expect(await teacher.complete(question('b'))).toEqual({ text: 'tw', finish: 'length', usage });
  expect((await teacher.complete(question('c', { order: 7 }))).text).toBe('three 7');
  expect(teacher.calls.map(({ messages }) => messages[0]?.content)).toEqual(['a', 'b', 'c']);
});

test('an error in the list is thrown, and so is one from a function', async () => {
  const fault = new Error('a fault');
  const teacher = scriptedTeacher([fault, () => fault, () => Promise.reject(fault)]);
  for (const name of ['a', 'b', 'c']) await expect(teacher.complete(question(name))).rejects.toBe(fault);
});

test('a list that runs out says at which stage and call', async () => {
  const teacher = scriptedTeacher(['one']);
  await teacher.complete(question('a'));
  await expect(teacher.complete(question('b', { stage: 'suggest' }))).rejects.toThrow(
    'The script of the teacher holds 1 reply, but call 2 came, at the stage "suggest"',
  );
});

test('a reply that is waited for can be aborted', async () => {
  const teacher = scriptedTeacher(() => new Promise(() => {}));
  const controller = new AbortController();
  const call = teacher.complete(question('a'), controller.signal);
  controller.abort('enough');
  await expect(call).rejects.toBe('enough');
});
