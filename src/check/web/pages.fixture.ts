import type { Message } from '../../data.ts';
import type { WebTask } from './browse.ts';
import type { PageElement, WebPage } from './page.ts';

/** An element with nothing set but what is given. */
export function element(role: PageElement['role'], name: string, more: Partial<PageElement> = {}): PageElement {
  return { role, name, value: null, options: null, to: null, ...more };
}

const MENU = [element('link', 'Home', { to: '/' }), element('link', 'Hire', { to: '/hire' })];

/** A front that links to a form and to a page that is not given. */
export const FRONT: WebPage = {
  url: '/',
  title: 'Boats',
  elements: [element('heading', 'Boats'), ...MENU, element('link', 'Old prices', { to: '/prices-2019' })],
};

/** A form: [3] Home, [4] field, [5] choice, [6] and [7] radio buttons, [8] box, [9] button. */
export const FORM: WebPage = {
  url: '/hire',
  title: 'Hire',
  elements: [
    element('heading', 'Hire a boat'),
    element('text', 'Boats are hired by the day.'),
    element('link', 'Home', { to: '/' }),
    element('textbox', 'Name'),
    element('combobox', 'Boat', { value: 'Canoe', options: ['Canoe', 'Dinghy'] }),
    element('radio', 'Morning', { value: 'on' }),
    element('radio', 'Afternoon', { value: 'off' }),
    element('checkbox', 'With paddles', { value: 'off' }),
    element('button', 'Send'),
  ],
};

/** A page of 130 elements: three views. */
export const LONG: WebPage = {
  url: '/list',
  title: 'List',
  elements: Array.from({ length: 130 }, (_, at) => element('text', `Entry ${at + 1}`)),
};

/** A task on pages; the first two unless others are given. */
export function webTask(pages: WebPage[] = [FRONT, FORM]): WebTask {
  return { pages, task: 'Reserve a dinghy for Ada.', facts: ['Sending shows the number 417.'], course: null };
}

/** A turn of the assistant: a thought and the action. */
export function acting(action: string): Message {
  return { role: 'assistant', content: `This leads on.\n${action}` };
}
