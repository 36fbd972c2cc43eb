import { expect, test } from 'vitest';
import { UserError } from '../errors.ts';
import { testTeacher } from './contract.ts';
import { limitedTeacher } from './gated/limited-teacher.ts';
import { question } from './http/loopback.ts';
import { rehearsalTeacher } from './rehearsal/rehearsal.ts';
import { roleTeacher } from './roles.ts';
import { scriptedTeacher } from './scripted.ts';
import { CallFailure, type Teacher } from './teacher.ts';

const noKey = new UserError('E_TEACHER_AUTH', 'Cannot use the teacher', { hint: 'Look at the key.' });
const roles = (transform: Teacher) => async () => ({
  teacher: roleTeacher(limitedTeacher(rehearsalTeacher()), { transform: limitedTeacher(transform) }),
  close: async () => {},
});

testTeacher('a teacher of stages', roles(rehearsalTeacher()), {
  request: roles(scriptedTeacher([new CallFailure('too-long', 'over 10')])),
  all: roles(scriptedTeacher([noKey])),
});

test('each stage asks its own teacher, and those that go with another ask that one', async () => {
  const [usual, verify] = [
    scriptedTeacher(() => 'usual', { model: 'u' }),
    scriptedTeacher(() => 'own', { model: 'v' }),
  ];
  const teacher = roleTeacher(usual, { verify });
  expect(teacher.model).toBe('u');
  const stages = ['respond', 'verify', 'check'] as const;
  expect(stages.map((stage) => teacher.modelFor?.(stage))).toEqual(['u', 'v', 'v']);
  const texts = stages.map(async (stage) => (await teacher.complete(question('a', { stage }))).text);
  expect(await Promise.all(texts)).toEqual(['usual', 'own', 'own']);
});
