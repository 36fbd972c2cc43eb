import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebAction, readWebTurn, showWebAction, WEB_GRAMMAR, type WebAction } from './web-action.ts';

const line = fc.string({ unit: 'binary' }).filter((text) => !/[\n\r\u2028\u2029]/.test(text));
const filled = line.filter((text) => text.trim() !== '');
const id = fc.integer({ min: 0, max: 9999 });

const actions: fc.Arbitrary<WebAction> = fc.oneof(
  id.map((id): WebAction => ({ kind: 'click', id })),
  fc
    .record({ id, text: line.filter((text) => !text.endsWith('] [enter')), enter: fc.boolean() })
    .map((given): WebAction => ({ kind: 'type', ...given })),
  fc.constantFrom('up' as const, 'down' as const).map((way): WebAction => ({ kind: 'scroll', way })),
  fc.record({ id, option: filled }).map((given): WebAction => ({ kind: 'select', ...given })),
  filled.map((url): WebAction => ({ kind: 'goto', url })),
  fc.constant<WebAction>({ kind: 'back' }),
  filled.map((answer): WebAction => ({ kind: 'stop', answer })),
);

describe('the grammar of actions', () => {
  it('reads every action that it writes', () => {
    fc.assert(
      fc.property(actions, (action) => {
        expect(readWebAction(showWebAction(action))).toEqual(action);
      }),
    );
  });

  it('writes every line that it reads, letter by letter but for zeros before a number', () => {
    const lines = fc.tuple(fc.constantFrom('click', 'type', 'select', 'goto', 'stop', 'scroll', 'back', ''), line);
    const bare = (text: string) => text.replace(/^(\w+ \[)0+(?=\d)/, '$1');
    fc.assert(
      fc.property(lines, ([verb, rest]) => {
        const written = `${verb} [${rest}]`;
        const action = readWebAction(written);
        if (action) expect(showWebAction(action)).toBe(bare(written));
      }),
    );
  });

  it('reads any turn without throwing, and an action only from two lines', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (turn) => {
        const read = readWebTurn(turn);
        if ('action' in read) expect(turn.split('\n').filter((each) => each.trim() !== '')).toHaveLength(2);
      }),
    );
  });

  it.each([
    'click [12]',
    'type [3] [a [b] c] [enter]',
    'scroll [up]',
    'select [4] [By date]',
    'goto [/a]',
    'back',
    'stop [Four.]',
  ])('takes "%s"', (action) =>
    expect(readWebTurn(`This leads there.\n${action}`)).toMatchObject({ thought: 'This leads there.' }),
  );

  it.each([
    ['no thought', 'click [12]'],
    ['no action', 'I shall look around.'],
    ['two actions', 'click [1]\nclick [2]'],
    ['three lines', 'One.\nTwo.\nclick [2]'],
    ['an action that is not in the grammar', 'So.\nhover [2]'],
    ['an id that is no number', 'So.\nclick [the link]'],
    ['an id without brackets', 'So.\nclick 12'],
    ['words behind the action', 'So.\nclick [12] now'],
    ['two ids', 'So.\nclick [1] [2]'],
    ['another way to scroll', 'So.\nscroll [left]'],
    ['a choice without an option', 'So.\nselect [3]'],
    ['typing nothing', 'So.\ntype [3]'],
    ['an empty answer', 'So.\nstop [ ]'],
    ['a label before the action', 'So.\nAction: click [3]'],
    ['an endless thought', `${'so '.repeat(400)}\nclick [3]`],
    ['nothing', ''],
  ])('refuses a turn with %s', (_, turn) => expect(readWebTurn(turn)).toHaveProperty('problem'));

  it('publishes every kind of action', () => {
    for (const verb of ['click', 'type', 'scroll', 'select', 'goto', 'back', 'stop'])
      expect(WEB_GRAMMAR).toContain(`\n${verb}`);
  });

  it('takes hostile lines in linear time', () => {
    const hostile = `type [1] ${'[a] '.repeat(20_000)}`;
    expect(readWebAction(hostile)).toBeNull();
    expect(readWebAction(`type [1] [${']['.repeat(50_000)}] [enter]`)).toMatchObject({ enter: true });
  });
});
