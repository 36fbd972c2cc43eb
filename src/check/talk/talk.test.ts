import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../data.ts';
import { itemOf, scriptedVerify, subject } from '../check.fixture.ts';
import { constraintsLast } from './constraints-last.ts';
import { messageProblem } from './message-problem.ts';
import type { TalkScript } from './script.ts';
import { talkPlanSound } from './talk-plan-sound.ts';
import { turnsSound } from './turns-sound.ts';
import { afterReply, openTalk, scriptOf } from './user-talk.ts';

const SCRIPT: TalkScript = {
  opening: 'my tomato leaves curl since monday, is that the heat?',
  persona: 'A retired bus driver with six plants on a balcony; types fast, without capitals, hates long answers.',
  plan: [
    { move: 'Says that it is only the lowest leaves, when asked or not.', needs: 2 },
    { move: 'Wants to know what to do before the trip on Friday.', needs: null },
  ],
};
const { verify } = scriptedVerify();
const user = (content: string): Message => ({ role: 'user', content });
const assistant = (content: string): Message => ({ role: 'assistant', content });

describe('the plan of a conversation', () => {
  const planned = (more: Partial<TalkScript>, type = 'tutoring') =>
    talkPlanSound.check(subject({ item: { ...itemOf('free', { ...SCRIPT, ...more }), type } }), verify);
  const move = (text: string, needs: number | null) => ({ move: text, needs });

  it('is kept where it can be played', () => expect(planned({})).toBeNull());

  it.each([
    ['a curt opening', { opening: 'hello there' }, undefined, 'bad-message-length'],
    ['an endless opening', { opening: 'so '.repeat(80) }, undefined, 'bad-message-length'],
    [
      'an opening that points at the unseen',
      { opening: 'What does the passage above mean by heat?' },
      undefined,
      'points-at-unseen',
    ],
    ['a sheet that says nothing', { persona: 'A man.' }, undefined, 'thin-sheet'],
    [
      'moves that need nothing',
      { plan: [move('Asks what heat has to do with it.', null)] },
      undefined,
      'nothing-needed',
    ],
    [
      'a move that needs what comes later',
      { plan: [move('Asks about the lowest leaves.', 3)] },
      undefined,
      'needs-what-is-not-yet',
    ],
    [
      'a move that needs message 0',
      { plan: [move('Asks about the lowest leaves.', 0)] },
      undefined,
      'needs-what-is-not-yet',
    ],
    [
      'the same move twice',
      { plan: [move('Asks again about the lowest leaves.', 1), move('Asks again about the lowest leaves!', 1)] },
      undefined,
      'repeated-move',
    ],
    ['too few moves for a long memory', {}, 'long-memory', 'wrong-number-of-moves'],
  ])('is dropped with %s', (_, more, type, reason) => expect(planned(more, type)).toMatchObject({ reason }));

  it('is no matter where an item has none', () => expect(talkPlanSound.check(subject(), verify)).toBeNull());
});

describe('a conversation', () => {
  it('opens with the first message, after a setting where there is one', () => {
    expect(openTalk(SCRIPT)).toEqual([user(SCRIPT.opening)]);
    expect(openTalk({ ...SCRIPT, setting: 'You help gardeners.' })[0]).toEqual({
      role: 'system',
      content: 'You help gardeners.',
    });
    expect(openTalk({ ...SCRIPT, setting: null })).toHaveLength(1);
  });

  it('opens with what every reply has to keep to, under a lead that is drawn', () => {
    const asking = { ...SCRIPT, setting: 'You help gardeners.', constraints: [{ words: 'Use no digits.' }] };
    const [first, second] = [0, 0.99].map((pick) => openTalk(asking, pick)[0]);
    expect(first?.content).toMatch(/^You help gardeners\.\n\n.*:\n- Use no digits\.$/);
    expect(second?.content).not.toBe(first?.content);
    expect(openTalk({ ...asking, setting: null })[0]?.content).toMatch(/^\S.*:\n- Use no digits\.$/);
  });

  it('keeps from the person what the replies have to keep to', () => {
    const asking = { ...SCRIPT, setting: 'You help gardeners.', constraints: [{ words: 'Use no digits.' }] };
    const turn = afterReply(asking, '', [...openTalk(asking), assistant('Which leaves?')]);
    const seen = 'ask' in turn ? turn.given.item : '';
    expect(seen).toContain('Setting: You help gardeners.');
    expect(seen).not.toContain('digits');
  });

  it('goes on with the move that is due, played from sheet and talk', () => {
    const messages = [...openTalk(SCRIPT), assistant('It may be. Which leaves?')];
    const turn = afterReply({ ...SCRIPT, private: 'He forgot to water.' }, 'On balconies.', messages);
    if (!('ask' in turn)) throw new Error('nobody was asked');
    expect(turn.ask).toBe('user');
    expect(turn.given.material).toContain('retired bus driver');
    expect(turn.given.material).toContain('Private: He forgot to water.');
    expect(turn.given.material).toContain('The move that is due: Says that it is only the lowest leaves');
    expect(turn.given.material).toContain('It rests on message 2.');
    expect(turn.given.material).toContain('- Wants to know what to do before the trip');
    expect(turn.given.item).toContain('2. Assistant: It may be. Which leaves?');
    expect(turn.heard({ message: ' only the lowest ones ' })).toEqual({ say: [user('only the lowest ones')] });
  });

  it('ends after the reply to the last move', () => {
    const talk = [user('a'), assistant('b'), user('c'), assistant('d'), user('e')];
    expect(afterReply(SCRIPT, '', [...talk.slice(0, 3), assistant('d')])).toHaveProperty('ask');
    expect(afterReply(SCRIPT, '', [...talk, assistant('f')])).toEqual({ end: true });
    expect(scriptOf({ opening: 1 })).toBeNull();
  });

  it.each([
    ['two words', 'only those', 'bad-message-length'],
    ['a speech', 'leaf '.repeat(61), 'bad-message-length'],
    ['nothing', '  ', 'bad-message-length'],
    ['thanks and no more', 'Thank you so much, that helped me a lot!', 'thanks-only'],
    ['thanks and what comes of it', 'Thank you, now I know, and then I will tell my neighbour.', 'thanks-only'],
    ['thanks in another language', 'vielen lieben danke, das war sehr gut', 'thanks-only'],
    ['what was said before', 'My tomato leaves curl since Monday. Is that the heat?', 'repeated-message'],
    ['what is no text', 7, 'bad-message-length'],
  ])('is dropped where the user says %s', (_, message, reason) => {
    const turn = afterReply(SCRIPT, '', [...openTalk(SCRIPT), assistant('Which leaves?')]);
    expect('ask' in turn && turn.heard({ message })).toMatchObject({ drop: { reason } });
  });

  it.each([
    'Thanks! And what about the upper ones?',
    'thanks, but it is worse today',
    'ok thanks, I will water 2 litres then',
    'thanks, now the invitation',
    'ok cool thanks, then send it to all of them',
    'Thank you. Write it a little shorter.',
  ])('goes on with thanks and more: %s', (message) => expect(messageProblem(message, [])).toBeNull());

  it('counts messages without spaces by their length', () => {
    expect(messageProblem('トマトの葉が月曜日から巻いています', [])).toBeNull();
    expect(messageProblem('葉'.repeat(200), [])).toMatchObject({ reason: 'bad-message-length' });
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        messageProblem(text, [text]);
      }),
    );
  });
});

describe('constraints of a conversation', () => {
  const held = (...replies: string[]) => {
    const constraints = [{ id: 'no-digits', parameters: {}, words: 'Use no digits.' }];
    const messages = replies.flatMap((reply) => [user('and then what do I do?'), assistant(reply)]);
    const item = itemOf('free', { ...SCRIPT, constraints });
    return constraintsLast.check(subject({ item, messages, response: replies.at(-1) ?? '' }), verify);
  };

  it('hold for every reply', async () => {
    expect(await held('Feel the soil.', 'Wait two days.')).toBeNull();
    expect(await held('Feel the soil.', 'Wait 2 days.')).toMatchObject({ reason: 'constraint-not-met' });
    expect(await held('Wait 2 days.', 'Feel the soil.')).toMatchObject({ reason: 'constraint-not-met' });
    expect(await constraintsLast.check(subject({ messages: [assistant('Wait 2 days.')] }), verify)).toBeNull();
  });
});

describe('finished turns', () => {
  const row = (...messages: Message[]) => turnsSound.check(subject({ messages }), verify);
  const talk = [
    user(SCRIPT.opening),
    assistant('Heat curls the top leaves first. Which ones are curled?'),
    user('only the lowest ones, the top is fine'),
    assistant('Then it is water rather than heat: feel the soil a finger deep.'),
  ];

  it('are kept where they alternate and differ, after a setting too', () => {
    expect(row(...talk)).toBeNull();
    expect(row({ role: 'system', content: 'You help gardeners.' }, ...talk)).toBeNull();
    expect(row()).toBeNull();
  });

  it.each([
    ['of one side twice', [...talk.slice(0, 2), assistant('Well?'), ...talk.slice(2)], 'not-alternating'],
    ['that begin with the assistant', talk.slice(1), 'not-alternating'],
    ['that end with the user', talk.slice(0, 3), 'not-alternating'],
    ['of which one is empty', [...talk.slice(0, 3), assistant(' ')], 'empty-turn'],
    ['with a single question', talk.slice(0, 2), 'one-turn'],
    [
      'with a repeated question',
      [...talk.slice(0, 2), user(`${SCRIPT.opening}!`), assistant('As I said.')],
      'repeated-message',
    ],
    [
      'with a repeated reply',
      [...talk.slice(0, 3), assistant('Heat curls the top leaves first! Which ones are curled?')],
      'repeated-reply',
    ],
    [
      'with praise before a reply',
      [...talk.slice(0, 3), assistant('Great question! Then it is water rather than heat.')],
      'filler',
    ],
    [
      'that end with thanks',
      [...talk.slice(0, 2), user('thank you, that was all'), assistant('Good luck on Friday.')],
      'thanks-only',
    ],
    [
      'with a one-word question',
      [...talk.slice(0, 2), user('Lowest.'), assistant('Then it is water.')],
      'bad-message-length',
    ],
  ])('are dropped: %s', (_, messages, reason) => expect(row(...messages)).toMatchObject({ reason }));
});
