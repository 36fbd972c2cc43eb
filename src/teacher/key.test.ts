import { expect, test } from 'vitest';
import { question } from './http/loopback.ts';
import { requestKey } from './key.ts';
import { createMeter } from './meter.ts';
import { createTeacher, isPaid } from './open-teacher.ts';

test('requestKey changes with all that decides the reply', () => {
  const asked = question('a');
  const keys = [
    requestKey('m', asked),
    requestKey('n', asked),
    requestKey('m', question('b')),
    requestKey('m', { ...asked, messages: [{ role: 'system', content: 'a' }] }),
    requestKey('m', { ...asked, messages: [...asked.messages, ...asked.messages] }),
    requestKey('m', { ...asked, schema: { type: 'object' } }),
    requestKey('m', { ...asked, sampling: { temperature: 1 } }),
    requestKey('m', { ...asked, sampling: { topP: 1 } }),
    requestKey('m', { ...asked, sample: 1 }),
    requestKey('m', { ...asked, try: 1 }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[\w-]{43}$/);
});

test('requestKey stays the same for what decides only how a request is sent', () => {
  const same = { maxTokens: 9, stage: 'edit' as const, order: 9, sampling: { topP: 0.5, temperature: 1 } };
  const key = requestKey('m', question('a', { sampling: { temperature: 1, topP: 0.5 } }));
  expect(requestKey('m', question('a', same))).toBe(key);
});

test('createMeter adds up what was paid and counts what was found, by stage', () => {
  const meter = createMeter();
  const usage = { calls: 1, promptTokens: 2, cachedTokens: 1, completionTokens: 3, estimated: false };
  meter.paid('edit', usage);
  meter.paid('edit', { ...usage, estimated: true });
  meter.replayed('respond');
  expect(meter.stages.get('edit')).toEqual({
    usage: { calls: 2, promptTokens: 4, cachedTokens: 2, completionTokens: 6, estimated: true },
    replayed: 0,
  });
  expect(meter.stages.get('respond')).toMatchObject({ usage: { calls: 0 }, replayed: 1 });
});

const SPEC = {
  ...{ model: 'm', apiKey: null, headers: {}, extraBody: {}, concurrency: 3, timeout: 1000, patience: 1000 },
  ...{ record: null, roles: {}, requestsPerMinute: null, tokensPerMinute: null, ca: null, proxies: {}, cwd: '.' },
};

test('createTeacher opens what the user names, or says what a teacher may be', async () => {
  expect(createTeacher({ ...SPEC, teacher: 'rehearsal' }).load.capacity).toBe(3);
  const http = createTeacher({ ...SPEC, teacher: 'http://localhost:1/v1' });
  expect(http.model).toBe('m');
  await http.close();
  expect(() => createTeacher({ ...SPEC, teacher: 'gpt' })).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
});

test.each([
  'https://api.openai.com/v1',
  'https://localhost.example.com',
  'https://10.example.com',
  'http://[2001:db8::1]/v1',
  'http://8.8.8.8',
])('isPaid is true of %s', (teacher) => expect(isPaid({ teacher })).toBe(true));

test.each([
  'rehearsal',
  'http://localhost:8000/v1',
  'http://127.0.0.1:8000',
  'http://[::1]:8000',
  'http://192.168.1.4',
  'http://172.20.0.2',
  'http://[fd00::2]',
  'http://gpu-box:8000',
  'http://gpu.local',
  'http://',
])('isPaid is false of %s', (teacher) => expect(isPaid({ teacher })).toBe(false));
