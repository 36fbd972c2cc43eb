import type { WebAction } from '../web-action.ts';
import { FIELDS, type PageElement, STILL, sameAddress, TOGGLES, type WebPage } from './page.ts';
import { VIEW } from './view.ts';

/** A page as it stands open: with what was typed and chosen, and from which element on it is in view. */
interface Open {
  page: WebPage;
  from: number;
}

/** Where a visit to a website stands: what is open, what `back` leads to, and the pages that are known. */
export interface Visit {
  open: Open;
  before: Open[];
  known: readonly WebPage[];
}

/**
 * What an action leads to: the end, a rule that it breaks, or a visit with what the browser tells. `unknown`: what comes
 * of it no program can tell; the visit is as the action leaves it.
 */
export type Step =
  | { answer: string }
  | { fault: { reason: string; detail: string } }
  | { visit: Visit; notice: string | null; unknown: boolean };

/** A visit that begins on the first of the pages. */
export function beginVisit(pages: readonly [WebPage, ...WebPage[]]): Visit {
  return { open: { page: pages[0], from: 0 }, before: [], known: pages };
}

/** The visit with a page opened; the one that was open is what `back` leads to. A page of a known address takes its place. */
export function openPage(visit: Visit, page: WebPage): Visit {
  const others = visit.known.filter(({ url }) => !sameAddress(url, page.url));
  return { open: { page, from: 0 }, before: [...visit.before, visit.open], known: [...others, page] };
}

/** What comes of an action. */
export function act(visit: Visit, action: WebAction): Step {
  switch (action.kind) {
    case 'stop':
      return { answer: action.answer };
    case 'back':
      return goBack(visit);
    case 'scroll':
      return scroll(visit, action.way);
    case 'goto':
      return go(visit, action.url);
    default:
      return onElement(visit, action);
  }
}

const tell = (visit: Visit, notice: string | null = null): Step => ({ visit, notice, unknown: false });
const fault = (reason: string, detail: string): Step => ({ fault: { reason, detail } });

function goBack(visit: Visit): Step {
  const last = visit.before.at(-1);
  if (!last) return tell(visit, 'There is no earlier page.');
  const page = visit.known.find(({ url }) => url === last.page.url) ?? last.page;
  return tell({ ...visit, open: { page, from: last.from }, before: visit.before.slice(0, -1) });
}

function scroll(visit: Visit, way: 'up' | 'down'): Step {
  const { page, from } = visit.open;
  const to = way === 'down' ? from + VIEW : Math.max(0, from - VIEW);
  if (to === from || to >= page.elements.length)
    return tell(visit, `This is the ${way === 'down' ? 'end' : 'top'} of the page.`);
  return tell({ ...visit, open: { page, from: to } });
}

function go(visit: Visit, url: string): Step {
  const page = visit.known.find((each) => sameAddress(each.url, url));
  return page ? tell(openPage(visit, page)) : { visit, notice: null, unknown: true };
}

function onElement(visit: Visit, action: Extract<WebAction, { id: number }>): Step {
  const { page, from } = visit.open;
  const element = page.elements[action.id - 1];
  if (!element || action.id <= from || action.id > from + VIEW)
    return fault('unknown-element', `There is no [${action.id}] in the latest observation`);
  if (action.kind === 'click') return click(visit, element);
  if (action.kind === 'type') {
    if (!FIELDS.includes(element.role)) return fault('not-a-field', `[${action.id}] is a ${element.role}`);
    return { visit: changed(visit, element, action.text), notice: null, unknown: action.enter };
  }
  const options = element.options ?? [];
  if (element.role !== 'combobox' || options.length === 0)
    return fault('not-a-choice', `[${action.id}] is a ${element.role} without options`);
  if (!options.includes(action.option))
    return fault('no-such-option', `[${action.id}] offers ${options.join(', ')}; not ${action.option}`);
  const applied = page.elements.some(({ role }) => role === 'button');
  return { visit: changed(visit, element, action.option), notice: null, unknown: !applied };
}

function click(visit: Visit, element: PageElement): Step {
  if (element.to !== null) return go(visit, element.to);
  if (STILL.includes(element.role)) return tell(visit, 'Nothing happens.');
  if (FIELDS.includes(element.role)) return tell(visit, 'The cursor stands in the field.');
  if (element.role === 'combobox') return tell(visit, 'The options are as listed.');
  if (!TOGGLES.includes(element.role)) return { visit, notice: null, unknown: true };
  if (element.role !== 'radio') return tell(changed(visit, element, element.value === 'on' ? 'off' : 'on'));
  return tell(
    changed(
      rivals(visit, element).reduce((left, each) => changed(left, each, 'off'), visit),
      element,
      'on',
    ),
  );
}

/** The other radio buttons of an unbroken run. */
function rivals({ open: { page } }: Visit, element: PageElement): PageElement[] {
  const at = page.elements.indexOf(element);
  const isRadio = ({ role }: PageElement) => role === 'radio';
  const before = page.elements.slice(0, at).toReversed();
  const after = page.elements.slice(at + 1);
  const run = (list: PageElement[]) => {
    const end = list.findIndex((each) => !isRadio(each));
    return end < 0 ? list : list.slice(0, end);
  };
  return [...run(before), ...run(after)];
}

/** The visit with another value in an element of the open page, there and among the known pages. */
function changed(visit: Visit, element: PageElement, value: string): Visit {
  const { page, from } = visit.open;
  const elements = page.elements.map((each) => (each === element ? { ...each, value } : each));
  const next = { ...page, elements };
  return { ...visit, open: { page: next, from }, known: visit.known.map((each) => (each === page ? next : each)) };
}
