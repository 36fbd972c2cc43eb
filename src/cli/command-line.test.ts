import { expect, test } from 'vitest';
import { urlsOf } from '../teacher/open-teacher.ts';
import { withoutLogins } from '../text/without-logins.ts';
import { commandLine } from './command-line.ts';

test.each([
  'teacher.verify.headers.X-Key=SECRET12345',
  'teacher={default: rehearsal, verify: {headers: {X-A: SECRET12345}}}',
  'teacher.verify.extraBody.user=SECRET12345',
  'teacher={"verify":{"extraBody":{"user":"SECRET12345"}}}',
  'headers.X-A=SECRET12345',
  'a.password=SECRET12345',
  'maxTokens=100SECRET12345',
  'teacher.verify.teacher=batch:https://me:SECRET12345@host/v1',
  'teacher.verify.teacher=https://host/v1?k=SECRET12345',
])('--set %s shows no secret', (set) => {
  expect(commandLine(['docs'], { set: [set] })).not.toContain('SECRET12345');
});

test('other settings are shown as they were typed, and folders whatever their names', () => {
  expect(commandLine(['docs'], { set: ['maxTokens=100', 'draws.items=2'], reuse: ['token-run'] })).toBe(
    'agentinstruct generate docs --set maxTokens=100 --set draws.items=2 --reuse token-run',
  );
});

test.each([
  ['http://a:1/v1, http://user:passw0rd@b:2/v1', 'http://a:1/v1, http://b:2/v1'],
  ['http://a:1/v1,http://user:passw0rd@b:2/v1', 'http://a:1/v1,http://b:2/v1'],
  ['http://a:1/v1;http://user:passw0rd@b:2/v1', 'http://a:1/v1;http://b:2/v1'],
  ['batch:https://user:passw0rd@b/v1?key=x', 'batch:https://b/v1'],
  ['C:/docs#1', 'C:/docs#1'],
])('%s is shown without its login', (given, shown) => {
  expect(withoutLogins(given)).toBe(shown);
  expect(commandLine([], { teacher: { default: given } })).not.toContain('passw0rd');
});

test('endpoints may have a blank after the comma', () => {
  expect(urlsOf('http://a/v1, http://b/v1')).toEqual(['http://a/v1', 'http://b/v1']);
});
