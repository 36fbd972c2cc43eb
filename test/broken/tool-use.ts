import type { Message } from '../../src/data.ts';
import type { Said } from './case.ts';

/** The draws of a row whose calls are native; without it calls go into a fenced block. */
const NATIVE = 2;

const parameter = (name: string, type: string, about: string, more: object = {}) => ({
  ...{ name, type, about, required: true, allowed: null, inner: null },
  ...more,
});
const content = {
  library: 'Beds and waterings of a shared garden',
  apis: [
    {
      name: 'find_bed',
      about: 'Finds beds by the name of who keeps them.',
      parameters: [parameter('keeper', 'string', 'the name, as on the sign')],
      returns: 'bed: its number; soil: dry or moist',
      changes: false,
    },
    {
      name: 'plan_watering',
      about: 'Puts a watering into the plan.',
      parameters: [
        parameter('bed', 'integer', 'the number of the bed'),
        parameter('day', 'string', 'the day as 2024-05-31'),
        parameter('amount', 'string', 'how much', { required: false, allowed: ['little', 'much'] }),
      ],
      returns: 'entry: the number of the entry',
      changes: true,
    },
    {
      name: 'list_waterings',
      about: 'Lists what was watered in a month.',
      parameters: [parameter('month', 'string', 'as 2024-05')],
      returns: 'waterings: bed and day of each',
      changes: false,
    },
  ],
};
const call = (name: string, given: object, open: string[] = []) => ({ name, arguments: JSON.stringify(given), open });
const rest = { further: [], mishap: null, points: ['The number of the entry is given.'] };
const day = '2026-06-05';
const one = {
  ...rest,
  request: 'Bed 12 is to be watered on 5 June 2026, and only a drop.',
  expected: [call('plan_watering', { bed: 12, day, amount: 'little' })],
};
const lacks = {
  ...rest,
  request: 'Could you put my bed down for watering on 5 June 2026?',
  expected: [call('plan_watering', { bed: 12, day })],
  missing: [{ call: 'plan_watering', parameter: 'bed', value: '12', said: 'The twelfth.' }],
};
const two = {
  ...rest,
  request: 'What was watered in April 2026, and what in May?',
  expected: [call('list_waterings', { month: '2026-04' }), call('list_waterings', { month: '2026-05' })],
};
const chain = {
  ...rest,
  request: 'Ines Moll’s bed needs water on 5 June 2026.',
  expected: [call('find_bed', { keeper: 'Ines Moll' }), call('plan_watering', { day }, ['bed'])],
};
const asks = {
  ...rest,
  request: 'Would it do any good to water bed 12 on 5 June 2026?',
  expected: [call('plan_watering', { bed: 12, day })],
  confirmation: { effect: 'A watering is planned', reply: 'Go on.' },
};
const lacking = {
  ...rest,
  request: 'Take the watering of bed 12 out of the plan again.',
  expected: [],
  unlisted: [{ name: 'cancel_watering', about: 'takes a watering out of the plan' }],
};

type Made = [name: string, given: object];
const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const calls = (...made: Made[]): Message => {
  const list = made.map(([name, parameters]) => ({ function: name, parameters }));
  return says(`\`\`\`calls\n${JSON.stringify(list)}\n\`\`\``);
};
const natively = (name: string, given: string): Message => ({
  ...says(''),
  tool_calls: [{ id: 'c1', type: 'function', function: { name, arguments: given } }],
});
const plans: Made = ['plan_watering', { bed: 12, day, amount: 'little' }];
const entered = user('Result of plan_watering: {"entry":40}');
const grounded = (is: boolean) => ({ 'reply-from-results': { why: 'So the results have it.', grounded: is } });

const ONE = { type: 'one-api-all-parameters', content, instruction: one } as const;
const TWO = { type: 'parallel-calls', content, instruction: two } as const;
const CHAIN = { type: 'dependent-chain', content, instruction: chain } as const;
const LACKS = { type: 'one-api-missing-parameters', content, instruction: lacks } as const;
const ASKS = { type: 'confirm-before-side-effect', content, instruction: asks } as const;

/** Tool use. */
export default [
  {
    ...ONE,
    name: 'a sound talk with written calls',
    messages: [user(one.request), calls(plans), entered, says('It is entry 40: a little water for bed 12 on 5 June.')],
    verdicts: grounded(true),
    dropped: null,
  },
  {
    ...CHAIN,
    name: 'a sound talk with native calls',
    row: NATIVE,
    messages: [
      ...[user(chain.request), natively('find_bed', '{"keeper": "Ines Moll"}')],
      ...[{ role: 'tool', content: '{"bed":7,"soil":"dry"}', tool_call_id: 'c1' } as const],
      ...[natively('plan_watering', `{"bed": 7, "day": "${day}"}`)],
      ...[{ role: 'tool', content: '{"entry":41}', tool_call_id: 'c1' } as const],
      says('Bed 7, hers, is down for 5 June as entry 41.'),
    ],
    verdicts: grounded(true),
    dropped: null,
  },
  {
    ...ONE,
    name: 'arguments that are an object, not text',
    instruction: { ...one, expected: [{ name: 'plan_watering', arguments: { bed: 12, day }, open: [] }] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...ONE,
    name: 'a function that the list does not have',
    instruction: { ...one, expected: [call('water_bed', { bed: 12 })] },
    dropped: { by: 'tool-task-sound', reason: 'unknown-function' },
  },
  {
    ...ONE,
    name: 'expected arguments outside the allowed values',
    instruction: { ...one, expected: [call('plan_watering', { bed: 12, day, amount: 'a drop' })] },
    dropped: { by: 'tool-task-sound', reason: 'invalid-arguments' },
  },
  {
    ...LACKS,
    name: 'a missing value that the request gives',
    instruction: { ...lacks, request: 'Could you put bed 12 down for watering on 5 June 2026?' },
    dropped: { by: 'tool-task-sound', reason: 'missing-given' },
  },
  {
    ...CHAIN,
    name: 'a chain in which nothing waits',
    instruction: {
      ...chain,
      expected: [call('find_bed', { keeper: 'Ines Moll' }), call('plan_watering', { bed: 7, day })],
    },
    dropped: { by: 'tool-task-sound', reason: 'nothing-open' },
  },
  {
    ...ONE,
    name: 'a call that is not closed',
    messages: [user(one.request), says('```calls\n[{"function": "plan_watering", "parameters": {"bed": 12')],
    dropped: { by: 'converse', reason: 'malformed-call' },
  },
  {
    ...ONE,
    name: 'words beside a call',
    messages: [user(one.request), says(`I plan it now.\n${calls(plans).content}`)],
    dropped: { by: 'converse', reason: 'malformed-call' },
  },
  {
    ...ONE,
    name: 'a call of an unlisted function',
    messages: [user(one.request), calls(['water_bed', { bed: 12 }])],
    dropped: { by: 'converse', reason: 'unlisted-call' },
  },
  {
    ...ONE,
    name: 'native arguments that do not validate',
    row: NATIVE,
    messages: [user(one.request), natively('plan_watering', '{"bed": "twelve", "day": "2026-06-05"}')],
    dropped: { by: 'converse', reason: 'bad-arguments' },
  },
  {
    ...ONE,
    name: 'another value than the user gave',
    messages: [user(one.request), calls(['plan_watering', { bed: 12, day: '2026-05-06' }]), entered, says('Entry 40.')],
    dropped: { by: 'converse', reason: 'wrong-arguments' },
  },
  {
    ...ONE,
    name: 'a deed claimed without a call',
    messages: [user(one.request), says('Bed 12 is down for 5 June.')],
    dropped: { by: 'converse', reason: 'call-missing' },
  },
  {
    ...LACKS,
    name: 'a missing value made up',
    messages: [user(lacks.request), calls(['plan_watering', { bed: 1, day }])],
    dropped: { by: 'converse', reason: 'called-before-asking' },
  },
  {
    ...ASKS,
    name: 'a change that nobody has agreed to',
    messages: [user(asks.request), calls(['plan_watering', { bed: 12, day }])],
    dropped: { by: 'converse', reason: 'called-unconfirmed' },
  },
  {
    ...TWO,
    name: 'calls one by one that do not wait for each other',
    messages: [
      ...[user(two.request), calls(['list_waterings', { month: '2026-04' }]), user('Result of list_waterings: {}')],
      ...[
        calls(['list_waterings', { month: '2026-05' }]),
        user('Result of list_waterings: {}'),
        says('Nothing at all.'),
      ],
    ],
    dropped: { by: 'converse', reason: 'not-parallel' },
  },
  {
    ...ONE,
    name: 'a service that answers in prose',
    messages: [user(one.request), calls(plans)],
    heard: { results: ['The watering has been planned.'] },
    dropped: { by: 'converse', reason: 'bad-result' },
  },
  {
    ...ONE,
    name: 'an offer at the end',
    messages: [user(one.request), calls(plans), entered, says('It is entry 40. Let me know if you need more.')],
    verdicts: grounded(true),
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...ONE,
    name: 'a reply that no result holds',
    messages: [user(one.request), calls(plans), entered, says('It is entry 40, and rain is forecast for that day.')],
    verdicts: grounded(false),
    dropped: { by: 'tool-replies-sound', reason: 'unfounded-reply' },
  },
  {
    ...ONE,
    type: 'one-api-not-in-list',
    name: 'a reply that is silent on what cannot be done',
    instruction: lacking,
    messages: [user(lacking.request), says('The watering of bed 12 is off the plan.')],
    verdicts: { 'said-what-is-lacking': { why: 'It says that it was done.', madePlain: false } },
    dropped: { by: 'tool-replies-sound', reason: 'lack-not-said' },
  },
] satisfies Said[];
