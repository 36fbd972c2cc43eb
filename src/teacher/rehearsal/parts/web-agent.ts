import { blockIn } from '../blocks.ts';
import type { Known } from '../makers.ts';
import type { Asked, Part } from '../part.ts';
import { nextAction } from '../web/browse.ts';
import { siteOf } from '../web/site.ts';
import { webTasks } from '../web/tasks.ts';
import { pagesIn } from '../web/views.ts';

/** Websites made of a passage, tasks on them, somebody who clicks his way through, and pages made up behind links. */
export default {
  fill(asked) {
    const { fields, task, draw } = asked;
    if ('notice' in fields && 'address' in fields && 'page' in fields) return [pageAfter(asked)];
    if ('done' in fields && 'why' in fields) return [{ done: draw.next() < 0.93, why: 'The last view shows it.' }];
    if ('way' in fields && 'facts' in fields) return task?.suggestion == null ? webTasks(asked) : edited(asked);
    if (!('pages' in fields) || 'task' in fields) return null;
    const site = siteOf(asked.passage, draw.at('site'));
    return site ? [site] : [];
  },
  answer(messages, draw) {
    const acts = messages.some(({ role, content }) => role === 'system' && content.includes('stop [answer]'));
    return acts ? nextAction(messages, draw) : null;
  },
} satisfies Part;

const REMARKS = [
  'Tell me as well what the page is called.',
  'I also want to know how many entries the list has.',
  'Before you are done, see whether the front page agrees with it.',
  'If there is a newer one, take that instead and say so.',
];

/** A page behind a link, a button or a search: a heading, a way back, and the facts. */
function pageAfter({ messages, draw }: Asked): Known {
  const material = blockIn(messages, 'material') ?? '';
  const action = (blockIn(messages, 'item') ?? '').split('\n').at(-1) ?? '';
  const known = pagesIn(material);
  if (draw.next() < 0.2) return { notice: 'This page is not available.', address: known[0]?.url ?? null, page: null };
  if (draw.next() < 0.15) return { notice: 'Your choice has been saved.', address: null, page: null };
  const still = { value: null, options: null, to: null };
  const facts = [...material.matchAll(/^- (.+)$/gm)].map(([, fact = '']) => fact);
  const elements = [
    { ...still, role: 'heading', name: `After ${action}`.slice(0, 120) },
    ...known
      .slice(0, 3)
      .map(({ title, url }) => ({ ...still, role: 'link', name: title.slice(0, 80) || 'Page', to: url })),
    ...facts.slice(0, 5).map((fact) => ({ ...still, role: 'text', name: fact.slice(0, 300) })),
    { ...still, role: 'text', name: `Entry ${1 + draw.index(900)} of the list.` },
  ];
  return {
    notice: null,
    address: null,
    page: { url: `/made/${draw.index(10_000)}`, title: 'A further page', elements },
  };
}

/** Another task, or the pages with more on them. */
function edited({ task, fields, draw }: Asked): Known[] {
  const item = task?.item ?? {};
  if (!('pages' in fields)) {
    return [{ task: `${String(item.task ?? '')} ${draw.pick(REMARKS)}`, way: wayOf(item.way) }];
  }
  const notice = {
    role: 'alert',
    name: `The office is closed on day ${1 + draw.index(28)}.`,
    value: null,
    options: null,
    to: null,
  };
  const pages = pagesIn(task?.material ?? '').map(({ url, title, elements }) => ({
    url,
    title,
    elements: [...elements.map(({ id: _, ...element }) => element), notice],
  }));
  return [{ pages }];
}

function wayOf(way: unknown): unknown {
  return Array.isArray(way) ? [...way.slice(0, -1), 'note what the page is called', ...way.slice(-1)] : null;
}
