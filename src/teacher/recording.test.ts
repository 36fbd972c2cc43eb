import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../test/scratch.ts';
import { contractRequests, testTeacher } from './contract.ts';
import { recordingTeacher, replayTeacher } from './recording.ts';
import { rehearsalTeacher } from './rehearsal/rehearsal.ts';
import { scriptedTeacher } from './scripted.ts';
import type { Request } from './teacher.ts';

const asking = (content: string): Request => ({
  ...{ messages: [{ role: 'user', content }], sampling: {}, sample: 0, try: 0, maxTokens: 100 },
  ...{ stage: 'respond', order: 0 },
});

testTeacher('a recorded teacher', async () => ({
  teacher: recordingTeacher(rehearsalTeacher(), join(scratch(), 'deep', 'replies.jsonl')),
  close: async () => {},
}));

async function recorded(requests: Request[]): Promise<string> {
  const path = join(scratch(), 'replies.jsonl');
  const teacher = recordingTeacher(rehearsalTeacher(), path);
  await teacher.open();
  for (const request of requests) await teacher.complete(request);
  await teacher.close();
  return path;
}

testTeacher(
  'a recording that is replayed',
  async () => ({ teacher: replayTeacher(await recorded(contractRequests())), close: async () => {} }),
  { all: async () => ({ teacher: replayTeacher(await recorded([asking('a')])), close: async () => {} }) },
);

test('what was recorded is answered again, whole, by nobody', async () => {
  const path = join(scratch(), 'replies.jsonl');
  const call = { id: 'c', type: 'function' as const, function: { name: 'find', arguments: '{}' } };
  const usage = { promptTokens: 3, cachedTokens: 1, completionTokens: 2 };
  const inner = scriptedTeacher(['one', { text: 'two “\n”', toolCalls: [call], usage }], { model: 'm' });
  const recorded = recordingTeacher(inner, path);
  await recorded.open();
  const said = [await recorded.complete(asking('a')), await recorded.complete(asking('b'))];
  await recorded.close();

  const replay = replayTeacher(path);
  await replay.open();
  expect(replay.model).toBe('m');
  expect([await replay.complete(asking('a')), await replay.complete(asking('b'))]).toEqual(said);
  await expect(replay.complete(asking('c'))).rejects.toMatchObject({
    code: 'E_TEACHER',
    message: /no reply to a respond/,
  });
  await expect(replay.complete(asking('a'), AbortSignal.abort('enough'))).rejects.toBe('enough');
});

test('replies at the same time stand on lines of their own, and a second recording goes on', async () => {
  const path = join(scratch(), 'replies.jsonl');
  for (const from of [0, 50]) {
    const recorded = recordingTeacher(rehearsalTeacher(), path);
    await recorded.open();
    await Promise.all(Array.from({ length: 50 }, (_, at) => recorded.complete(asking(`question ${from + at}`))));
  }
  const keys = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).key);
  expect(new Set(keys).size).toBe(100);
});

test.each([3, 20, 60, 1])(
  'a last line that lost %d bytes is passed over, and a second recording goes on after it',
  async (lost) => {
    const path = join(scratch(), 'replies.jsonl');
    const record = async (...contents: string[]) => {
      const recorded = recordingTeacher(rehearsalTeacher(), path);
      await recorded.open();
      for (const content of contents) await recorded.complete(asking(content));
    };
    await record('a', 'b');
    truncateSync(path, statSync(path).size - lost);
    const torn = replayTeacher(path);
    await torn.open();
    await torn.complete(asking('a'));
    if (lost > 1) await expect(torn.complete(asking('b'))).rejects.toMatchObject({ message: /no reply/ });
    await record('c');
    const whole = replayTeacher(path);
    await whole.open();
    for (const content of ['a', 'c']) await whole.complete(asking(content));
  },
);

test.each([
  ['nothing', '', /holds no reply/],
  ['no recording', '{"key":1}\n', /line 1 is no line/],
  ['no JSON', 'x\n', /line 1/],
])('a file with %s is refused', async (_, text, message) => {
  const path = join(scratch(), 'x.jsonl');
  writeFileSync(path, text);
  await expect(replayTeacher(path).open()).rejects.toMatchObject({ code: 'E_TEACHER', message });
});

test('a file that is not there, or cannot be written, is told', async () => {
  const dir = scratch();
  await expect(replayTeacher(join(dir, 'none')).open()).rejects.toMatchObject({ message: /there is no such file/ });
  await expect(recordingTeacher(rehearsalTeacher(), dir).open()).rejects.toMatchObject({ code: 'E_DISK' });
});
