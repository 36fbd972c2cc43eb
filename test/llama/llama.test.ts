/** Run by `npm run test:llama`, which installs node-llama-cpp into a folder of its own and names it in LLAMA_FOLDER. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testTeacher } from '../../src/teacher/contract.ts';
import { gatedTeacher } from '../../src/teacher/gated/gated-teacher.ts';
import { llamaBackend } from '../../src/teacher/llama/llama-backend.ts';
import type { Request } from '../../src/teacher/teacher.ts';
import { scratch } from '../scratch.ts';
import { writeTinyModel } from './tiny-model.ts';

const cwd = process.env.LLAMA_FOLDER;

describe.skipIf(cwd === undefined)('llama:FILE', () => {
  const teacher = (concurrency = 2) => {
    const file = join(scratch(), 'tiny.gguf');
    writeTinyModel(file);
    return gatedTeacher([llamaBackend({ file, concurrency, timeout: 120_000, cwd: cwd ?? '' })]);
  };
  const ask = (content: string, more: Partial<Request> = {}): Request => ({
    ...{ messages: [{ role: 'user', content }], sampling: { temperature: 1 }, sample: 0, try: 0 },
    ...{ maxTokens: 24, stage: 'respond', order: 0, ...more },
  });

  testTeacher('a model in this process', async () => ({ teacher: teacher(), close: async () => {} }));

  test('draws again what it drew, counts tokens, and finds what begins alike', async () => {
    const asked = teacher(1);
    await asked.open();
    const long = 'The lamp burned whale oil until 1901. '.repeat(8);
    const first = await asked.complete(ask(`${long}One.`, { affinity: 'a' }));
    const second = await asked.complete(ask(`${long}Two.`, { affinity: 'a' }));
    expect(await asked.complete(ask(`${long}One.`, { affinity: 'a' }))).toMatchObject({ text: first.text });
    expect(first).toMatchObject({ finish: 'length', usage: { completionTokens: 24 } });
    expect(first.usage?.promptTokens).toBeGreaterThan(100);
    expect(second.usage?.cachedTokens).toBeGreaterThan(100);
    await asked.close();
  });

  test('a prompt that does not fit is this request’s failure alone; a file that is no model is told', async () => {
    const asked = teacher(1);
    await asked.open();
    await expect(asked.complete(ask('word '.repeat(9000)))).rejects.toMatchObject({ reason: 'too-long' });
    expect((await asked.complete(ask('Hello.'))).text).not.toBe('');
    await asked.close();
    const none = llamaBackend({ file: import.meta.filename, concurrency: 1, timeout: 1000, cwd: cwd ?? '' });
    await expect(none.open()).rejects.toMatchObject({ code: 'E_TEACHER', hint: expect.stringContaining('GGUF') });
  });
});

test('without the package it says what to install', async () => {
  const backend = llamaBackend({ file: 'a.gguf', concurrency: null, timeout: 1000, cwd: scratch() });
  await expect(backend.open()).rejects.toMatchObject({
    code: 'E_TEACHER',
    hint: expect.stringContaining('npm install node-llama-cpp'),
  });
});
