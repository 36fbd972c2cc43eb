import type { Message } from '../../../data.ts';
import type { Draw } from '../../../text/draw.ts';
import { plainWords } from '../words.ts';
import { pagesIn, type Seen, type SeenPage } from './views.ts';

/** Most actions before it gives up. */
const MOST = 7;

/** The next turn of somebody who works a website: what the task asks for in quotation marks first, then the likeliest link, then the answer. */
export function nextAction(messages: readonly Message[], draw: Draw): string {
  const turns = messages.filter(({ role }) => role !== 'system');
  const task = turns[0]?.content.split('\n\n')[0] ?? '';
  const page = pagesIn(turns.at(-1)?.content ?? '').at(-1);
  const done = turns.filter(({ role }) => role === 'assistant').map(({ content }) => content.split('\n').at(-1) ?? '');
  const flaw = draw.at('flaw').next();
  if (flaw < 0.01) return 'I shall have a look at the next page first.';
  if (flaw < 0.02) return 'This should be the right one.\nclick [999]';
  if (flaw < 0.025) return 'The heading takes what I write.\ntype [1] [something]';
  if (!page) return 'Nothing is in view.\nstop [The page shows nothing.]';
  return firstOf(task, page, done) ?? nearest(task, page, done, draw);
}

/** What the task wants entered, chosen or ticked, where the page in view has it and it is not done yet. */
function firstOf(task: string, { elements }: SeenPage, done: readonly string[]): string | null {
  const quoted = /“([^”]{1,80})”/.exec(task)?.[1];
  if (quoted === undefined) return null;
  const choice = elements.find(({ options, value }) => options?.includes(quoted) && value !== quoted);
  if (choice) return `The list can be put into the order that is wanted.\nselect [${choice.id}] [${quoted}]`;
  const box = elements.find(({ role, name, value }) => role === 'checkbox' && name === quoted && value !== 'on');
  if (box) return `This box is the one that was named.\nclick [${box.id}]`;
  const field = elements.find(({ role, value }) => /^(?:searchbox|textbox)$/.test(role) && value === null);
  if (!field || !/^\d+$/.test(quoted) || done.some((line) => line.startsWith('type'))) return null;
  return `The field takes what is to be looked for.\ntype [${field.id}] [${quoted}] [enter]`;
}

function nearest(task: string, page: SeenPage, done: readonly string[], draw: Draw): string {
  const sought = new Set(plainWords(task).filter((word) => word.length > 5));
  const score = ({ name }: Seen) => plainWords(name).filter((word) => sought.has(word)).length;
  const best = page.elements.filter(({ role }) => role === 'text').toSorted((a, b) => score(b) - score(a))[0];
  if (best && done.length > 0 && score(best) >= 2) return stop(`It says: ${best.name.slice(0, 300)}`);
  if (done.length >= MOST) return stop('The pages do not say it; I looked through the menu and the list.');
  const last = page.elements.at(-1)?.id ?? 0;
  const links = page.elements.filter(({ role, to }) => role === 'link' && to !== page.url);
  const fresh = links.filter(({ id }) => !done.includes(`click [${id}]`));
  if (last < page.total && (fresh.length === 0 || draw.at('scroll').next() < 0.3)) {
    return 'More of the page lies below.\nscroll [down]';
  }
  const next = draw.at('link').pick(fresh, (link) => 1 + 5 * score(link));
  if (!next) return done.at(-1) === 'back' ? stop('Nothing leads on from here.') : 'Nothing here leads on.\nback';
  return `The link ${JSON.stringify(next.name).slice(0, 80)} may lead there.\nclick [${next.id}]`;
}

function stop(answer: string): string {
  return `That settles what was asked.\nstop [${answer.replaceAll(/\s+/g, ' ')}]`;
}
