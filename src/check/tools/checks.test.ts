import { describe, expect, it } from 'vitest';
import { draw } from '../../text/draw.ts';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import { LOANS, toolTask } from './library.fixture.ts';
import type { ToolTask } from './task.ts';
import { toolRepliesSound } from './tool-replies-sound.ts';
import { openToolTalk, syntaxFor } from './tool-talk.ts';
import { toolTaskSound } from './tool-task-sound.ts';

function itemFor({ library, ...instruction }: ToolTask, type: string) {
  const item = itemOf('free', { ...instruction, points: ['x'] });
  return { ...item, type, content: { ...item.content, value: library } };
}

const soundness = (more: Partial<ToolTask>, type = 'one-api-all-parameters') =>
  toolTaskSound.check(subject({ item: itemFor(toolTask(more), type) }), scriptedVerify().verify);

const call = (name: string, text: string, open: string[] = []) => ({ name, arguments: text, open });
const extend = (open: string[] = []) =>
  call('extend_loan', open.length > 0 ? '{"days": 14}' : '{"loan": "L7", "days": 14}', open);
const missing = [{ call: 'list_loans', parameter: 'reader', value: '12', said: 'Twelve.' }];

describe('toolTaskSound keeps', () => {
  it.each([
    ['one call', {}, 'one-api-all-parameters'],
    ['what is missing', { missing, request: 'What have I taken home?' }, 'one-api-missing-parameters'],
    ['an open argument', { expected: [call('find_book', '{"title":"Emma"}'), extend(['loan'])] }, 'dependent-chain'],
    ['no call', { expected: [] }, 'no-tool-needed'],
    [
      'calls at once, and later one that takes up their results',
      {
        expected: [call('list_loans', '{"reader":1}'), call('list_loans', '{"reader":2}')],
        further: [{ request: 'Keep the older one for longer.', expected: [extend(['loan'])] }],
      },
      'parallel-calls',
    ],
    ['what is not listed', { expected: [], unlisted: [{ name: 'burn', about: 'x' }] }, 'one-api-not-in-list'],
    [
      'a change to be confirmed',
      { expected: [extend()], confirmation: { effect: 'x', reply: 'Yes.' } },
      'confirm-before-side-effect',
    ],
  ])('%s', (_, more, type) => expect(soundness(more, type)).toBeNull());
});

describe('toolTaskSound drops', () => {
  it.each([
    ['a function that is not listed', { expected: [call('burn_book', '{}')] }, undefined, 'unknown-function'],
    [
      'arguments that are no JSON',
      { expected: [call('list_loans', 'reader twelve')] },
      undefined,
      'malformed-arguments',
    ],
    ['arguments that do not fit', { expected: [call('list_loans', '{"reader":"x"}')] }, undefined, 'invalid-arguments'],
    [
      'an open parameter that there is not',
      { expected: [call('list_loans', '{"reader":1}', ['shelf'])] },
      undefined,
      'invalid-arguments',
    ],
    ['too many calls', { expected: [extend(), extend()] }, undefined, 'wrong-number-of-calls'],
    ['too few calls', {}, 'several-apis-all-parameters', 'wrong-number-of-calls'],
    [
      'a missing value that the request gives',
      { missing, request: 'What has reader 12 taken home?' },
      'one-api-missing-parameters',
      'missing-given',
    ],
    [
      'a missing value that is optional',
      { missing: [{ ...missing[0], parameter: 'limit' }], request: 'What have I?' },
      'one-api-missing-parameters',
      'missing-not-required',
    ],
    [
      'a missing value that no call has',
      { missing: [{ ...missing[0], value: '99' }], request: 'What have I?' },
      'one-api-missing-parameters',
      'missing-not-expected',
    ],
    [
      'an unlisted function that is listed',
      { expected: [], unlisted: [{ name: 'find_book', about: 'x' }] },
      'one-api-not-in-list',
      'listed-after-all',
    ],
    [
      'nothing to confirm',
      { confirmation: { effect: 'x', reply: 'Yes.' } },
      'confirm-before-side-effect',
      'nothing-changes',
    ],
    [
      'a chain without a link',
      { expected: [call('find_book', '{"title":"Emma"}'), extend()] },
      'dependent-chain',
      'nothing-open',
    ],
    [
      'calls at once that wait',
      { expected: [call('find_book', '{"title":"Emma"}'), extend(['loan'])] },
      'parallel-calls',
      'not-independent',
    ],
    ['a request that names a function', { request: 'Please run list_loans for twelve.' }, undefined, 'names-function'],
  ])('%s', (_, more, type, reason) => {
    expect(soundness(more as Partial<ToolTask>, type)).toMatchObject({ reason });
  });

  it('nothing of other skills', () => {
    expect(toolTaskSound.check(subject(), scriptedVerify().verify)).toBeNull();
  });
});

describe('toolRepliesSound', () => {
  const native = Array.from({ length: 50 }, (_, at) => draw('r', at)).find((own) => syntaxFor(own) === null);
  const calling = { id: 'c', type: 'function' as const, function: { name: 'list_loans', arguments: '{"reader":12}' } };

  function replies(task: ToolTask, ...said: unknown[]) {
    const { messages } = openToolTalk(task, native ?? draw('r'));
    const row = [
      ...messages,
      { role: 'assistant' as const, content: '', tool_calls: [calling] },
      { role: 'tool' as const, content: '{"loans":["Emma"]}', tool_call_id: 'c' },
      { role: 'assistant' as const, content: 'You have Emma.' },
    ];
    const { verify, asked } = scriptedVerify(...said);
    const checked = toolRepliesSound.check(subject({ item: itemFor(task, 't'), messages: row }), verify);
    return Promise.resolve(checked).then((finding) => ({ finding, asked }));
  }

  it('keeps replies that rest on results, and shows the agent both', async () => {
    const { finding, asked } = await replies(toolTask(), { why: 'It does.', grounded: true });
    expect(finding).toBeNull();
    expect(asked[0]?.agent).toBe('reply-from-results');
    expect(asked[0]?.item).toContain('Emma');
    expect(asked[0]?.item).toContain('list_loans');
  });

  it('drops what has no ground, and silence on what was not done', async () => {
    expect((await replies(toolTask(), { why: 'Where from?', grounded: false })).finding).toMatchObject({
      reason: 'unfounded-reply',
    });
    const lacking = toolTask({ unlisted: [{ name: 'ring', about: 'ring somebody up' }] });
    expect((await replies(lacking, { why: 'No word.', madePlain: false })).finding).toMatchObject({
      reason: 'lack-not-said',
    });
    expect(
      (await replies(lacking, { why: 'Yes.', madePlain: true }, { why: 'Yes.', grounded: true })).finding,
    ).toBeNull();
    expect((await replies(toolTask())).finding).toMatchObject({ reason: 'unverified-empty' });
  });

  it('asks nobody where there were no calls', async () => {
    const { verify, asked } = scriptedVerify();
    const messages = [
      { role: 'user' as const, content: 'Hi' },
      { role: 'assistant' as const, content: 'Hello.' },
    ];
    const item = itemFor(toolTask({ expected: [] }), 'no-tool-needed');
    expect(await toolRepliesSound.check(subject({ item, messages }), verify)).toBeNull();
    expect(asked).toEqual([]);
    expect(LOANS.apis[0]?.name).toBe('find_book');
  });
});
