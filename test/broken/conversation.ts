import type { Message } from '../../src/data.ts';
import type { Said } from './case.ts';

const content = {
  sheet:
    'A choir of forty meets on Thursdays in a hall whose boiler fails below five degrees. The caretaker leaves at nine. The hall costs 30 an hour; the school’s gym is free and has an echo. ' +
    'The concert is on 12 December, and six singers have said that they will not come again if it is as cold as last week.',
};
const sheet = {
  opening: 'we sing in a hall thats freezing, concert is in 3 weeks. where else can a choir practise?',
  persona:
    'A retired postman who keeps the choir’s list; types with one finger, no capitals, does not like to be told to be patient.',
  plan: [
    { move: 'Objects to one of the places named, because of the echo in the gym.', needs: 2 },
    { move: 'Wants a message to the singers that says where and when, with the day that was settled.', needs: 3 },
  ],
  points: ['The message names the place that was settled.'],
};
const hidden = { ...sheet, private: 'He has promised the hall’s caretaker to stay.' };

const user = (content: string): Message => ({ role: 'user', content });
const says = (content: string): Message => ({ role: 'assistant', content });
const FIRST = says(
  'A church room, a school gym, a pub’s back room: ask the school first, gyms stand empty after seven.',
);
const GYM = user('gym is one big echo. the pub maybe, thursdays');
const SECOND = says(
  'Then ask the pub for Thursdays at seven, and whether the room has a carpet: it swallows less than curtains do.',
);
const NOTE = user('ok they said yes. write me the message to the singers');
const LAST = says('From Thursday on we sing in the back room of the pub, at seven. It is heated. Bring the folders.');
const talk = [user(sheet.opening), FIRST, GYM, SECOND, NOTE, LAST];

const PLANS = { type: 'planning', content, instruction: sheet } as const;
const after = (...moves: { move: string; needs: number | null }[]) => ({ ...sheet, plan: moves });

const digits = { ...sheet, constraints: [{ id: 'no-digits', parameters: {}, words: 'Use no digits.' }] };

/** Conversation. */
export default [
  { ...PLANS, name: 'a sound talk', messages: talk, dropped: null },
  {
    ...PLANS,
    type: 'tutoring',
    name: 'a sound talk under a standing word',
    instruction: { ...sheet, setting: 'You help people who run clubs.' },
    messages: [{ role: 'system', content: 'You help people who run clubs.' }, ...talk],
    dropped: null,
  },
  { ...PLANS, name: 'no plan', instruction: { ...sheet, plan: [] }, dropped: { by: 'shape', reason: 'malformed' } },
  {
    ...PLANS,
    name: 'a move that needs a message by its words',
    instruction: { ...sheet, plan: [{ move: sheet.plan[0]?.move, needs: 'the opening' }] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...PLANS,
    type: 'troubleshooting',
    name: 'a private sheet left out',
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...PLANS,
    name: 'an opening that speaks of the making',
    instruction: { ...sheet, opening: 'going by the material above, where can a choir practise in winter?' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...PLANS,
    name: 'an opening about a text that nobody was shown',
    instruction: { ...sheet, opening: 'what does the passage above say about cold halls for choirs?' },
    dropped: { by: 'talk-plan-sound', reason: 'points-at-unseen' },
  },
  {
    ...PLANS,
    name: 'an opening that tells everything',
    instruction: { ...sheet, opening: 'and the hall is cold and the boiler is old and '.repeat(7) },
    dropped: { by: 'talk-plan-sound', reason: 'bad-message-length' },
  },
  {
    ...PLANS,
    name: 'a person of three words',
    instruction: { ...sheet, persona: 'A retired postman.' },
    dropped: { by: 'talk-plan-sound', reason: 'thin-sheet' },
  },
  {
    ...PLANS,
    name: 'a move that needs its own reply',
    instruction: after({ move: 'Objects to one of the places named.', needs: 3 }),
    dropped: { by: 'talk-plan-sound', reason: 'needs-what-is-not-yet' },
  },
  {
    ...PLANS,
    name: 'questions that could all stand first',
    instruction: after(
      { move: 'Asks what a hall costs.', needs: null },
      { move: 'Asks how echo is damped.', needs: null },
    ),
    dropped: { by: 'talk-plan-sound', reason: 'nothing-needed' },
  },
  {
    ...PLANS,
    name: 'the same move twice',
    instruction: after(
      { move: 'Asks again what the gym would cost them.', needs: 2 },
      { move: 'Asks again what the gym would cost them!', needs: 2 },
    ),
    dropped: { by: 'talk-plan-sound', reason: 'repeated-move' },
  },
  {
    ...PLANS,
    type: 'long-memory',
    name: 'a long memory of two moves',
    dropped: { by: 'talk-plan-sound', reason: 'wrong-number-of-moves' },
  },
  {
    ...PLANS,
    name: 'a user who only thanks',
    messages: talk.slice(0, 2),
    heard: { message: 'thanks a lot, that was a great help' },
    dropped: { by: 'converse', reason: 'thanks-only' },
  },
  {
    ...PLANS,
    type: 'negotiation',
    name: 'a user who says the opening again',
    instruction: hidden,
    messages: talk.slice(0, 2),
    heard: { message: 'We sing in a hall thats freezing! Concert is in 3 weeks. Where else can a choir practise?' },
    dropped: { by: 'converse', reason: 'repeated-message' },
  },
  {
    ...PLANS,
    name: 'a user who holds a speech',
    messages: talk.slice(0, 4),
    heard: { message: 'the pub is warm and the pub is near and '.repeat(8) },
    dropped: { by: 'converse', reason: 'bad-message-length' },
  },
  {
    ...PLANS,
    name: 'an answer that offers more',
    messages: [...talk.slice(0, 5), says(`${LAST.content} Let me know if I should make it longer.`)],
    dropped: { by: 'response-begins-with-substance', reason: 'filler' },
  },
  {
    ...PLANS,
    name: 'a first answer that forgets what every answer has to keep to',
    instruction: digits,
    messages: [user(sheet.opening), says('Ask the school: gyms stand empty after 7.'), GYM, SECOND, NOTE, LAST],
    dropped: { by: 'constraints-last', reason: 'constraint-not-met' },
  },
  {
    ...PLANS,
    name: 'an answer given twice',
    messages: [...talk.slice(0, 3), FIRST, NOTE, LAST],
    dropped: { by: 'turns-sound', reason: 'repeated-reply' },
  },
  {
    ...PLANS,
    name: 'an assistant that plays the user too',
    messages: [user(sheet.opening), FIRST, says('gym is one big echo'), GYM, SECOND, NOTE, LAST],
    dropped: { by: 'turns-sound', reason: 'not-alternating' },
  },
] satisfies Said[];
