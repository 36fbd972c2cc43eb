import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../../../test/run-cli.ts';
import { scratch } from '../../../test/scratch.ts';
import { fakeBatches } from '../batch/fake-batches.ts';
import { recordingTeacher } from '../recording.ts';
import { rehearsalTeacher } from '../rehearsal/rehearsal.ts';
import { serveTeacher } from '../serve/serve.ts';

const doctor = (...teachers: string[]) => cli(['doctor', ...teachers.flatMap((each) => ['--teacher', each])]);

test.each(['nonsense', 'batch:', 'batch:nonsense', 'llama:'])('%s is told to be no teacher', async (name) => {
  const { code, err } = await doctor(name);
  expect([code, err]).toEqual([2, expect.stringContaining('E_USAGE')]);
});

test.each(['replay:', 'replay:/nowhere', 'llama:/nowhere.gguf', 'batch:http://127.0.0.1:1/v1'])(
  '%s, which is not there, fails',
  async (name) => {
    const { code, out } = await doctor(name);
    expect([code, out]).toEqual([1, expect.stringContaining('FAIL')]);
  },
);

test('a recording is read, and files of batches are told to be nothing to examine', async () => {
  const path = join(scratch(), 'replies.jsonl');
  const recorded = recordingTeacher(rehearsalTeacher(), path);
  await recorded.open();
  const request = {
    messages: [{ role: 'user' as const, content: 'a' }],
    sampling: {},
    sample: 0,
    try: 0,
    maxTokens: 9,
  };
  await recorded.complete({ ...request, stage: 'respond', order: 0 });
  const read = await doctor(`replay:${path}`);
  expect([read.code, read.out]).toEqual([0, expect.stringMatching(/ok +reach .*holds replies of rehearsal/)]);
  const files = await cli(['doctor', '--teacher', `batch:files:${scratch()}`, '--model', 'm']);
  expect([files.code, files.out]).toEqual([0, expect.stringContaining('nothing to examine')]);
});

test('batches are looked for at the endpoint, and a teacher of a stage is examined beside the usual one', async () => {
  const fake = await fakeBatches(rehearsalTeacher());
  const served = await serveTeacher(rehearsalTeacher());
  try {
    const found = await doctor(`batch:${fake.url}`);
    expect([found.code, found.out]).toEqual([0, expect.stringMatching(/ok +batches .*has a batch API/)]);
    expect(fake.begun).toEqual([]);
    const none = await doctor(`batch:${served.url}`);
    expect([none.code, none.out]).toEqual([1, expect.stringMatching(/FAIL +batches/)]);
    const both = await doctor(served.url, 'verify=replay:/nowhere');
    expect(both.code).toBe(1);
  } finally {
    await fake.close();
    await served.close();
  }
});
