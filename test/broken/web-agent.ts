import { showView } from '../../src/check/web/view.ts';
import type { Message } from '../../src/data.ts';
import type { Said } from './case.ts';

const element = (role: string, name: string, more: object = {}) => ({
  ...{ role, name, value: null, options: null, to: null },
  ...more,
});
const bench = {
  url: '/',
  title: 'The Mending Bench',
  elements: [
    element('heading', 'The Mending Bench'),
    element('text', 'Volunteers mend what you bring. Bring it on the day for its kind.'),
    element('link', 'Which day for what', { to: '/days' }),
    element('link', 'Book a chair', { to: '/book' }),
    element('link', 'Tools to borrow', { to: '/tools' }),
  ],
};
const days = {
  url: '/days',
  title: 'Days',
  elements: [
    element('heading', 'Which day for what'),
    element('row', 'Lamps and kettles: Tuesdays, 17 to 20'),
    element('row', 'Clothes: the first Saturday of a month, 10 to 13'),
    element('link', 'Front', { to: '/' }),
  ],
};
const book = {
  url: '/book',
  title: 'Book a chair',
  elements: [
    element('heading', 'Book a chair'),
    element('textbox', 'Name'),
    element('combobox', 'What is broken', { value: 'Lamp', options: ['Lamp', 'Kettle', 'Clothes'] }),
    element('button', 'Book'),
    element('link', 'Front', { to: '/' }),
  ],
};
const content = { pages: [bench, days, book] };
const find = {
  task: 'When could I come in with a torn coat?',
  way: ['Open the page of days', 'Report the hours for clothes'],
  facts: ['The list of tools: a drill, two ladders.'],
  points: ['The first Saturday of a month, 10 to 13, is given.'],
};
const reserve = {
  ...find,
  task: 'Get me a chair for my kettle, the name is Ines Moll.',
  way: ['Open the page for booking', 'Enter the name', 'Choose the kettle', 'Book', 'Report the number'],
  facts: ['Booking shows "Your chair is number 7".'],
  points: ['A chair for a kettle is booked for Ines Moll; its number is 7.'],
};

type Page = Parameters<typeof showView>[0]['page'];
const seen = (page: object): Message => ({
  role: 'user',
  content: showView({ page: page as Page, from: 0, notice: null }),
});
const opens = (task: string): Message[] => [{ role: 'user', content: `${task}\n\n${seen(bench).content}` }];
const does = (action: string): Message => ({ role: 'assistant', content: `That is the way to it.\n${action}` });
const done = (is: boolean) => ({ 'task-done': { why: 'So the record has it.', done: is } });

const FINDS = { type: 'find-information', content, instruction: find } as const;
const BOOKS = { type: 'fill-a-form', content, instruction: reserve } as const;
const [heading, name, what, ...rest] = book.elements;
const filled = (kind: string) => ({
  ...book,
  elements: [heading, { ...name, value: 'Ines Moll' }, { ...what, value: kind }, ...rest],
});
const atBook = [...opens(reserve.task), does('click [4]'), seen(book)];
const goesOn = (...turns: (Message | string)[]) => [
  ...opens(find.task),
  ...turns.map((turn) => (typeof turn === 'string' ? does(turn) : turn)),
];

/** Web agent. */
export default [
  {
    ...FINDS,
    name: 'a sound visit',
    messages: goesOn('click [3]', seen(days), 'stop [The first Saturday of a month, from 10 to 13.]'),
    verdicts: done(true),
    dropped: null,
  },
  {
    ...BOOKS,
    name: 'a sound visit to a page that the simulator wrote',
    messages: [
      ...[...atBook, does('type [2] [Ines Moll]'), seen(filled('Lamp'))],
      ...[does('select [3] [Kettle]'), seen(filled('Kettle')), does('click [4]')],
      seen({ ...book, url: '/booked', title: 'Booked', elements: [element('text', 'Your chair is number 7.')] }),
      does('stop [Ines Moll has chair 7 for the kettle.]'),
    ],
    verdicts: done(true),
    dropped: null,
  },
  {
    ...FINDS,
    name: 'a way in one string',
    instruction: { ...find, way: 'Open the page of days' },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...FINDS,
    name: 'an element of a kind that pages do not have',
    content: { pages: [{ ...bench, elements: [element('carousel', 'News')] }] },
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...FINDS,
    type: 'infeasible-task',
    name: 'an obstacle left out',
    dropped: { by: 'shape', reason: 'malformed' },
  },
  {
    ...FINDS,
    name: 'a task that speaks of its making',
    instruction: { ...find, task: 'Going by the material above, when are clothes mended?' },
    dropped: { by: 'no-machinery', reason: 'machinery' },
  },
  {
    ...FINDS,
    name: 'a task that numbers an element',
    instruction: { ...find, task: 'Click [3] and tell me when coats are mended.' },
    dropped: { by: 'web-task-sound', reason: 'names-element' },
  },
  {
    ...FINDS,
    name: 'a task in the words of the link',
    instruction: { ...find, task: 'Open "which day for what" and find the hours for coats.' },
    dropped: { by: 'web-task-sound', reason: 'names-link' },
  },
  {
    ...FINDS,
    name: 'a page that no page leads to',
    content: { pages: [bench, days, { ...book, url: '/reserve' }] },
    dropped: { by: 'web-task-sound', reason: 'unlinked-page' },
  },
  {
    ...FINDS,
    name: 'a choice set to what it does not offer',
    content: {
      pages: [
        { ...bench, elements: [...bench.elements, element('combobox', 'Town', { value: 'Bren', options: ['Ao'] })] },
      ],
    },
    dropped: { by: 'web-task-sound', reason: 'not-on-offer' },
  },
  {
    ...FINDS,
    name: 'a way of one action',
    instruction: { ...find, way: ['Report the hours'] },
    dropped: { by: 'web-task-sound', reason: 'too-short-way' },
  },
  {
    ...FINDS,
    name: 'talk in place of an action',
    messages: goesOn({ role: 'assistant', content: 'I will open the page of days for you now.' }),
    dropped: { by: 'converse', reason: 'unparsable-action' },
  },
  {
    ...FINDS,
    name: 'two actions in one turn',
    messages: goesOn({ role: 'assistant', content: 'First the days, then the answer.\nclick [3]\nstop [Saturday.]' }),
    dropped: { by: 'converse', reason: 'unparsable-action' },
  },
  {
    ...FINDS,
    name: 'an element that is not on the page',
    messages: goesOn('click [3]', seen(days), 'click [5]'),
    dropped: { by: 'converse', reason: 'unknown-element' },
  },
  {
    ...BOOKS,
    name: 'text typed into a button',
    messages: [...atBook, does('type [4] [Ines Moll] [enter]')],
    dropped: { by: 'converse', reason: 'not-a-field' },
  },
  {
    ...BOOKS,
    name: 'an option that is not offered',
    messages: [...atBook, does('select [3] [Kettles]')],
    dropped: { by: 'converse', reason: 'no-such-option' },
  },
  {
    ...BOOKS,
    name: 'a new page of the simulator without elements',
    messages: [...atBook, does('click [4]')],
    heard: { notice: null, address: null, page: { url: '/booked', title: 'Booked', elements: [] } },
    dropped: { by: 'converse', reason: 'malformed' },
  },
  {
    ...FINDS,
    name: 'an answer before anything was looked at',
    messages: goesOn('stop [On Saturdays.]'),
    dropped: { by: 'web-task-done', reason: 'no-visit' },
  },
  {
    ...FINDS,
    name: 'an answer out of the wrong row',
    messages: goesOn('click [3]', seen(days), 'stop [On Tuesdays from 17 to 20.]'),
    verdicts: done(false),
    dropped: { by: 'web-task-done', reason: 'task-not-done' },
  },
] satisfies Said[];
