import { describe, expect, it } from 'vitest';
import type { Message } from '../../data.ts';
import { afterAction, openVisit, type WebTask } from './browse.ts';
import { acting, element, FORM, FRONT, LONG, webTask } from './pages.fixture.ts';
import { readView, showView } from './view.ts';

/** What follows the last of some actions; the ones before are answered by program, or with `heard` where a simulator speaks. */
function visit(task: WebTask, actions: string[], heard: Record<string, unknown>[] = []) {
  const messages: Message[] = openVisit(task, 0);
  const replies = [...heard];
  for (const [at, action] of actions.entries()) {
    messages.push(acting(action));
    const turn = afterAction(task, messages);
    const plain = 'ask' in turn && replies.length > 0 ? turn.heard(replies.shift() ?? {}) : turn;
    if (at === actions.length - 1 || !('say' in plain)) return { turn, plain, at };
    messages.push(...plain.say);
  }
  throw new Error('no action');
}

const seen = (result: ReturnType<typeof visit>) =>
  'say' in result.plain ? readView(result.plain.say[0]?.content ?? '') : null;

describe('a visit opens', () => {
  it('with the grammar, then the task and the first page', () => {
    const [system, user] = openVisit(webTask(), 0.99);
    expect(system?.role).toBe('system');
    expect(system?.content).toContain('select [id] [option]');
    expect(user?.content).toBe(`Reserve a dinghy for Ada.\n\n${showView({ page: FRONT, from: 0, notice: null })}`);
  });
});

describe('by program', () => {
  it('a link among the given pages leads there, and back leads back', () => {
    expect(seen(visit(webTask(), ['click [3]']))?.page.title).toBe('Hire');
    expect(seen(visit(webTask(), ['click [3]', 'back']))?.page.title).toBe('Boats');
    expect(seen(visit(webTask(), ['back']))?.notice).toBe('There is no earlier page.');
    expect(seen(visit(webTask(), ['goto [/hire/]']))?.page.title).toBe('Hire');
  });

  it('typing, choosing and ticking show, and stay when one comes back to the page', () => {
    const done = ['click [3]', 'type [4] [Ada [A.]]', 'select [5] [Dinghy]', 'click [7]', 'click [8]'];
    const form = seen(visit(webTask(), [...done, 'click [3]', 'back']));
    expect(form?.page.elements.slice(3, 8).map(({ value }) => value)).toEqual([
      'Ada [A.]',
      'Dinghy',
      'off',
      'on',
      'on',
    ]);
  });

  it('a long page is scrolled view by view, to its ends', () => {
    const long = webTask([LONG]);
    expect(seen(visit(long, ['scroll [down]', 'scroll [down]']))).toMatchObject({ from: 120, total: 130 });
    expect(seen(visit(long, ['scroll [down]', 'scroll [down]', 'scroll [down]']))?.notice).toBe(
      'This is the end of the page.',
    );
    expect(seen(visit(long, ['scroll [up]']))?.notice).toBe('This is the top of the page.');
    expect(seen(visit(long, ['scroll [down]', 'click [61]']))?.notice).toBe('Nothing happens.');
  });

  it('stop ends the row', () => {
    expect(visit(webTask(), ['click [3]', 'stop [Done.]']).plain).toEqual({ end: true });
  });
});

describe('the page simulator', () => {
  const result = {
    url: '/sent',
    title: 'Sent',
    elements: [element('heading', 'Number 417'), element('link', 'Home', { to: '/' })],
  };

  it('is asked what a button, a sent field or an unknown link brings, and told what was entered', () => {
    const { turn } = visit(webTask(), ['click [3]', 'type [4] [Ada]', 'click [9]']);
    if (!('ask' in turn)) throw new Error('nobody was asked');
    expect(turn.ask).toBe('page');
    expect(turn.given.material).toContain('Sending shows the number 417.');
    expect(turn.given.material).toContain('[4] textbox "Name" holds "Ada"');
    expect(turn.given.item.endsWith('click [9]')).toBe(true);
    expect(visit(webTask(), ['click [4]']).turn).toHaveProperty('ask');
    expect(visit(webTask(), ['click [3]', 'type [4] [Ada] [enter]']).turn).toHaveProperty('ask');
  });

  it('may bring a new page, whose elements count from then on', () => {
    const heard = [{ notice: null, address: null, page: result }];
    expect(seen(visit(webTask(), ['click [3]', 'click [9]'], heard))?.page).toEqual(result);
    expect(seen(visit(webTask(), ['click [3]', 'click [9]', 'click [2]'], heard))?.page.title).toBe('Boats');
    expect(seen(visit(webTask(), ['click [3]', 'click [9]', 'back'], heard))?.page.title).toBe('Hire');
    expect(visit(webTask(), ['click [3]', 'click [9]', 'click [3]'], heard).plain).toMatchObject({
      drop: { reason: 'unknown-element' },
    });
  });

  it('may bring a known page, or leave the page as it is with a notice', () => {
    const known = [{ notice: null, address: '/', page: null }];
    expect(seen(visit(webTask(), ['click [3]', 'click [9]'], known))?.page.title).toBe('Boats');
    expect(seen(visit(webTask(), ['click [3]', 'click [9]', 'click [3]'], known))?.page.title).toBe('Hire');
    const stays = [{ notice: 'Name is missing.', address: null, page: null }];
    expect(seen(visit(webTask(), ['click [3]', 'click [9]'], stays))).toMatchObject({ notice: 'Name is missing.' });
    expect(seen(visit(webTask(), ['click [3]', 'click [9]', 'type [4] [Ada]'], stays))?.page.elements[3]?.value).toBe(
      'Ada',
    );
  });

  it('is cut to one view, and dropped where it says nothing of use', () => {
    const heard = [{ notice: null, address: null, page: LONG }];
    expect(seen(visit(webTask(), ['click [4]'], heard))?.total).toBe(60);
    expect(visit(webTask(), ['click [4]'], [{ page: 'x' }]).plain).toMatchObject({ drop: { reason: 'bad-page' } });
  });
});

describe('a turn is dropped', () => {
  it.each([
    ['that is no action', ['look around'], 'unparsable-action'],
    ['for an element that the page has not', ['click [99]'], 'unknown-element'],
    ['for an element of the page before', ['click [3]', 'back', 'click [9]'], 'unknown-element'],
    ['for typing into a button', ['click [3]', 'type [9] [Ada]'], 'not-a-field'],
    ['for typing into a heading', ['type [1] [Ada]'], 'not-a-field'],
    ['for choosing in a field', ['click [3]', 'select [4] [Dinghy]'], 'not-a-choice'],
    ['for an option that is not offered', ['click [3]', 'select [5] [Yacht]'], 'no-such-option'],
    ['for the same action a third time', ['click [1]', 'click [1]', 'click [1]'], 'same-action-again'],
    [
      'for the twelfth action without stop',
      Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 'click [3]' : 'back')),
      'no-stop',
    ],
  ])('%s', (_, actions, reason) => {
    const { plain, at } = visit(webTask(), actions);
    expect(plain).toMatchObject({ drop: { reason } });
    expect(at).toBe(actions.length - 1);
  });

  it('for an element of a long page that is out of view', () => {
    expect(visit(webTask([LONG]), ['click [61]']).plain).toMatchObject({ drop: { reason: 'unknown-element' } });
    const below = visit(webTask([LONG]), ['scroll [down]', 'click [60]']).plain;
    expect(below).toMatchObject({ drop: { reason: 'unknown-element' } });
  });

  it('where nobody wrote two lines', () => {
    const messages: Message[] = [...openVisit(webTask(), 0), { role: 'assistant', content: 'click [3]' }];
    expect(afterAction(webTask(), messages)).toMatchObject({ drop: { reason: 'unparsable-action' } });
  });

  it('never throws on pages and messages of any kind', () => {
    expect(afterAction({ ...webTask(), pages: [] }, [])).toHaveProperty('drop');
    expect(afterAction({ ...webTask(), pages: [FORM] }, [acting('back')])).toHaveProperty('say');
  });
});
