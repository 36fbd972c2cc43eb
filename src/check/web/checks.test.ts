import { describe, expect, it } from 'vitest';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import { openVisit } from './browse.ts';
import type { WebPage } from './page.ts';
import { acting, element, FORM, FRONT, webTask } from './pages.fixture.ts';
import { webTaskDone } from './web-task-done.ts';
import { webTaskSound } from './web-task-sound.ts';

const WAY = ['open the page for hiring', 'stop'];

function soundness(pages: WebPage[], task = 'Reserve a dinghy for Ada.', way = WAY) {
  const item = itemOf('free', { task, way, facts: [], points: ['x'] });
  const { verify } = scriptedVerify();
  return webTaskSound.check(subject({ item: { ...item, content: { ...item.content, value: { pages } } } }), verify);
}

describe('webTaskSound', () => {
  it('keeps a task on linked pages', () => expect(soundness([FRONT, FORM])).toBeNull());

  it.each([
    ['two pages under one address', [FRONT, FORM, { ...FRONT, url: '/hire/' }], undefined, 'same-address'],
    ['a page that nothing links to', [FRONT, { ...FORM, url: '/lost' }], undefined, 'unlinked-page'],
    [
      'a choice set to what it does not offer',
      [{ ...FRONT, elements: [element('combobox', 'Boat', { value: 'Yacht', options: ['Canoe'] })] }],
      undefined,
      'not-on-offer',
    ],
    ['a task that numbers an element', [FRONT, FORM], 'Click [3] and reserve.', 'names-element'],
    [
      'a task in the words of a link',
      [{ ...FRONT, elements: [element('link', 'Boats for hire today')] }],
      'Open "boats for hire today".',
      'names-link',
    ],
  ])('drops %s', (_, pages, task, reason) => expect(soundness(pages, task)).toMatchObject({ reason }));

  it('drops a way of one action, and leaves other skills alone', () => {
    expect(soundness([FRONT, FORM], undefined, ['stop'])).toMatchObject({ reason: 'too-short-way' });
    expect(webTaskSound.check(subject(), scriptedVerify().verify)).toBeNull();
  });
});

describe('webTaskDone', () => {
  const item = itemOf('free', { points: ['A dinghy is reserved.'], obstacle: 'None is left.' });
  const row = (...actions: string[]) => [...openVisit(webTask(), 0), ...actions.map(acting)];
  const done = (messages: ReturnType<typeof row>, ...replies: unknown[]) =>
    webTaskDone.check(subject({ item, messages }), scriptedVerify(...replies).verify);

  it('keeps what an agent finds done, and shows it points, obstacle and record', async () => {
    const { verify, asked } = scriptedVerify({ why: 'It says so.', done: true });
    const messages = row('click [3]', 'stop [Reserved.]');
    expect(await webTaskDone.check(subject({ item, messages }), verify)).toBeNull();
    expect(asked[0]?.agent).toBe('task-done');
    expect(asked[0]?.item).toContain('A dinghy is reserved.');
    expect(asked[0]?.item).toContain('None is left.');
    expect(asked[0]?.item).toContain('stop [Reserved.]');
  });

  it('drops what is not done, what ends without stop, and what stops at once', async () => {
    expect(await done(row('click [3]', 'stop [I think so.]'), { why: 'No.', done: false })).toMatchObject({
      reason: 'task-not-done',
    });
    expect(await done(row('click [3]', 'back'))).toMatchObject({ reason: 'no-stop' });
    expect(await done(row('stop [Done.]'))).toMatchObject({ reason: 'no-visit' });
    expect(await done(row('click [3]', 'stop [Done.]'))).toMatchObject({ reason: 'unverified-empty' });
    expect(await done([])).toBeNull();
  });
});
