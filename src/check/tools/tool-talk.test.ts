import { describe, expect, it } from 'vitest';
import type { Message } from '../../data.ts';
import { type Draw, draw } from '../../text/draw.ts';
import { LOANS, toolTask } from './library.fixture.ts';
import { SYNTAXES } from './syntaxes.ts';
import type { ToolTask } from './task.ts';
import { afterToolTurn, openToolTalk, syntaxFor } from './tool-talk.ts';

/** A draw for rows whose calls are native, or in the form of an id. */
function drawFor(id: string | null): Draw {
  for (let at = 0; at < 1000; at++) {
    const own = draw('row', at);
    if ((syntaxFor(own)?.id ?? null) === id) return own;
  }
  throw new Error(`no draw gives ${id}`);
}

type Made = { name: string; arguments: Record<string, unknown> };

/** The assistant's turn: words, or calls in the row's form. */
function saying(said: string | Made[], own: Draw): Message {
  if (typeof said === 'string') return { role: 'assistant', content: said };
  const syntax = syntaxFor(own);
  if (syntax) return { role: 'assistant', content: syntax.show(said) };
  const tool_calls = said.map((call, at) => ({
    id: `c${at}`,
    type: 'function' as const,
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  return { role: 'assistant', content: '', tool_calls };
}

const RESULT = '{"loans": ["Emma"]}';

/** What follows the last of some turns; services answer every call alike, users with `answer`. */
function talk(task: ToolTask, type: string, said: (string | Made[])[], id: string | null = null, answer = 'Number 7.') {
  const own = drawFor(id);
  const { messages } = openToolTalk(task, own);
  for (const [at, each] of said.entries()) {
    messages.push(saying(each, own));
    const turn = afterToolTurn(task, type, messages, own);
    if (at === said.length - 1) return { turn, messages };
    const count = typeof each === 'string' ? 0 : each.length;
    const heard = { results: Array.from({ length: count }, () => RESULT), message: answer };
    const part = 'ask' in turn && turn.ask === 'api' ? { results: heard.results } : { message: heard.message };
    const plain = 'ask' in turn ? turn.heard(part) : turn;
    if (!('say' in plain)) throw new Error(`it ended early: ${JSON.stringify(plain)}`);
    messages.push(...plain.say);
  }
  throw new Error('no turn');
}

const loans = (given: Record<string, unknown>): Made[] => [{ name: 'list_loans', arguments: given }];
const FORMS = [null, ...SYNTAXES.map(({ id }) => id)];

describe('a row opens', () => {
  it('with native tools, or with functions and a form of calling in the system message', () => {
    const native = openToolTalk(toolTask(), drawFor(null));
    expect(native.tools?.map((tool) => tool.function.name).sort()).toEqual(['extend_loan', 'find_book', 'list_loans']);
    expect(native.messages).toHaveLength(1);
    for (const { id, words } of SYNTAXES) {
      const { messages, tools } = openToolTalk(toolTask(), drawFor(id));
      expect(tools).toBeUndefined();
      expect(messages[0]?.content).toContain(words);
    }
  });

  it('in half of the rows natively, and in the order of the list not always', () => {
    const forms = Array.from({ length: 400 }, (_, at) => syntaxFor(draw('share', at)));
    const native = forms.filter((form) => form === null).length;
    expect(native).toBeGreaterThan(150);
    expect(native).toBeLessThan(250);
    const first = Array.from({ length: 60 }, (_, at) => openToolTalk(toolTask(), draw('order', at)).tools?.[0]);
    expect(new Set(first.map((tool) => tool?.function.name)).size).toBe(4);
  });
});

describe.each(FORMS)('in the form %s', (id) => {
  it('a call is answered by the service, and words after it end the row', () => {
    const { turn } = talk(toolTask(), 'one-api-all-parameters', [loans({ reader: 12 })], id);
    if (!('ask' in turn)) throw new Error('nobody was asked');
    expect(turn.ask).toBe('api');
    expect(turn.given.material).toContain('list_loans: About list_loans.');
    const whole = talk(toolTask(), 'one-api-all-parameters', [loans({ reader: 12 }), 'Emma alone.'], id);
    expect(whole.turn).toEqual({ end: true });
    const results = whole.messages.filter(({ role, content }) => role === 'tool' || content.includes('Emma"]'));
    expect(results).toHaveLength(1);
    expect(results[0]?.role).toBe(id === null ? 'tool' : 'user');
  });

  it('what is missing is asked for, and the user answers', () => {
    const task = toolTask({
      request: 'What have I taken home?',
      missing: [{ call: 'list_loans', parameter: 'reader', value: '12', said: 'Twelve, it says on my card.' }],
    });
    const { turn } = talk(task, 'one-api-missing-parameters', ['Which number is on your card?'], id);
    if (!('ask' in turn)) throw new Error('nobody was asked');
    expect(turn.ask).toBe('user');
    expect(turn.given.material).toContain('Twelve, it says on my card.');
    const whole = talk(task, 'one-api-missing-parameters', ['Which number?', loans({ reader: 12 }), 'Emma.'], id);
    expect(whole.turn).toEqual({ end: true });
    expect(talk(task, 'one-api-missing-parameters', [loans({ reader: 1 })], id).turn).toMatchObject({
      drop: { reason: 'called-before-asking' },
    });
  });
});

describe('a row goes on', () => {
  it('with what the user asks next, word for word', () => {
    const next = {
      request: 'And of those, at most one?',
      expected: [{ name: 'list_loans', arguments: '{"reader":12,"limit":1}', open: [] }],
    };
    const task = toolTask({ further: [next] });
    const first = talk(task, 'one-api-all-parameters', [loans({ reader: 12 }), 'Emma.']);
    expect(first.turn).toEqual({ say: [{ role: 'user', content: next.request }] });
    const rest = [loans({ reader: 12 }), 'Emma.', loans({ reader: 12, limit: 1 }), 'Emma again.'];
    expect(talk(task, 'one-api-all-parameters', rest).turn).toEqual({ end: true });
    expect(talk(task, 'one-api-all-parameters', [loans({ reader: 12 }), 'Emma.', 'No idea.']).turn).toMatchObject({
      drop: { reason: 'call-missing' },
    });
  });

  it('once the user has agreed to what changes something', () => {
    const task = toolTask({
      expected: [{ name: 'extend_loan', arguments: '{"loan": "L7", "days": 14}', open: [] }],
      confirmation: { effect: 'A loan gets longer', reply: 'Do it.' },
    });
    const extend = [{ name: 'extend_loan', arguments: { loan: 'L7', days: 14 } }];
    expect(talk(task, 'confirm-before-side-effect', [extend]).turn).toMatchObject({
      drop: { reason: 'called-unconfirmed' },
    });
    expect(talk(task, 'confirm-before-side-effect', ['Shall I?', extend, 'It is done.']).turn).toEqual({ end: true });
    expect(talk(task, 'confirm-before-side-effect', [loans({ reader: 12 })]).turn).toHaveProperty('ask');
  });

  it('after an error with the same call, and after a result without it', () => {
    const own = drawFor(null);
    const { messages } = openToolTalk(toolTask(), own);
    const failed: Message = { role: 'tool', content: '{"error":"busy"}', tool_call_id: 'c0' };
    const again = [...messages, saying(loans({ reader: 12 }), own), failed, saying(loans({ reader: 12 }), own)];
    expect(afterToolTurn(toolTask(), 't', again, own)).toHaveProperty('ask');
    expect(talk(toolTask(), 't', [loans({ reader: 12 }), loans({ reader: 12 })]).turn).toMatchObject({
      drop: { reason: 'repeated-call' },
    });
  });
});

describe('a turn is dropped', () => {
  const two = toolTask({
    expected: [
      { name: 'list_loans', arguments: '{"reader": 12}', open: [] },
      { name: 'list_loans', arguments: '{"reader": 13}', open: [] },
    ],
  });

  it.each([
    ['for a function that is not listed', toolTask(), 't', [[{ name: 'burn_book', arguments: {} }]], 'unlisted-call'],
    ['for arguments that do not fit', toolTask(), 't', [loans({ reader: 'twelve' })], 'bad-arguments'],
    ['for a parameter that was invented', toolTask(), 't', [loans({ reader: 12, colour: 'red' })], 'bad-arguments'],
    ['for other values than the user gave', toolTask(), 't', [loans({ reader: 13 }), 'Emma.'], 'wrong-arguments'],
    [
      'for an optional value that nobody asked for',
      toolTask(),
      't',
      [loans({ reader: 12, limit: 5 }), 'Emma.'],
      'wrong-arguments',
    ],
    ['for answering without a call', toolTask(), 't', ['You have Emma at home.'], 'call-missing'],
    ['for asking what is known', toolTask(), 't', ['Which reader are you?'], 'call-missing'],
    [
      'for a call where words are due',
      toolTask({ expected: [] }),
      'no-tool-needed',
      [loans({ reader: 12 })],
      'needless-call',
    ],
    [
      'for the lookalike of a function',
      toolTask(),
      'similar-tools',
      [[{ name: 'find_book', arguments: { title: 'x' } }]],
      'wrong-tool',
    ],
    [
      'for one by one what belongs together',
      two,
      'parallel-calls',
      [loans({ reader: 12 }), loans({ reader: 13 }), 'Both.'],
      'not-parallel',
    ],
  ])('%s', (_, task, type, said, reason) => {
    expect(talk(task, type, said as (string | Made[])[]).turn).toMatchObject({ drop: { reason } });
  });

  it('for a call in no form at all', () => {
    const turn = talk(toolTask(), 't', ['<call>{"name": "list_loans"'], 'tagged').turn;
    expect(turn).toMatchObject({ drop: { reason: 'malformed-call' } });
  });

  it('for native arguments that are broken, though they could be mended', () => {
    const own = drawFor(null);
    const calling = {
      id: 'c',
      type: 'function' as const,
      function: { name: 'list_loans', arguments: '{"reader": 12' },
    };
    const said: Message = { role: 'assistant', content: '', tool_calls: [calling] };
    const turn = afterToolTurn(toolTask(), 't', [...openToolTalk(toolTask(), own).messages, said], own);
    expect(turn).toMatchObject({ drop: { reason: 'bad-arguments' } });
  });

  it('after the user was asked again and again', () => {
    const task = toolTask({ missing: [{ call: 'list_loans', parameter: 'reader', value: '12', said: 'Twelve.' }] });
    const asking = ['Which?', 'Which one?', 'Which, please?', 'Which was it?'];
    expect(talk(task, 'one-api-missing-parameters', asking).turn).toMatchObject({ drop: { reason: 'call-missing' } });
  });

  it.each([
    ['one too few', []],
    ['one too many', [RESULT, RESULT]],
    ['what is no JSON', ['Emma']],
    ['a bare number', ['7']],
  ])('for results of the service: %s', (_, results) => {
    const { turn } = talk(toolTask(), 't', [loans({ reader: 12 })]);
    expect('ask' in turn && turn.heard({ results })).toMatchObject({ drop: { reason: 'bad-result' } });
  });

  it('for several calls at once, none; they may come together', () => {
    const both = [...loans({ reader: 12 }), ...loans({ reader: 13 })];
    expect(talk(two, 'parallel-calls', [both, 'Emma, both of them.']).turn).toEqual({ end: true });
    expect(LOANS.apis).toHaveLength(3);
  });
});
